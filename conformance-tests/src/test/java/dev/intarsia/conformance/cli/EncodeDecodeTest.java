package dev.intarsia.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** What the reference wrote for the same value is in the vectors. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "undefined | nothing | tag    5 Undefined",
        "number | NaN | tag    6 NaN",
        "number | -0 | words  00000000 00000000 00000009 00000000 80000000",
        "date | 1970-01-01T00:00:00Z | tag    25 Date",
        "date | invalid | 7ff80000",
        "symbol | abc | tag    27 StaticSymbol",
        "string | abc | inline 616263",
        "bigint | -9223372036854775809 | inline 010100000000000080",
        "error | TypeError: no | region 7b226e616d65223a22547970654572726f72222c226d657373616765223a226e6f227d",
        "error | {\"name\":\"A\",\"cause\":1} | region 7b226e616d65223a2241222c226d657373616765223a22222c226361757365223a317d",
        "Int32Array | [1,-2] | inline 01000000feffffff",
        "BigUint64Array | [18446744073709551615] | inline ffffffffffffffff",
        "Buffer | 0a0b | tag    39 StaticBuffer",
        "DataView | 0a | tag    35 StaticDataView",
        "numericArray | [1.5] | tag    54 StaticNumericArray",
        "envelope | {\"header\":\"h\",\"body\":\"0102\"} | tag    42 EnvelopeStaticHeaderString",
        "envelope | {\"header\":{\"k\":1},\"body\":[\"c\",1]} | tag    49 EnvelopeStaticHeaderExternal",
        "external | [\"my.codec\",{}] | tag    45 StaticExternalPayload",
        "notation | {\"type\":\"boolean\",\"value\":true} | tag    3 True"
      })
  void shouldEncodeWhatJsonHasNot(String type, String value, String shown) {
    assertThat(run(new EncodeCommand(), 0, "--type", type, "--", value)).contains(shown);
  }

  @Test
  void shouldSayWhichTypesThereAre() {
    run(new EncodeCommand(), 2, "--type", "int", "1");
    assertThat(message).contains("--type int", "BigInt64Array").doesNotContain("\n");
    run(new EncodeCommand(), 2, "--type", "date", "yesterday");
    assertThat(message).contains("yesterday");
    run(new EncodeCommand(), 2, "--type", "envelope", "[]");
    assertThat(message).contains("no JSON object");
    run(new EncodeCommand(), 1, "--type", "external", "[\"knitting.bufferReference\",{}]");
    assertThat(message).contains("forged");
  }
}
