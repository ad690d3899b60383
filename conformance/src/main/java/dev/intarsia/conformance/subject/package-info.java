/** What vectors are run against: this codec in this process, or any other behind a line protocol. */
@NullMarked
package dev.intarsia.conformance.subject;

import org.jspecify.annotations.NullMarked;
