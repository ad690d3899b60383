/** The pool itself: tasks, groups of lanes, the choice among them, and supervision. */
@NullMarked
package dev.intarsia.host.pool;

import org.jspecify.annotations.NullMarked;
