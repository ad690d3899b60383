/** Memory shared between processes: made, opened, checked, mapped, unlinked. */
@NullMarked
package dev.intarsia.bridge.memory;

import org.jspecify.annotations.NullMarked;
