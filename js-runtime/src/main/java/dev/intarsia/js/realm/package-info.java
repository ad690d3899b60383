/** One GraalJS context seen from inside: what built-in globals and modules are made with. */
@NullMarked
package dev.intarsia.js.realm;

import org.jspecify.annotations.NullMarked;
