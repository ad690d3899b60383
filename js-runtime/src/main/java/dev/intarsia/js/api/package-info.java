/** Web and Node APIs for JS tasks. */
@NullMarked
package dev.intarsia.js.api;

import org.jspecify.annotations.NullMarked;
