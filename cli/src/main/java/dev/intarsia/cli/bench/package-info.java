/** What {@code intarsia bench} measures: named shapes of work, on this library's pools and on others beside them. */
@NullMarked
package dev.intarsia.cli.bench;

import org.jspecify.annotations.NullMarked;
