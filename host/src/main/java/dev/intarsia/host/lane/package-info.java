/** The host's end of one worker: publishing calls, draining results, and the calls in between. */
@NullMarked
package dev.intarsia.host.lane;

import org.jspecify.annotations.NullMarked;
