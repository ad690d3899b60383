package dev.intarsia.host.value;

import static dev.intarsia.host.value.RecordingSink.cross;
import static dev.intarsia.host.value.RecordingSink.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's own types that JavaScript has none for, alone and inside objects. */
class StandardTypesTest {
  record Person(String name, LocalDate born, @Nullable UUID id, BigDecimal balance, Duration pause) {}

  @SuppressWarnings("ArrayRecordComponent") // what users write
  record Picture(String name, byte[] bytes) {}

  record Buffered(ByteBuffer bytes) {}

  record Counts(OptionalInt whole, OptionalLong large, OptionalDouble real) {}

  record Scheduled(Map<LocalDate, Integer> byDay, Date at) {}

  record Sealed(String label, Runnable action) {}

  static Stream<Object> textValues() {
    return Stream.of(
        new BigDecimal("12345678901234567890.10"),
        LocalDate.of(2026, 1, 31),
        LocalTime.of(12, 30, 1),
        LocalDateTime.of(2026, 1, 31, 12, 30),
        OffsetDateTime.of(2026, 1, 31, 12, 30, 0, 0, ZoneOffset.ofHours(1)),
        OffsetTime.of(12, 30, 0, 0, ZoneOffset.ofHours(-3)),
        ZonedDateTime.of(2026, 1, 31, 12, 30, 0, 0, ZoneId.of("Europe/Berlin")),
        Year.of(2026),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        Duration.ofMinutes(90),
        Period.of(1, 2, 3),
        ZoneId.of("Europe/Berlin"),
        ZoneOffset.ofHours(2),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        URI.create("https://example.com/a?b=c"),
        Path.of("/tmp/a b"),
        Locale.forLanguageTag("de-CH"),
        Currency.getInstance("EUR"));
  }

  @ParameterizedTest
  @MethodSource("textValues")
  void shouldBringTextValuesBackAloneAndInside(Object value) {
    Class<?> type = publicType(value);
    assertThat(cross(value)).isInstanceOf(String.class);
    assertThat(Conversions.convert(cross(value), type)).isEqualTo(value);
    Map<?, ?> inside = (Map<?, ?>) Objects.requireNonNull(cross(Map.of("member", value)));
    assertThat(Conversions.convert(inside.get("member"), type)).isEqualTo(value);
  }

  private static Class<?> publicType(Object value) {
    if (value instanceof Path) {
      return Path.class;
    }
    return value instanceof ZoneId && !(value instanceof ZoneOffset) ? ZoneId.class : value.getClass();
  }

  @Test
  void shouldBringRecordsOfStandardTypesBack() {
    Person person = new Person(
        "Ada", LocalDate.of(1815, 12, 10), UUID.randomUUID(), new BigDecimal("0.10"), Duration.ofSeconds(90));
    assertThat(Conversions.convert(cross(person), Person.class)).isEqualTo(person);
  }

  @Test
  void shouldNameMemberAndFormWhenTextIsWrong() {
    assertThatThrownBy(() -> Conversions.convert(cross(Map.of("name", "Ada", "born", "yesterday")), Person.class))
        .isInstanceOf(ConversionException.class)
        .hasMessage("at $.born: the string \"yesterday\" is no LocalDate like 2026-01-31");
    assertThatThrownBy(() -> Conversions.convert("1-1-1-1-1", UUID.class))
        .hasMessageContaining("is no UUID like 123e4567");
    assertThatThrownBy(() -> Conversions.convert("no_locale!", Locale.class))
        .hasMessageContaining("is no Locale like de-DE");
    assertThatThrownBy(() -> Conversions.convert(5.0, URI.class)).hasMessageContaining("the number 5 is no URI");
  }

