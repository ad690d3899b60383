package dev.intarsia.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EncodeDecodeTest {
  private String message = "";

  private String run(Object command, int exit, String... args) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler((error, failed, parsed) -> {
      message = String.valueOf(error.getMessage());
      return error instanceof CliException mistake ? mistake.exitCode() : 99;
    });
    assertThat(line.execute(args)).as(message).isEqualTo(exit);
    return out.toString().strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0.5",
        "1e+21",
        "true",
        "null",
        "\"\"",
        "\"é\\u0000\"",
        "{\"bytes\":\"00ff\"}",
        "{\"bytes\":\"\"}",
        "{\"bigint\":\"9\"}",
        "{\"bigint\":\"-170141183460469231731687303715884118073\"}",
        "[1,2,[]]",
        "{\"2\":1,\"a\":{\"bytes\":1}}"
      })
  void shouldComeBackAsItWent(String json) {
    assertThat(run(new DecodeCommand(), 0, run(new EncodeCommand(), 0, json))).isEqualTo(json);
    assertThat(run(new DecodeCommand(), 0, run(new EncodeCommand(), 0, "--json", json)))
        .isEqualTo(json);
  }

  @Test
  void shouldShowWordsAndBytes() {
    assertThat(run(new EncodeCommand(), 0, "--function-id", "3", "--task-id", "9", "\"abc\""))
        .isEqualTo("""
            tag    15 StaticString
            words  00000003 00000009 0000000f 00000000 00000000 00000003 00000000 00000000
            inline 616263""");
  }

  @Test
  void shouldShowALongPayloadAsRegion() {
    String text = run(new EncodeCommand(), 0, "\"" + "x".repeat(600) + "\"");
    assertThat(text).startsWith("tag    11 String").contains("\nregion 7878").doesNotContain("inline");
    assertThat(run(new DecodeCommand(), 0, text)).isEqualTo("\"" + "x".repeat(600) + "\"");
  }

  @Test
  void shouldPutIntegerLikeNamesFirst() {
    assertThat(run(new DecodeCommand(), 0, run(new EncodeCommand(), 0, "{\"b\":1,\"10\":2,\"9\":3,\"01\":4}")))
        .isEqualTo("{\"9\":3,\"10\":2,\"b\":1,\"01\":4}");
  }

  @Test
  void shouldSayWhatIsWrongInOneLine() {
    run(new EncodeCommand(), 2, "{oops");
    assertThat(message).contains("no JSON").doesNotContain("\n");
    run(new EncodeCommand(), 1, "{\"bytes\": \"0\"}");
    assertThat(message).contains("no hex");
    run(new EncodeCommand(), 1, "--max-payload-bytes", "10", "\"" + "x".repeat(600) + "\"");
    assertThat(message)
        .isEqualTo(
            "KNT_ERROR_3: Unsupported payload type; Dynamic payload exceeds maxPayloadBytes. limit=10; actual=600; type=String.");
    run(new DecodeCommand(), 2, "words 1 2 3");
    assertThat(message).contains("3 words");
    run(new DecodeCommand(), 2, "words 0 0 f 0 0 5 0 0\ninline 61");
    assertThat(message).contains("5 inline bytes; given are 1");
    run(new DecodeCommand(), 1, "words 0 0 1e 0 0 0 0 0");
    assertThat(message).contains("30");
    run(new DecodeCommand(), 1, "words 0 0 30 0 0 0 0 0");
    assertThat(message).isNotEmpty();
  }
}
