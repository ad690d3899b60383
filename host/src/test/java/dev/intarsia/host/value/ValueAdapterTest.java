package dev.intarsia.host.value;

import static dev.intarsia.host.value.RecordingSink.cross;
import static dev.intarsia.host.value.RecordingSink.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The adapters are named in the test resources, as an application names its own. */
class ValueAdapterTest {
  /** Of a library that knows nothing of workers. */
  static final class Money {
    private final long cents;

    Money(long cents) {
      this.cents = cents;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Money money && money.cents == cents;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(cents);
    }
  }

  record Invoice(String number, Money total) {}

  static class Endless {}

  /** Money as text. */
  public static final class MoneyAdapter implements ValueAdapter<Money> {
    @Override
    public Class<Money> type() {
      return Money.class;
    }

    @Override
    public Object toValue(Money money) {
      return money.cents + " cents";
    }

    @Override
    public Money fromValue(Object value) {
      return new Money(Long.parseLong(((String) value).replace(" cents", "")));
    }
  }

  /** Broken: gives back what it was given. */
  public static final class EndlessAdapter implements ValueAdapter<Endless> {
    @Override
    public Class<Endless> type() {
      return Endless.class;
    }

    @Override
    public Object toValue(Endless value) {
      return value;
    }

    @Override
    public Endless fromValue(Object value) {
      return new Endless();
    }
  }

  @Test
  void shouldCrossByItsAdapterAloneAndInside() {
    Invoice invoice = new Invoice("1", new Money(250));
    assertThat(cross(new Money(250))).isEqualTo("250 cents");
    assertThat(cross(invoice)).isEqualTo(Map.of("number", "1", "total", "250 cents"));
    assertThat(Conversions.convert(cross(invoice), Invoice.class)).isEqualTo(invoice);
  }

  @Test
  void shouldSayWhatTheAdapterRefused() {
    assertThatThrownBy(() -> Conversions.convert(Map.of("number", "1", "total", "much"), Invoice.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith("at $.total: the string \"much\" is no Money: java.lang.NumberFormatException");
  }

  @Test
  void shouldRefuseAnAdapterThatGivesItsOwnClassBack() {
    assertThatThrownBy(() -> encode(new Endless())).hasMessageContaining("EndlessAdapter gives back a Endless");
    assertThatThrownBy(() -> encode(Map.of("a", new Endless()))).hasMessageStartingWith("at $.a: the ValueAdapter");
  }
}
