/** What ties tests to the requirements of SPEC.md. */
@NullMarked
package dev.intarsia.protocol.spec;

import org.jspecify.annotations.NullMarked;
