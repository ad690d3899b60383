/** How an idle side of a lane waits and how the other side wakes it. */
@NullMarked
package dev.intarsia.bridge.wake;

import org.jspecify.annotations.NullMarked;
