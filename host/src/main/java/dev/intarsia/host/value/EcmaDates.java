package dev.intarsia.host.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** JavaScript's {@code Date.prototype.toISOString}: always milliseconds, years beyond four digits with a sign and six. */
final class EcmaDates {
  private static final DateTimeFormatter AFTER_YEAR =
      DateTimeFormatter.ofPattern("-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  /** The largest time value, in milliseconds each side of 1970 (ECMA-262, 21.4.1.1). */
  static final long MAX_TIME_VALUE_MS = 8_640_000_000_000_000L;

  private EcmaDates() {}

  static String toIsoString(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    int year = time.getYear();
    String years;
    if (year >= 0 && year <= 9999) {
      years = String.format(Locale.ROOT, "%04d", year);
    } else {
      years = (year < 0 ? "-" : "+") + String.format(Locale.ROOT, "%06d", Math.abs(year));
    }
    return years + AFTER_YEAR.format(time);
  }

  /**
   * Milliseconds since 1970, rounded down.
   *
   * @throws Refusal when JavaScript's dates don't reach so far
   */
  static double timeValue(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (Math.abs(seconds) > MAX_TIME_VALUE_MS / 1000) {
      throw new Refusal("the Instant " + instant
          + " is beyond what a JavaScript Date can say: 100,000,000 days each side" + " of 1970");
    }
    return (double) instant.toEpochMilli();
  }
}
