/** JSON as ECMAScript writes and reads it: number format, escapes, key order. */
@NullMarked
package dev.intarsia.bridge.json;

import org.jspecify.annotations.NullMarked;
