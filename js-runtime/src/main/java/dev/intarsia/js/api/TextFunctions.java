package dev.intarsia.js.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.graalvm.polyglot.Value;

/** Text encodings from the JDK. */
final class TextFunctions {
  private TextFunctions() {}

  static void define(HostGroup group) {
    group
        .function("toBase64", a -> Base64.getEncoder().encodeToString(group.realm().bytes(a[0])))
        .function("fromBase64", a -> Base64.getDecoder().decode(a[0].asString()))
        .function("toHex", a -> HexFormat.of().formatHex(group.realm().bytes(a[0])))
        .function("fromHex", a -> fromHex(a[0].asString()))
        .function("utf8Length", a -> utf8Length(a[0].asString()))
        .function("decoder", a -> decoder(group, a[0].asString(), a[1].asBoolean()));
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

  private static Value decoder(HostGroup group, String encoding, boolean fatal) {
    String name =
        switch (encoding) {
          case "shift_jis" -> "windows-31j";
          case "macintosh" -> "x-MacRoman";
          case "windows-874" -> "x-windows-874";
          case "euc-kr" -> "x-windows-949";
          case "gbk" -> "GB18030";
          default -> encoding;
        };
    CodingErrorAction action = fatal ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    CharsetDecoder decoder =
        Charset.forName(name).newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    boolean latin1 = "windows-1252".equals(encoding);
    return group
        .realm()
        .function(
            "decode",
            a -> {
              pending.writeBytes(group.realm().bytes(a[0]));
              ByteBuffer in = ByteBuffer.wrap(pending.toByteArray());
              pending.reset();
              String text = decode(group, decoder, in, a[1].asBoolean());
              pending.write(in.array(), in.position(), in.remaining());
              return latin1 ? withControls(text, in.array()) : text;
            });
  }

  private static String decode(HostGroup group, CharsetDecoder decoder, ByteBuffer in, boolean stream) {
    CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 16);
    CoderResult result = decoder.decode(in, out, !stream);
    if (!stream && !result.isError()) {
      result = decoder.flush(out);
      decoder.reset();
    }
    if (result.isError()) {
      decoder.reset();
      throw group.realm().error("TypeError", "The encoded data was not valid", "ERR_ENCODING_INVALID_ENCODED_DATA");
    }
    return out.flip().toString();
  }

  /** The Encoding standard maps the five free bytes of windows-1252 to the control characters of that number. */
  private static String withControls(String text, byte[] bytes) {
    if (text.length() != bytes.length || text.indexOf('\ufffd') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < bytes.length; i++) {
      if (text.charAt(i) == '\ufffd') {
        out.setCharAt(i, (char) (bytes[i] & 0xff));
      }
    }
    return out.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
