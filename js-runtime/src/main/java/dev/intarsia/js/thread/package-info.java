/** Worker threads of programs: contexts of their own that exchange messages, under {@code node:worker_threads}. */
@NullMarked
package dev.intarsia.js.thread;

import org.jspecify.annotations.NullMarked;
