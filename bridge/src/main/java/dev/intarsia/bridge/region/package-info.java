/** Which bytes of a payload area belong to which payload. */
@NullMarked
package dev.intarsia.bridge.region;

import org.jspecify.annotations.NullMarked;
