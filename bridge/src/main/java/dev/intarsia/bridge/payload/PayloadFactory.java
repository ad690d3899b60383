package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.memory.MemoryPeer;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * Makes values of the consumer's own kind from a decoded payload: Java objects for Java tasks, JS
 * values for JS tasks, with nothing in between.
 *
 * <p>Everything given has been checked against the frame's bounds. A segment is only valid during the
 * call and may change under the reader, since the peer can still write to it: copy it once, then use
 * the copy.
 *
 * @param <V> the consumer's type of values
 */
public interface PayloadFactory<V> {
  V number(double value);

  V bool(boolean value);

  V nul();

  V undefined();

  V bigint(long value);

  V bigint(BigInteger value);

  V string(String value);

  V symbol(String key);

  /**
   * @param text not yet parsed
   * @throws PayloadException when it is not JSON or nests too deeply
   */
  V json(String text);

  /**
   * The same, from UTF-8 that may change during the call: copy it once.
   *
   * @param utf8 holds the text from {@code offset} on
   * @param length in bytes
   * @throws PayloadException when it is not JSON or nests too deeply
   */
  default V json(MemorySegment utf8, long offset, int length) {
    return json(Utf8.text(utf8, offset, length));
  }

  V date(double epochMs);

  /**
   * @param jsonText {@code {name, message, stack?, cause?}}; text that is not such an object becomes an
   *     error with that text as its message
   */
  V error(String jsonText);

  /**
   * @param bytes little-endian elements; a whole number of them
   */
  V binary(BinaryKind kind, MemorySegment bytes);

  V envelope(String header, boolean headerIsJson, MemorySegment body);

  V envelopeExternal(String header, boolean headerIsJson, String externalJson);

  V external(String json);

  V processSharedBuffer(int[] words);

  /** Memory without a name by its eight words, and who sent them; {@link SharedBufferPayloads#read} makes it usable. */
  default V processSharedBuffer(int[] words, MemoryPeer peer) {
    return processSharedBuffer(words);
  }

  /** A SharedArrayBuffer by its descriptor: eight words, or the two of its token. Never across a process border. */
  default V sharedArrayBuffer(int[] words) {
    throw new PayloadException(
        "A SharedArrayBuffer of another runtime can't be read here; send a ProcessSharedBuffer.");
  }

  /** A BufferReference by its eight descriptor words. Never across a process border. */
  default V bufferReference(int[] words) {
    throw new PayloadException("A BufferReference of another runtime can't be read here; send a ProcessSharedBuffer.");
  }
}
