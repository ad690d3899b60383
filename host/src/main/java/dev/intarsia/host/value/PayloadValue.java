package dev.intarsia.host.value;

import dev.intarsia.bridge.payload.PayloadSink;

/** A value that knows its own payload form, such as memory shared between processes. */
public interface PayloadValue {
  /**
   * Calls exactly one method of {@code sink}.
   *
   * @return what that method returned: false when the payload region has no room now
   */
  boolean writeTo(PayloadSink sink);
}
