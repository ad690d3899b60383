package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.util.zip.CRC32;
import org.graalvm.polyglot.Value;

/** Compression from the JDK, Brotli from brotli4j. */
final class ZlibFunctions {
  private ZlibFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .function("compressor", a -> coder(realm, ByteCoder.compressor(a[0].asString(), settings(realm, a))))
        .function("decompressor", a -> coder(realm, ByteCoder.decompressor(a[0].asString(), settings(realm, a))))
        .function("crc32", a -> crc32(realm.bytes(a[0]), a[1].asLong()));
  }

  private static ByteCoder.Settings settings(JsRealm realm, Value[] a) {
    return new ByteCoder.Settings(
        number(a, 1, -1),
        number(a, 2, 0),
        a.length > 3 ? realm.bytes(a[3]) : new byte[0],
        number(a, 4, 22),
        number(a, 5, 0));
  }

  private static int number(Value[] a, int index, int missing) {
    return a.length > index && a[index].fitsInInt() ? a[index].asInt() : missing;
  }

  /**
   * A function (bytes, flush): flush is 0 for none, 1 for what there is so far, 2 for the end. Without arguments it says how many
   * of the last bytes lie behind the end of the compressed data, -1 before the end. (null, level, strategy) changes these two.
   */
  private static Value coder(JsRealm realm, ByteCoder coder) {
    return realm.function("coder", a -> {
      if (a.length == 0) {
        return coder.restBytes();
      }
      if (a[0].isNull()) {
        coder.parameters(a[1].asInt(), a[2].asInt());
        return realm.undefined();
      }
      try {
        return coder.code(realm.bytes(a[0]), a[1].asInt());
      } catch (ByteCoder.CodingException e) {
        throw realm.error("Error", e.text(), e.code());
      }
    });
  }

  private static Object crc32(byte[] bytes, long start) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (double) (start == 0 ? crc.getValue() : continued(bytes, start));
  }

  private static long continued(byte[] bytes, long start) {
    int crc = (int) ~start;
    for (byte next : bytes) {
      crc ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
      }
    }
    return ~crc & 0xffffffffL;
  }
}
