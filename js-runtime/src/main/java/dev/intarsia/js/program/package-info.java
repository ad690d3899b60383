/** Whole JS programs that make their own pools, and the values that go between them and their workers. */
@NullMarked
package dev.intarsia.js.program;

import org.jspecify.annotations.NullMarked;
