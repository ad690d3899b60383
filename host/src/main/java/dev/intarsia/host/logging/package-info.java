/** Log lines through {@link System.Logger}, and so through whatever logging the application has. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.host.logging;
