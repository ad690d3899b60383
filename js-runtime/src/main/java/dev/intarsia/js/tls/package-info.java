/** TLS of JS realms, over the JDK's engine. */
@NullMarked
package dev.intarsia.js.tls;

import org.jspecify.annotations.NullMarked;
