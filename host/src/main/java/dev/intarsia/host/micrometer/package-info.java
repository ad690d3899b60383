/** Micrometer meters. The library is optional: add {@code io.micrometer:micrometer-core} to use this package. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.host.micrometer;
