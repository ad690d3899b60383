/** The commands {@code conform}, {@code encode} and {@code decode}. */
@NullMarked
package dev.intarsia.conformance.cli;

import org.jspecify.annotations.NullMarked;
