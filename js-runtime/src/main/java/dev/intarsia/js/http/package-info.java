/** Parses HTTP/1 for JS realms. */
@NullMarked
package dev.intarsia.js.http;

import org.jspecify.annotations.NullMarked;
