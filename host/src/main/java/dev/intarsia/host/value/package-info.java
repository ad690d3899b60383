/** Java values as JavaScript's kinds of values and back: what crosses between a caller and a Java task. */
@NullMarked
package dev.intarsia.host.value;

import org.jspecify.annotations.NullMarked;
