/** Java types from the types of a TypeScript module. */
@NullMarked
package dev.intarsia.cli.types;

import org.jspecify.annotations.NullMarked;
