/** Byte vectors: reading a folder of them, running them against a codec, comparing what it does. */
@NullMarked
package dev.intarsia.conformance.vectors;

import org.jspecify.annotations.NullMarked;
