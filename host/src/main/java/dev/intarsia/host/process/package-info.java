/** Workers that are processes: starting Node, Deno, Bun and Intarsia workers, watching them, and being one. */
@NullMarked
package dev.intarsia.host.process;

import org.jspecify.annotations.NullMarked;
