/** Playing one side of a live worker or host, and checking the other requirement by requirement. */
@NullMarked
package dev.intarsia.conformance.live;

import org.jspecify.annotations.NullMarked;
