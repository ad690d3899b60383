package dev.intarsia.js.api;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Brotli (RFC 7932) by the native decoder. */
final class BrotliDecompressor implements ByteCoder {
  private static final int INPUT_BYTES = 64 * 1024;

  private final DecoderJNI.Wrapper decoder;
  private boolean done;
  private int restBytes;

  BrotliDecompressor() {
    Brotli4jLoader.ensureAvailability();
    try {
      this.decoder = new DecoderJNI.Wrapper(INPUT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] code(byte[] input, int flush) throws CodingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length * 4);
    int at = 0;
    while (!done) {
      switch (decoder.getStatus()) {
        case DONE -> finish();
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> pull(out);
        case NEEDS_MORE_INPUT -> {
          if (decoder.hasOutput()) {
            pull(out);
          }
          int count = Math.min(INPUT_BYTES, input.length - at);
          if (count == 0) {
            return unfinished(out, flush);
          }
          decoder.getInputBuffer().clear().put(input, at, count);
          decoder.push(count);
          at += count;
        }
        default -> {
          finish();
          throw new CodingException("ERR__ERROR_FORMAT_PADDING_1", "Decompression failed");
        }
      }
    }
    restBytes = input.length - at;
    return out.toByteArray();
  }

  /** The native decoder does not tell what it leaves of the input of its last step: only later bytes are counted. */
  @Override
  public int restBytes() {
    return done ? restBytes : -1;
  }

  private byte[] unfinished(ByteArrayOutputStream out, int flush) throws CodingException {
    if (flush == FINISH) {
      finish();
      throw new CodingException("Z_BUF_ERROR", "unexpected end of file");
    }
    return out.toByteArray();
  }

  private void pull(ByteArrayOutputStream out) {
    ByteBuffer chunk = decoder.pull();
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes);
    out.writeBytes(bytes);
  }

  private void finish() {
    done = true;
    decoder.destroy();
  }
}
