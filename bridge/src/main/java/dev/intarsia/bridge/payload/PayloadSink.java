package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Takes one value and writes it as the payload of the frame being published. Exactly one method is
 * called per frame, by a {@link PayloadEncoder}.
 *
 * <p>Each method returns {@code true} when the payload is written, and {@code false} when the payload
 * region has no room now: the caller keeps the value and tries again after the peer has freed some.
 * A value that can never be written is a {@link PayloadException}.
 */
public interface PayloadSink {
  boolean number(double value);

  boolean bool(boolean value);

  boolean nul();

  boolean undefined();

  /** A bigint within 64 bits: a header-only payload. */
  boolean bigint(long value);

  /** Any bigint; one within 64 bits takes the header-only form. */
  boolean bigint(BigInteger value);

  /** Lone surrogates become U+FFFD, as UTF-8 has no form for them. */
  boolean string(String value);

  /** A global symbol, {@code Symbol.for(key)}. */
  boolean symbol(String key);

  /** A value as the text that {@code JSON.stringify} gives for it. */
  boolean json(String text);

  /**
   * The same, as UTF-8 from the array's start: allocates nothing.
   *
   * @param length in bytes
   */
  default boolean json(byte[] utf8, int length) {
    return json(new String(utf8, 0, length, StandardCharsets.UTF_8));
  }

  /** A Date by its time value, milliseconds since 1970; NaN is an invalid date. */
  boolean date(double epochMs);

  /** An error as the JSON object {@code {name, message, stack?, cause?}}. */
  boolean error(String jsonText);

  /**
   * Bytes of a typed array, buffer or view, little-endian, copied before the call returns.
   *
   * @param bytes heap or native; read from its start to its end
   */
  boolean binary(BinaryKind kind, MemorySegment bytes);

  /** Bytes of an array, without a segment around them: allocates nothing. */
  default boolean binary(BinaryKind kind, byte[] bytes, int from, int length) {
    return binary(kind, MemorySegment.ofArray(bytes).asSlice(from, length));
  }

  /**
   * Elements of an array: allocates nothing.
   *
   * @param kind one with elements of four bytes
   */
  boolean binary(BinaryKind kind, int[] elements);

  /**
   * Elements of an array: allocates nothing.
   *
   * @param kind one with elements of eight bytes
   */
  boolean binary(BinaryKind kind, long[] elements);

  /**
   * Elements of an array: allocates nothing.
   *
   * @param kind one with elements of eight bytes
   */
  boolean binary(BinaryKind kind, double[] elements);

  /**
   * An Envelope with bytes as its body.
   *
   * @param header the header string itself, or its JSON text
   * @param headerIsJson whether {@code header} is JSON text
   */
  boolean envelope(String header, boolean headerIsJson, MemorySegment body);

  /** An Envelope whose body is an external payload, given as the JSON text {@code [codecId, metadata]}. */
  boolean envelopeExternal(String header, boolean headerIsJson, String externalJson);

  /**
   * An external payload as the JSON text {@code [codecId, metadata]}. The encoder answers for it that a
   * codec id of {@link ExternalPayloads#isReserved} comes from knitting's own object.
   */
  boolean external(String json);

  /**
   * Memory that both sides see. To another process it goes by its name; one without gets one then, which its closing
   * takes away. One that the reader itself sent goes back as it came.
   *
   * @throws PayloadException when it is closed, or another process's and nameless
   */
  default boolean processSharedBuffer(ProcessSharedBuffer buffer) {
    throw new PayloadException("A ProcessSharedBuffer can't be written here.");
  }

  /** An Envelope whose body is memory that both sides see. */
  default boolean envelope(String header, boolean headerIsJson, ProcessSharedBuffer body) {
    throw new PayloadException("An Envelope over a ProcessSharedBuffer can't be written here.");
  }

  /** The eight descriptor words of an anonymous ProcessSharedBuffer. */
  boolean processSharedBuffer(int[] words);

  /**
   * The descriptor words of a SharedArrayBuffer: eight, or two for one that the peer knows. In process
   * only.
   */
  boolean sharedArrayBuffer(int[] words);

  /** The eight descriptor words of a BufferReference. In process only. */
  boolean bufferReference(int[] words);
}
