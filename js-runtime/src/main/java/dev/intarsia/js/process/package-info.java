/** Child processes of programs and tasks, under {@code node:child_process}. */
@NullMarked
package dev.intarsia.js.process;

import org.jspecify.annotations.NullMarked;
