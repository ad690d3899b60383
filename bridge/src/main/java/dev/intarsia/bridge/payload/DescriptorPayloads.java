package dev.intarsia.bridge.payload;

import dev.intarsia.protocol.payload.PayloadError;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Payloads that only describe memory, as words at the start of the slot. A ProcessSharedBuffer may
 * cross a process border; the others hold addresses and may not.
 */
final class DescriptorPayloads {
  static final int WORDS = 8;
  /** A SharedArrayBuffer that the peer has seen before is sent by its token alone. */
  private static final int TOKEN_WORDS = 2;

  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private DescriptorPayloads() {}

  static boolean processSharedBuffer(PayloadWriter writer, int[] words) {
    checkCount(words.length == WORDS, words.length);
    return write(writer, PayloadTag.PROCESS_SHARED_BUFFER, words);
  }

  static boolean sharedArrayBuffer(PayloadWriter writer, int[] words) {
    checkCount(words.length == WORDS || words.length == TOKEN_WORDS, words.length);
    checkInProcess(writer);
    return write(writer, PayloadTag.SHARED_ARRAY_BUFFER, words);
  }

  static boolean bufferReference(PayloadWriter writer, int[] words) {
    checkCount(words.length == WORDS, words.length);
    checkInProcess(writer);
    return write(writer, PayloadTag.BUFFER_REFERENCE, words);
  }

  private static boolean write(PayloadWriter writer, int tag, int[] words) {
    MemorySegment.copy(words, 0, writer.headers, WORD, writer.slotOffset, words.length);
    return writer.inline(tag, words.length * Integer.BYTES);
  }

  private static void checkCount(boolean right, int count) {
    if (!right) {
      throw new PayloadException("A descriptor of " + count + " words; it has " + WORDS + ".");
    }
  }

  private static void checkInProcess(PayloadWriter writer) {
    if (writer.processBoundary()) {
      throw new PayloadException(PayloadError.unsupported(PayloadError.PROCESS_LOCAL_POINTER));
    }
  }

  static <V> V read(PayloadReader reader, int tag, PayloadFactory<V> factory) {
    if (tag == PayloadTag.PROCESS_SHARED_BUFFER) {
      return factory.processSharedBuffer(words(reader, tag, WORDS), reader.peer());
    }
    if (reader.processBoundary()) {
      throw new PayloadException(PayloadError.PROCESS_LOCAL_POINTER);
    }
    if (tag == PayloadTag.BUFFER_REFERENCE) {
      return factory.bufferReference(words(reader, tag, WORDS));
    }
    boolean token = reader.length() == TOKEN_WORDS * Integer.BYTES;
    return factory.sharedArrayBuffer(words(reader, tag, token ? TOKEN_WORDS : WORDS));
  }

  private static int[] words(PayloadReader reader, int tag, int count) {
    if (reader.length() != (long) count * Integer.BYTES) {
      throw new PayloadException("Payload " + PayloadTag.nameOf(tag) + " says that it has " + reader.length()
          + " bytes; it has " + count * Integer.BYTES + ".");
    }
    return reader.inlineBytes().toArray(WORD);
  }
}
