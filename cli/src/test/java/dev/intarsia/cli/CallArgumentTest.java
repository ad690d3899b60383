package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.conformance.cli.CliException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallArgumentTest {
  @Test
  void shouldReadWhatJavaScriptWouldRead() throws Exception {
    assertThat(CallArgument.read("{\"a\": [1, -2.5e3, true, null, \"\\u00e9\"], \"b\": {}, \"a b\": false}", false))
        .isEqualTo(Map.of("a", Arrays.asList(1.0, -2500.0, true, null, "é"), "b", Map.of(), "a b", false));
    assertThat(CallArgument.read("12345678901234567890", false)).isEqualTo(1.2345678901234567e19);
    assertThat(CallArgument.read(" null ", false)).isNull();
    assertThat(CallArgument.read("[]", false)).isEqualTo(List.of());
  }

  @Test
  void shouldTakeTheLastOfMembersOfOneName() throws Exception {
    assertThat(CallArgument.read("{\"a\": 1, \"a\": 2}", false)).isEqualTo(Map.of("a", 2.0));
  }

  @Test
  void shouldTakeATextAsItIs() throws Exception {
    assertThat(CallArgument.read("{\"a\"", true)).isEqualTo("{\"a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello   | Unrecognized token 'hello'",
        "[1, 2   | Unexpected end-of-input: expected close marker for Array",
        "{\"a\" 1} | Unexpected character ('1' (code 49)): was expecting a colon",
        "1 2     | something follows it at character 2",
        "''      | there is nothing",
      })
  void shouldSayWhatIsNoJson(String text, String why) {
    assertThatThrownBy(() -> CallArgument.read(text, false))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith("the argument is not JSON: " + why)
        .hasMessageEndingWith("; quote strings twice, for example '\"text\"', or use --string");
  }
}
