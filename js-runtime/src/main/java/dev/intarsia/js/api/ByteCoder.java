package dev.intarsia.js.api;

/** One stream of bytes that is compressed or decompressed piece by piece. */
interface ByteCoder {
  int NO_FLUSH = 0;
  int SYNC_FLUSH = 1;
  int FINISH = 2;

  /**
   * Takes in bytes and gives what has come out.
   *
   * @param flush {@link #NO_FLUSH}, {@link #SYNC_FLUSH} for all there is so far, or {@link #FINISH} after the last bytes
   */
  byte[] code(byte[] input, int flush) throws CodingException;

  /** How many of the last bytes lie behind the end of the compressed data; -1 while that has not come. */
  default int restBytes() {
    return -1;
  }

  /** Goes on with another level and strategy, where the format has them. */
  default void parameters(int level, int strategy) {}

  /**
   * @param level 0 to 9 or -1; for Brotli the quality, 0 to 11
   * @param strategy zlib's number
   * @param dictionary empty for none
   * @param window Brotli's, as a power of two
   * @param mode Brotli's number
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Settings(int level, int strategy, byte[] dictionary, int window, int mode) {}

  /** Bytes that are not what they should be. */
  final class CodingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    CodingException(String code, String text) {
      super(code + ": " + text);
      this.code = code;
      this.text = text;
    }

    /** zlib's name of the error. */
    String code() {
      return code;
    }

    String text() {
      return text;
    }
  }

  /**
   * @param format {@code raw}, {@code zlib}, {@code gzip} or {@code brotli}
   */
  static ByteCoder compressor(String format, Settings settings) {
    return "brotli".equals(format) ? new BrotliCompressor(settings) : new DeflateCoder(format, settings);
  }

  /**
   * @param format as for {@link #compressor}, {@code auto} for zlib or gzip, or {@code gzip-single} for gzip of one member
   */
  static ByteCoder decompressor(String format, Settings settings) {
    return "brotli".equals(format) ? new BrotliDecompressor() : new InflateCoder(format, settings);
  }
}
