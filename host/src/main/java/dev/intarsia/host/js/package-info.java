/** GraalJS worker threads: task modules in a pool. */
@NullMarked
package dev.intarsia.host.js;

import org.jspecify.annotations.NullMarked;
