/** The signal words of a lane: who runs, who is parked, whether there may be work. */
@NullMarked
package dev.intarsia.bridge.signal;

import org.jspecify.annotations.NullMarked;
