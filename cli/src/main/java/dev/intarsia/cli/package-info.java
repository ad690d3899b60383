/** The command line. picocli is used in packages named {@code cli} and nowhere else. */
@NullMarked
package dev.intarsia.cli;

import org.jspecify.annotations.NullMarked;
