/** What programs ask of their pools, as a pool builder understands it. */
@NullMarked
package dev.intarsia.host.program;

import org.jspecify.annotations.NullMarked;