  @Test
  void shouldNameTheMemberWhoseTypeNothingConvertsTo() {
    assertThatThrownBy(() -> Conversions.to(Sealed.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith("at $.action: no value converts to java.lang.Runnable");
  }

  @Test
  void shouldBringBytesInsideObjectsBack() {
    Picture picture = new Picture("p", new byte[] {0, -1, 127});
    assertThat(encode(Map.of("bytes", picture.bytes()))).contains("AP9/");
    assertThat(Objects.requireNonNull(Conversions.convert(cross(picture), Picture.class))
            .bytes())
        .isEqualTo(picture.bytes());
    Buffered buffered = new Buffered(ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2));
    assertThat(Objects.requireNonNull(Conversions.convert(cross(buffered), Buffered.class))
            .bytes())
        .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
  }

  @Test
  void shouldReadEveryJsonFormThatJavaScriptGivesBytes() {
    byte[] bytes = {0, -1};
    assertThat(Conversions.convert(Map.of("0", 0.0, "1", 255.0), byte[].class)).isEqualTo(bytes);
    assertThat(Conversions.convert(Map.of("type", "Buffer", "data", List.of(0.0, 255.0)), byte[].class))
        .isEqualTo(bytes);
    assertThat(Conversions.convert(List.of(0.0, 255.0), byte[].class)).isEqualTo(bytes);
    assertThat(Conversions.convert("AP8=", byte[].class)).isEqualTo(bytes);
    assertThat(Conversions.convert(Undefined.UNDEFINED, byte[].class)).isNull();
  }

  @Test
  void shouldRejectWhatIsNoBytes() {
    assertThatThrownBy(() -> Conversions.convert(List.of(1.0, 256.0), byte[].class))
        .hasMessage("at $[1]: the number 256 is no byte");
    assertThatThrownBy(() -> Conversions.convert(List.of(1.5), byte[].class))
        .hasMessage("at $[0]: the number 1.5 is no byte");
    assertThatThrownBy(() -> Conversions.convert(Map.of("a", 1.0), byte[].class))
        .hasMessageContaining("is no byte[]");
    assertThatThrownBy(() -> Conversions.convert("%", byte[].class)).hasMessageContaining("base64");
  }

  @Test
  void shouldTreatOptionalNumbersAsTheirContent() {
    Counts full = new Counts(OptionalInt.of(1), OptionalLong.of(2), OptionalDouble.of(0.5));
    Counts empty = new Counts(OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty());
    assertThat(Conversions.convert(cross(full), Counts.class)).isEqualTo(full);
    assertThat(Conversions.convert(cross(empty), Counts.class)).isEqualTo(empty);
    assertThat(cross(OptionalInt.of(3))).isEqualTo(3.0);
    assertThat(cross(OptionalDouble.empty())).isEqualTo(Undefined.UNDEFINED);
    assertThat(cross(Map.of("gone", OptionalLong.empty()))).isEqualTo(Map.of());
    assertThat(cross(List.of(Optional.of(OptionalInt.of(3))))).isEqualTo(List.of(3.0));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // what older classes hold
  void shouldSendDatesAsDatesAndReadThemAgain() {
    Date date = new Date(1_000);
    assertThat(cross(date)).isEqualTo(Instant.ofEpochMilli(1_000));
    assertThat(Conversions.convert(cross(date), Date.class)).isEqualTo(date);
    Scheduled scheduled = new Scheduled(Map.of(LocalDate.of(2026, 1, 31), 3), date);
    assertThat(Objects.requireNonNull(Conversions.convert(cross(scheduled), Scheduled.class))
            .at())
        .isEqualTo(date);
  }

  @Test
  void shouldWriteTextFormsAsMapKeys() {
    assertThat(cross(Map.of(LocalDate.of(2026, 1, 31), 1))).isEqualTo(Map.of("2026-01-31", 1.0));
    assertThatThrownBy(() -> encode(Map.of(new Object(), 1)))
        .hasMessageContaining("a Map whose keys are java.lang.Object");
  }

  @Test
  void shouldSendStreamsWhole() {
    assertThat(cross(IntStream.range(0, 3))).isEqualTo(List.of(0.0, 1.0, 2.0));
    assertThat(cross(new ByteArrayInputStream(new byte[] {1, 2}))).isEqualTo(new byte[] {1, 2});
    InputStream read = Objects.requireNonNull(Conversions.convert(cross(new byte[] {7}), InputStream.class));
    assertThat(bytes(read)).isEqualTo(new byte[] {7});
    assertThatThrownBy(() -> encode(failing()))
        .hasMessageContaining("reading the InputStream threw java.io.IOException: broken");
  }

  private static byte[] bytes(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("broken");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw new IOException("broken");
      }
    };
  }
}
