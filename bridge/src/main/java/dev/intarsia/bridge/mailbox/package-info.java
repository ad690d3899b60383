/** One lane of a mapping: publishing frames into slots and draining them. */
@NullMarked
package dev.intarsia.bridge.mailbox;

import org.jspecify.annotations.NullMarked;
