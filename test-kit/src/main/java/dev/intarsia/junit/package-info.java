/** Pools for JUnit tests, from an annotation. */
@NullMarked
package dev.intarsia.junit;

import org.jspecify.annotations.NullMarked;
