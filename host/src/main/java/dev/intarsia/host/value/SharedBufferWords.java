package dev.intarsia.host.value;

import dev.intarsia.bridge.payload.PayloadSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The descriptor of a ProcessSharedBuffer, not yet mapped.
 *
 * @param words the eight words, as they crossed
 */
@SuppressWarnings("ArrayRecordComponent") // see Envelope
public record SharedBufferWords(int[] words) implements PayloadValue {
  @Override
  public boolean writeTo(PayloadSink sink) {
    return sink.processSharedBuffer(words);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SharedBufferWords that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "SharedBufferWords" + Arrays.toString(words);
  }
}
