/** What the host sees of the JS runtime. No polyglot type shows here. */
@NullMarked
package dev.intarsia.js;

import org.jspecify.annotations.NullMarked;
