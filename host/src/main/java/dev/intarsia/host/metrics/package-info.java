/** Counting and timing calls. */
@org.jspecify.annotations.NullMarked
package dev.intarsia.host.metrics;
