/** What a Java program sees: pools, tasks and their options. */
@NullMarked
package dev.intarsia.host;

import org.jspecify.annotations.NullMarked;
