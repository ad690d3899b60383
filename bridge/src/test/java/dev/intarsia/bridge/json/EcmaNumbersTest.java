package dev.intarsia.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0x0p0, 0",
    "-0x0p0, 0",
    "1.0, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "123456789012345680000, 123456789012345680000",
    "1e-7, 1e-7",
    "0.000001, 0.000001",
    "1.25e-7, 1.25e-7",
    "5e-324, 5e-324",
    "1e23, 1e+23",
    "1e-323, 1e-323",
    "2e-323, 2e-323",
    "1e-323, 1e-323",
    "9.5e-323, 9.4e-323",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740993, 9007199254740992",
    "4.35, 4.35",
    "1234567.891, 1234567.891",
    "NaN, NaN",
    "-Infinity, -Infinity",
  })
  void shouldFormatNumbersAsEcmaScriptDoes(String value, String expected) {
    assertThat(EcmaNumbers.toString(Double.parseDouble(value))).isEqualTo(expected);
  }
}
