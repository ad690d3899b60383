/** A run's outcome as JSON, JUnit XML, and one HTML page. */
@NullMarked
package dev.intarsia.conformance.report;

import org.jspecify.annotations.NullMarked;
