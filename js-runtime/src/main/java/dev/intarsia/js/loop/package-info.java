/** The event loop of one JS worker. */
@NullMarked
package dev.intarsia.js.loop;

import org.jspecify.annotations.NullMarked;
