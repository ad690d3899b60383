/** The built-in {@code knitting} modules. */
@NullMarked
package dev.intarsia.js.knitting;

import org.jspecify.annotations.NullMarked;
