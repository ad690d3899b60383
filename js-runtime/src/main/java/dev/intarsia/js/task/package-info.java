/** Finding the tasks of modules and running them. */
@NullMarked
package dev.intarsia.js.task;

import org.jspecify.annotations.NullMarked;
