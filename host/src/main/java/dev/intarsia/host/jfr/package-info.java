/** Flight recorder events. Nothing else of the host needs the flight recorder's module. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.host.jfr;
