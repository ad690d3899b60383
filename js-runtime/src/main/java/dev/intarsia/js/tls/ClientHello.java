package dev.intarsia.js.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server reads of a client's first message (RFC 8446, section 4.1.2) before its engine does.
 *
 * @param serverName "" when the client names no host
 */
record ClientHello(String serverName) {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int RECORD_HEADER = 5;
  private static final int VERSION_AND_RANDOM = 34;
  private static final int MOST_BYTES = 1 << 17;
  private static final ClientHello UNREADABLE = new ClientHello("");

  /**
   * Gives null while bytes are missing. What is no such message names no host: the engine refuses it.
   *
   * @param received all bytes since the connection began; its position stays
   */
  static @Nullable ClientHello read(ByteBuffer received) {
    ByteBuffer message = ByteBuffer.allocate(received.remaining());
    ByteBuffer records = received.duplicate();
    while (records.remaining() >= RECORD_HEADER) {
      if (records.get(records.position()) != HANDSHAKE) {
        return UNREADABLE;
      }
      int length = Short.toUnsignedInt(records.getShort(records.position() + RECORD_HEADER - 2));
      records.position(records.position() + RECORD_HEADER);
      if (records.remaining() < length) {
        break;
      }
      message.put(records.slice(records.position(), length));
      records.position(records.position() + length);
      Integer size = size(message);
      if (size != null && message.position() >= size) {
        return parse(message.flip().slice(0, size));
      }
    }
    boolean hopeless = received.hasRemaining() && received.get(received.position()) != HANDSHAKE;
    return hopeless || received.remaining() > MOST_BYTES ? UNREADABLE : null;
  }

  private static @Nullable Integer size(ByteBuffer message) {
    return message.position() < Integer.BYTES ? null : Integer.BYTES + (message.getInt(0) & 0xffffff);
  }

  private static ClientHello parse(ByteBuffer message) {
    try {
      if (message.get() != CLIENT_HELLO) {
        return UNREADABLE;
      }
      message.position(Integer.BYTES + VERSION_AND_RANDOM);
      skip(message, Byte.toUnsignedInt(message.get()));
      skip(message, Short.toUnsignedInt(message.getShort()));
      skip(message, Byte.toUnsignedInt(message.get()));
      if (!message.hasRemaining()) {
        return UNREADABLE;
      }
      int end = Short.toUnsignedInt(message.getShort()) + message.position();
      while (message.position() < end) {
        int kind = Short.toUnsignedInt(message.getShort());
        int length = Short.toUnsignedInt(message.getShort());
        if (kind == SERVER_NAME) {
          return new ClientHello(name(message.slice(message.position(), length)));
        }
        skip(message, length);
      }
      return UNREADABLE;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException _) {
      return UNREADABLE;
    }
  }

  /** The list's length, the kind of the first name, its length and its bytes. */
  private static String name(ByteBuffer list) {
    list.getShort();
    if (list.get() != 0) {
      return "";
    }
    byte[] name = new byte[Short.toUnsignedInt(list.getShort())];
    list.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static void skip(ByteBuffer message, int bytes) {
    message.position(message.position() + bytes);
  }
}
