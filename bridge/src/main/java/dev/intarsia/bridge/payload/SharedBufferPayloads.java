package dev.intarsia.bridge.payload;

import dev.intarsia.bridge.boot.BootPayloadException;
import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.bridge.memory.ProcessSharedBuffer;
import dev.intarsia.bridge.memory.SharedMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * ProcessSharedBuffers as payloads: eight words where the reader knows the descriptor's number, the name and the range
 * as JSON elsewhere. What comes in is a claim: it is checked against the memory itself, when it is first used.
 */
public final class SharedBufferPayloads {
  private static final String HEAD = "[\"" + ExternalPayloads.PROCESS_SHARED_BUFFER + "\",";

  private SharedBufferPayloads() {}

  static boolean write(PayloadWriter writer, ProcessSharedBuffer buffer) {
    int[] words;
    try {
      words = buffer.wordsFor(writer.peer());
    } catch (SharedMemoryException | IllegalStateException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
    return words == null ? writer.external(external(buffer, writer.peer())) : writer.processSharedBuffer(words);
  }

  /**
   * A buffer as an external payload.
   *
   * @param peer who reads it
   * @throws PayloadException when it is closed, or another process's and nameless
   */
  public static String external(ProcessSharedBuffer buffer, MemoryPeer peer) {
    try {
      return HEAD + buffer.sliceFor(peer).toJson() + "]";
    } catch (SharedMemoryException | IllegalStateException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * A buffer by its eight words.
   *
   * @param peer who sent them
   * @throws PayloadException when they contradict each other, or this process has no such buffer
   */
  public static ProcessSharedBuffer read(int[] words, MemoryPeer peer) {
    try {
      return ProcessSharedBuffer.received(words, peer);
    } catch (IllegalArgumentException e) {
      throw new PayloadException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * A buffer by an external payload.
   *
   * @return null when the payload is something else
   * @throws PayloadException when it says that it is one, and is not
   */
  public static @Nullable ProcessSharedBuffer read(String externalJson) {
    if (!ExternalPayloads.PROCESS_SHARED_BUFFER.equals(ExternalPayloads.codecId(externalJson))) {
      return null;
    }
    int comma = externalJson.indexOf(',');
    int end = externalJson.lastIndexOf(']');
    if (comma < 0 || end < comma) {
      throw new PayloadException("A ProcessSharedBuffer's external payload has no metadata.");
    }
    try {
      return ProcessSharedBuffer.received(externalJson.substring(comma + 1, end));
    } catch (BootPayloadException | IllegalArgumentException e) {
      throw new PayloadException("A ProcessSharedBuffer's metadata is wrong: " + e.getMessage(), e);
    }
  }
}
