/** Several consumers on one request mailbox. */
@NullMarked
package dev.intarsia.bridge.steal;

import org.jspecify.annotations.NullMarked;
