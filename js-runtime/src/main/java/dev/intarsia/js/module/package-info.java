/** Finding, reading and rewriting modules: Node's resolution inside one root, ES modules and CommonJS. */
@NullMarked
package dev.intarsia.js.module;

import org.jspecify.annotations.NullMarked;
