/** Payload tags, their limits, and the words in which a payload is refused. */
@NullMarked
package dev.intarsia.protocol.payload;

import org.jspecify.annotations.NullMarked;
