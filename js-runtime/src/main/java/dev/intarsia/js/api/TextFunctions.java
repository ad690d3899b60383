package dev.intarsia.js.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Base64, hexadecimal and UTF-8 from the JDK. */
final class TextFunctions {
  private TextFunctions() {}

  static void define(HostGroup group) {
    group
        .function(
            "toBase64", a -> Base64.getEncoder().encodeToString(group.realm().bytes(a[0])))
        .function("fromBase64", a -> Base64.getDecoder().decode(a[0].asString()))
        .function("toHex", a -> HexFormat.of().formatHex(group.realm().bytes(a[0])))
        .function("fromHex", a -> fromHex(a[0].asString()))
        .function("utf8Length", a -> utf8Length(a[0].asString()));
  }

  /** The bytes before the first pair that is no hexadecimal number, as Node reads them. */
  private static byte[] fromHex(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 2);
    for (int i = 0; i + 1 < text.length(); i += 2) {
      int high = Character.digit(text.charAt(i), 16);
      int low = Character.digit(text.charAt(i + 1), 16);
      if (high < 0 || low < 0 || text.charAt(i) > 'f' || text.charAt(i + 1) > 'f') {
        break;
      }
      out.write((high << 4) | low);
    }
    return out.toByteArray();
  }

  /** A lone surrogate counts as U+FFFD: three bytes. */
  private static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        length++;
      } else if (unit < 0x800) {
        length += 2;
      } else if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        length += 3;
      }
    }
    return length;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
