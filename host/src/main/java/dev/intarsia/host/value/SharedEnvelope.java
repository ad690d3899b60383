package dev.intarsia.host.value;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Envelope} whose body is memory that both sides see, rather than a copy.
 *
 * @param header a String, or a value with a JSON form; not undefined
 */
public record SharedEnvelope(@Nullable Object header, ProcessSharedBuffer body) {
  public SharedEnvelope {
    Objects.requireNonNull(body, "body");
  }
}
