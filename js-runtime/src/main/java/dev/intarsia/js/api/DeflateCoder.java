package dev.intarsia.js.api;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Raw deflate, zlib, or gzip (RFC 1951, 1950, 1952). */
final class DeflateCoder implements ByteCoder {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Deflater deflater;
  private final boolean gzip;
  private final int level;
  private final CRC32 crc = new CRC32();
  private boolean started;
  private boolean ended;

  DeflateCoder(String format, Settings settings) {
    this.gzip = "gzip".equals(format);
    this.level = settings.level();
    this.deflater = new Deflater(level, !"zlib".equals(format));
    if (settings.strategy() == Deflater.FILTERED || settings.strategy() == Deflater.HUFFMAN_ONLY) {
      deflater.setStrategy(settings.strategy());
    }
    if (settings.dictionary().length > 0 && !gzip) {
      deflater.setDictionary(settings.dictionary());
    }
  }

  @Override
  public void parameters(int newLevel, int strategy) {
    if (ended) {
      return;
    }
    deflater.setLevel(newLevel);
    if (strategy <= Deflater.HUFFMAN_ONLY) {
      deflater.setStrategy(strategy);
    }
  }

  @Override
  public byte[] code(byte[] input, int flush) {
    if (ended) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, input.length / 2));
    if (gzip && !started) {
      int extra = level == 9 ? 2 : level == 1 ? 4 : 0;
      out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, (byte) extra, 3});
    }
    started = true;
    crc.update(input);
    deflater.setInput(input);
    if (flush == FINISH) {
      deflater.finish();
    }
    byte[] chunk = new byte[CHUNK_BYTES];
    int mode = flush == SYNC_FLUSH ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
    int count;
    do {
      count = deflater.deflate(chunk, 0, chunk.length, mode);
      out.write(chunk, 0, count);
      // A flush that is asked for again gives bytes again: it is done when there was room left.
    } while (!deflater.finished() && count > 0 && (count == chunk.length || !deflater.needsInput()));
    if (deflater.finished()) {
      finish(out);
    }
    return out.toByteArray();
  }

  private void finish(ByteArrayOutputStream out) {
    if (gzip) {
      writeInt(out, crc.getValue());
      writeInt(out, deflater.getBytesRead());
    }
    deflater.end();
    ended = true;
  }

  private static void writeInt(ByteArrayOutputStream out, long value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift));
    }
  }
}
