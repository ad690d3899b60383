/** TypeScript and JSX to JavaScript, and a cache of the results. */
@NullMarked
package dev.intarsia.js.typescript;

import org.jspecify.annotations.NullMarked;
