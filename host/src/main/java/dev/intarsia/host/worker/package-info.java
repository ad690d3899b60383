/** Workers behind lanes: how the pool starts, wakes, stops and replaces them. */
@NullMarked
package dev.intarsia.host.worker;

import org.jspecify.annotations.NullMarked;
