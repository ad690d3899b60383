package dev.intarsia.host.value;

import dev.intarsia.bridge.payload.PayloadSink;
import java.util.Objects;

/**
 * An external payload that no codec of this side opened: it can be handed on as it is.
 *
 * @param json the JSON text {@code [codecId, metadata]}
 */
public record ExternalPayload(String json) implements PayloadValue {
  public ExternalPayload {
    Objects.requireNonNull(json, "json");
  }

  @Override
  public boolean writeTo(PayloadSink sink) {
    return sink.external(json);
  }
}
