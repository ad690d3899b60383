/** What the code of workers and programs may do, and its text forms. */
@NullMarked
package dev.intarsia.host.permission;

import org.jspecify.annotations.NullMarked;
