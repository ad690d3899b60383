/** Typed calls: an interface of the caller's whose methods are tasks. */
@NullMarked
package dev.intarsia.host.typed;

import org.jspecify.annotations.NullMarked;
