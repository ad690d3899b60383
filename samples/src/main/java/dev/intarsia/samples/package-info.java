/** Programs to copy. */
@NullMarked
package dev.intarsia.samples;

import org.jspecify.annotations.NullMarked;
