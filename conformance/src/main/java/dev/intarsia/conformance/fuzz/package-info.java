/** Hostile memory: real mappings, mutated between publishing and draining. */
@NullMarked
package dev.intarsia.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
