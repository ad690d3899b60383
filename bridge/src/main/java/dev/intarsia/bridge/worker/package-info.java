/** What every worker has in common: drain calls, run them, publish what they return. */
@NullMarked
package dev.intarsia.bridge.worker;

import org.jspecify.annotations.NullMarked;
