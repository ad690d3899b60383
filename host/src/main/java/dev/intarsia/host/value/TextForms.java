package dev.intarsia.host.value;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JDK classes that cross as text: JavaScript has no type of its own for them, and their text says all that they hold.
 * {@link java.time.Instant} is not among them, as it crosses as a Date.
 */
final class TextForms {
  /**
   * One class's text form.
   *
   * @param example a text that it reads, for messages
   */
  private record TextForm(
      Class<?> type, String example, Function<Object, String> write, Function<String, Object> read) {}

  private static final Map<Class<?>, TextForm> FORMS = new HashMap<>();

  private static final ClassValue<Optional<TextForm>> BY_CLASS = new ClassValue<>() {
    @Override
    protected Optional<TextForm> computeValue(Class<?> type) {
      return Optional.ofNullable(of(type));
    }
  };

  static {
    add(BigDecimal.class, "12.30", BigDecimal::toString, BigDecimal::new);
    add(LocalDate.class, "2026-01-31", LocalDate::toString, LocalDate::parse);
    add(LocalTime.class, "12:30:00", LocalTime::toString, LocalTime::parse);
    add(LocalDateTime.class, "2026-01-31T12:30:00", LocalDateTime::toString, LocalDateTime::parse);
    add(OffsetDateTime.class, "2026-01-31T12:30:00+01:00", OffsetDateTime::toString, OffsetDateTime::parse);
    add(OffsetTime.class, "12:30:00+01:00", OffsetTime::toString, OffsetTime::parse);
    add(ZonedDateTime.class, "2026-01-31T12:30:00+01:00[Europe/Berlin]", ZonedDateTime::toString, ZonedDateTime::parse);
    add(Year.class, "2026", Year::toString, Year::parse);
    add(YearMonth.class, "2026-01", YearMonth::toString, YearMonth::parse);
    add(MonthDay.class, "--01-31", MonthDay::toString, MonthDay::parse);
    add(Duration.class, "PT1H30M", Duration::toString, Duration::parse);
    add(Period.class, "P1Y2M3D", Period::toString, Period::parse);
    add(ZoneId.class, "Europe/Berlin", ZoneId::getId, ZoneId::of);
    add(ZoneOffset.class, "+01:00", ZoneOffset::getId, ZoneOffset::of);
    add(UUID.class, "123e4567-e89b-12d3-a456-426614174000", UUID::toString, TextForms::uuid);
    add(URI.class, "https://example.com/", URI::toString, URI::create);
    add(Path.class, "/tmp/file", Path::toString, Path::of);
    add(Locale.class, "de-DE", Locale::toLanguageTag, TextForms::locale);
    add(Currency.class, "EUR", Currency::getCurrencyCode, Currency::getInstance);
  }

  private TextForms() {}

  private static <T> void add(Class<T> type, String example, Function<T, String> write, Function<String, T> read) {
    FORMS.put(type, new TextForm(type, example, value -> write.apply(type.cast(value)), read::apply));
  }

  /** The value's text, or null when its class has no text form. */
  static @Nullable String write(Object value) {
    return BY_CLASS.get(value.getClass()).map(form -> form.write.apply(value)).orElse(null);
  }

  /** The reader of a class with a text form; null for any other class. */
  static @Nullable ValueReader reader(Class<?> type) {
    TextForm form = FORMS.get(type);
    return form == null ? null : value -> read(value, form);
  }

  private static @Nullable Object read(@Nullable Object value, TextForm form) {
    if (ScalarReaders.absent(value) || form.type.isInstance(value)) {
      return ScalarReaders.absent(value) ? null : value;
    }
    if (!(value instanceof String text)) {
      throw ScalarReaders.mismatch(value, wanted(form));
    }
    try {
      return form.read.apply(text);
    } catch (RuntimeException invalid) {
      throw ScalarReaders.mismatch(value, wanted(form));
    }
  }

  private static String wanted(TextForm form) {
    return form.type.getSimpleName() + " like " + form.example;
  }

  /** Paths and zones are made by classes of their own, which are not public. */
  private static @Nullable TextForm of(Class<?> type) {
    TextForm form = FORMS.get(type);
    if (form != null) {
      return form;
    }
    if (Path.class.isAssignableFrom(type)) {
      return FORMS.get(Path.class);
    }
    return ZoneId.class.isAssignableFrom(type) ? FORMS.get(ZoneId.class) : null;
  }

  /** {@link UUID#fromString} also takes shorter groups and makes another UUID of them. */
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID in its canonical form");
    }
    return uuid;
  }

  private static Locale locale(String tag) {
    return new Locale.Builder().setLanguageTag(tag).build();
  }
}
