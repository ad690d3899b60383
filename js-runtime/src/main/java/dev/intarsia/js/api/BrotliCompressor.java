package dev.intarsia.js.api;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Brotli (RFC 7932) by the native encoder. */
final class BrotliCompressor implements ByteCoder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BrotliOutputStream encoder;

  BrotliCompressor(Settings settings) {
    Brotli4jLoader.ensureAvailability();
    Encoder.Mode[] modes = {Encoder.Mode.GENERIC, Encoder.Mode.TEXT, Encoder.Mode.FONT};
    int quality = settings.level() < 0 ? 11 : Math.min(11, settings.level());
    Encoder.Parameters parameters =
        Encoder.Parameters.create(quality, settings.window(), modes[Math.floorMod(settings.mode(), modes.length)]);
    try {
      this.encoder = new BrotliOutputStream(out, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] code(byte[] input, int flush) throws CodingException {
    try {
      encoder.write(input);
      if (flush == SYNC_FLUSH) {
        encoder.flush();
      } else if (flush == FINISH) {
        encoder.close();
      }
    } catch (IOException e) {
      throw new CodingException("ERR_BROTLI_COMPRESSION_FAILED", "Compression failed");
    }
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }
}
