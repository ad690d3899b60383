package dev.intarsia.host.value;

import dev.intarsia.bridge.json.EcmaNumbers;
import org.jspecify.annotations.Nullable;

/** Keys of Java maps as property names of JavaScript objects. */
final class EcmaKeys {
  private static final long MAX_INDEX = 0xFFFF_FFFEL;
  private static final int MAX_INDEX_DIGITS = 10;

  private EcmaKeys() {}

  /**
   * The property name that a map's key becomes.
   *
   * @throws Refusal when it has no text form
   */
  static String text(@Nullable Object key) {
    return switch (key) {
      case String text -> text;
      case Enum<?> constant -> constant.name();
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Short number -> number.toString();
      case Byte number -> number.toString();
      case Character character -> character.toString();
      case Boolean bool -> bool.toString();
      case Double number -> EcmaNumbers.toString(number);
      case null -> throw new Refusal("a Map with a null key has no JSON form");
      default -> {
        String text = TextForms.write(key);
        if (text == null) {
          throw new Refusal("a Map whose keys are " + key.getClass().getTypeName() + " has no JSON form; use Strings");
        }
        yield text;
      }
    };
  }

  /** The canonical array index that the key is, up to 2^32 − 2; −1 when it is none. */
  static long arrayIndex(String key) {
    int length = key.length();
    if (length == 0 || length > MAX_INDEX_DIGITS || (key.charAt(0) == '0' && length > 1)) {
      return -1;
    }
    long index = 0;
    for (int i = 0; i < length; i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = index * 10 + digit;
    }
    return index <= MAX_INDEX ? index : -1;
  }
}
