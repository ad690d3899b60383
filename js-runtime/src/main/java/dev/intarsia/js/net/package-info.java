/** Sockets of JS realms, over the JDK's channels. */
@NullMarked
package dev.intarsia.js.net;

import org.jspecify.annotations.NullMarked;
