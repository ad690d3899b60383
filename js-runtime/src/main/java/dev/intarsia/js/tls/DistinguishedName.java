package dev.intarsia.js.tls;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;

/** The parts of a name in a certificate (X.501), from its DER form, in their order there. */
final class DistinguishedName {
  private static final int LONG_FORM = 0x80;
  private static final int UTF8 = 12;
  private static final int BMP = 30;
  private static final int MORE = 0x80;
  private static final int GROUP_BITS = 7;
  private static final int ARC = 40;
  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("2.5.4.3", "CN"),
      Map.entry("2.5.4.4", "SN"),
      Map.entry("2.5.4.5", "serialNumber"),
      Map.entry("2.5.4.6", "C"),
      Map.entry("2.5.4.7", "L"),
      Map.entry("2.5.4.8", "ST"),
      Map.entry("2.5.4.9", "street"),
      Map.entry("2.5.4.10", "O"),
      Map.entry("2.5.4.11", "OU"),
      Map.entry("2.5.4.12", "title"),
      Map.entry("2.5.4.42", "GN"),
      Map.entry("0.9.2342.19200300.100.1.25", "DC"),
      Map.entry("0.9.2342.19200300.100.1.1", "UID"),
      Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

  private DistinguishedName() {}

  /**
   * @param part takes the name of a part's kind, or its number, and its text
   */
  static void parts(byte[] der, BiConsumer<String, String> part) {
    ByteBuffer sets = inner(ByteBuffer.wrap(der));
    while (sets.hasRemaining()) {
      ByteBuffer set = inner(sets);
      while (set.hasRemaining()) {
        ByteBuffer pair = inner(set);
        String kind = number(inner(pair));
        int tag = pair.get(pair.position());
        String text = charset(tag).decode(inner(pair)).toString();
        part.accept(NAMES.getOrDefault(kind, kind), text);
      }
    }
  }

  private static Charset charset(int tag) {
    return tag == BMP ? StandardCharsets.UTF_16BE : tag == UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /** The content of the value at the position, which moves behind it. */
  private static ByteBuffer inner(ByteBuffer from) {
    from.get();
    int length = Byte.toUnsignedInt(from.get());
    if (length >= LONG_FORM) {
      int bytes = length - LONG_FORM;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << Byte.SIZE | Byte.toUnsignedInt(from.get());
      }
    }
    ByteBuffer content = from.slice(from.position(), length);
    from.position(from.position() + length);
    return content;
  }

  private static String number(ByteBuffer content) {
    int first = Byte.toUnsignedInt(content.get());
    StringBuilder text = new StringBuilder().append(first / ARC).append('.').append(first % ARC);
    long value = 0;
    while (content.hasRemaining()) {
      int next = Byte.toUnsignedInt(content.get());
      value = value << GROUP_BITS | (next & ~MORE);
      if ((next & MORE) == 0) {
        text.append('.').append(value);
        value = 0;
      }
    }
    return text.toString();
  }
}
