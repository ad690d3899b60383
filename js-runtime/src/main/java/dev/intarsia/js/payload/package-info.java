/** JS values to and from payloads. */
@NullMarked
package dev.intarsia.js.payload;

import org.jspecify.annotations.NullMarked;
