/** The payload codec: one family of tags a class, and the two sides it is written for. */
@NullMarked
package dev.intarsia.bridge.payload;

import org.jspecify.annotations.NullMarked;
