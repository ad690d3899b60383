package dev.intarsia.js.api;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The opposite of {@link DeflateCoder}. A gzip file may have several members; as in zlib's users, a zero byte after a member
 * ends the file, and anything else is the next member.
 */
final class InflateCoder implements ByteCoder {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int TRAILER_BYTES = 8;

  private String format;
  private final byte[] dictionary;
  /** Whether the first member is all: the Compression Standard knows no others. */
  private final boolean single;

  private final CRC32 crc = new CRC32();
  private @Nullable Inflater inflater;
  private byte[] pending = new byte[0];
  /** Whether a member of a gzip file has ended and nothing of a further one has come. */
  private boolean between;

  private boolean done;

  InflateCoder(String format, Settings settings) {
    this.single = "gzip-single".equals(format);
    this.format = single ? "gzip" : format;
    this.dictionary = settings.dictionary();
  }

  @Override
  public byte[] code(byte[] input, int flush) throws CodingException {
    if (done) {
      pending = input;
      return new byte[0];
    }
    pending = pending.length == 0 ? input : join(pending, input);
    ByteArrayOutputStream out = new ByteArrayOutputStream(pending.length * 2);
    while (!done && step(out)) {
      // A further member, or the end.
    }
    if (flush == FINISH && !done && !(between && pending.length == 0)) {
      end();
      throw new CodingException("Z_BUF_ERROR", "unexpected end of file");
    }
    return out.toByteArray();
  }

  @Override
  public int restBytes() {
    return done || (between && pending.length == 0) ? pending.length : -1;
  }

  /** Whether there is more to do with what is pending. */
  private boolean step(ByteArrayOutputStream out) throws CodingException {
    Inflater current = inflater;
    if (current == null) {
      done = between && pending.length > 0 && pending[0] == 0;
      current = done ? null : start();
      if (current == null) {
        return false;
      }
      between = false;
      inflater = current;
    }
    if (!current.finished()) {
      inflate(current, out);
    }
    if (!current.finished()) {
      return false;
    }
    if (!"gzip".equals(format)) {
      end();
      done = true;
      return false;
    }
    return trailer(current);
  }

  private @Nullable Inflater start() throws CodingException {
    if ("auto".equals(format)) {
      if (pending.length < 2) {
        return null;
      }
      format = isGzip() ? "gzip" : "zlib";
    }
    if (!"gzip".equals(format)) {
      Inflater made = new Inflater("raw".equals(format));
      if ("raw".equals(format) && dictionary.length > 0) {
        made.setDictionary(dictionary);
      }
      return made;
    }
    int length = headerLength();
    if (length < 0) {
      return null;
    }
    pending = Arrays.copyOfRange(pending, length, pending.length);
    crc.reset();
    return new Inflater(true);
  }

  private boolean isGzip() {
    return pending[0] == 0x1f && pending[1] == (byte) 0x8b;
  }

  /** The header's length, or -1 when there is not all of it yet. */
  private int headerLength() throws CodingException {
    if (pending.length >= 2 && !isGzip()) {
      throw new CodingException("Z_DATA_ERROR", "incorrect header check");
    }
    if (pending.length > 3 && pending[2] != 8) {
      throw new CodingException("Z_DATA_ERROR", "unknown compression method");
    }
    if (pending.length < 10) {
      return -1;
    }
    int flags = pending[3];
    int at = 10;
    if ((flags & 4) != 0) {
      if (pending.length < at + 2) {
        return -1;
      }
      at += 2 + (pending[at] & 0xff) + ((pending[at + 1] & 0xff) << 8);
    }
    for (int flag = 8; flag <= 16; flag *= 2) {
      if ((flags & flag) != 0) {
        while (at < pending.length && pending[at] != 0) {
          at++;
        }
        at++;
      }
    }
    at += (flags & 2) != 0 ? 2 : 0;
    return at <= pending.length ? at : -1;
  }

  private void inflate(Inflater current, ByteArrayOutputStream out) throws CodingException {
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, Math.max(512, pending.length * 4))];
    current.setInput(pending);
    try {
      while (!current.finished()) {
        int count = current.inflate(chunk);
        if (count == 0 && current.needsDictionary()) {
          useDictionary(current);
        } else if (count == 0 && current.needsInput()) {
          break;
        }
        crc.update(chunk, 0, count);
        out.write(chunk, 0, count);
      }
    } catch (DataFormatException e) {
      end();
      String text = e.getMessage() == null ? "invalid data" : e.getMessage().toLowerCase(Locale.ROOT);
      throw new CodingException("Z_DATA_ERROR", text);
    }
    pending = Arrays.copyOfRange(pending, pending.length - current.getRemaining(), pending.length);
  }

  private void useDictionary(Inflater current) throws CodingException {
    if (dictionary.length == 0) {
      throw new CodingException("Z_NEED_DICT", "Missing dictionary");
    }
    try {
      current.setDictionary(dictionary);
    } catch (IllegalArgumentException e) {
      throw new CodingException("Z_NEED_DICT", "Bad dictionary");
    }
  }

  private boolean trailer(Inflater current) throws CodingException {
    if (pending.length < TRAILER_BYTES) {
      return false;
    }
    if (readInt(0) != crc.getValue()) {
      throw new CodingException("Z_DATA_ERROR", "incorrect data check");
    }
    if (readInt(4) != (current.getBytesWritten() & 0xffffffffL)) {
      throw new CodingException("Z_DATA_ERROR", "incorrect length check");
    }
    end();
    pending = Arrays.copyOfRange(pending, TRAILER_BYTES, pending.length);
    done = single;
    between = !single;
    return between && pending.length > 0;
  }

  private long readInt(int index) {
    return (pending[index] & 0xffL)
        | ((pending[index + 1] & 0xffL) << 8)
        | ((pending[index + 2] & 0xffL) << 16)
        | ((pending[index + 3] & 0xffL) << 24);
  }

  private void end() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
