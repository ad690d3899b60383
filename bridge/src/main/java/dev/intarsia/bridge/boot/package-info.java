/** The boot payload: what a host tells a process worker about the memory and the tasks. */
@NullMarked
package dev.intarsia.bridge.boot;

import org.jspecify.annotations.NullMarked;
