package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CallCommandTest {
  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A result of the Java task below. */
  public static byte[] bytes() {
    return new byte[] {1, (byte) 0xFF};
  }

  public static BigInteger big(double value) {
    return BigInteger.TWO.pow((int) value);
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private String module(String text) throws IOException {
    return Files.writeString(folder.resolve("tasks.mjs"), text).toString();
  }

  @Test
  void shouldPrintResultAsJson() throws IOException {
    String module = module("export const half = ({ of }) => ({ result: of / 2, tiny: 5e-324 });");
    assertThat(run("call", module, "half", "{\"of\": 3}")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo("{\"result\":1.5,\"tiny\":5e-324}");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintNothingForUndefined() throws IOException {
    assertThat(run("call", module("export const nothing = () => {};"), "nothing"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldPassNullWhenArgumentIsAbsent() throws IOException {
    run("call", module("export const isNull = (x) => x === null;"), "isNull");
    assertThat(out.toString().strip()).isEqualTo("true");
  }

  @Test
  void shouldCallJavaMethod() {
    assertThat(run("call", "--java", "java.lang.Math::abs", "--", "-7")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo("7");
  }

  @Test
  void shouldWriteBytesAndBigintsAsTaggedObjects() {
    run("call", "--java", CallCommandTest.class.getName() + "::bytes");
    run("call", "--java", CallCommandTest.class.getName() + "::big", "70");
    assertThat(out.toString().lines())
        .containsExactly("{\"bytes\":\"01ff\"}", "{\"bigint\":\"1180591620717411303424\"}");
  }

  @Test
  void shouldNameTasksWhenTaskIsUnknown() throws IOException {
    String module = module("export const one = () => 1; export const two = () => 2;");
    assertThat(run("call", module, "three")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(oneLine()).contains("three").contains("one").contains("two");
  }

  @Test
  void shouldSayWhenModuleDoesNotExist() {
    assertThat(run("call", "missing.mjs", "f")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(oneLine()).contains("missing.mjs");
  }

  @Test
  void shouldSayWhenArgumentIsNoJson() throws IOException {
    assertThat(run("call", module("export const f = (x) => x;"), "f", "{oops")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(oneLine()).contains("not JSON");
  }

  @Test
  void shouldFailWithNameAndMessageWhenTaskThrows() throws IOException {
    String module = module("export const f = () => { throw new RangeError('too far'); };");
    assertThat(run("call", module, "f")).isEqualTo(ExitCode.FAILED);
    assertThat(oneLine()).contains("RangeError: too far");
  }

  @Test
  void shouldFailWhenModuleDoesNotParse() throws IOException {
    assertThat(run("call", module("export const = 1"), "f")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("tasks.mjs");
  }

  @Test
  void shouldListTasksWhenNoneIsNamed() throws IOException {
    String module = module("export const two = () => 2; export const one = () => 1; export const number = 3;");
    assertThat(run("call", module)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().lines()).containsExactly("one", "two");
  }

  @Test
  void shouldTakeTextsThatAreNoJson() throws IOException {
    String module = module("export const twice = (text) => text + text;");
    assertThat(run("call", "--string", module, "twice", "[1")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo("\"[1[1\"");
  }

  @Test
  void shouldStopTaskAfterTimeout() throws IOException {
    String module = module("export const spin = () => { for (;;) {} };");
    assertThat(run("call", "--timeout", "200ms", module, "spin")).isEqualTo(ExitCode.FAILED);
    assertThat(oneLine()).containsIgnoringCase("timeout");
    assertThat(run("call", "--timeout", "soon", module, "spin")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString()).contains("'soon' is no time; write 500ms, 2s or 1m");
  }

  @Test
  void shouldGivePermissionsOnRequestOnly() throws IOException {
    String module =
        module("import { readFileSync } from 'node:fs'; export const size = (path) => readFileSync(path).length;");
    String file = Files.writeString(folder.resolve("data.txt"), "four").toString();
    assertThat(run("call", "--string", module, "size", file)).isEqualTo(ExitCode.FAILED);
    assertThat(run("call", "--permission", "unsafe", "--string", module, "size", file))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo("4");
    assertThat(run("call", "--permission", "everything", module, "size")).isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void shouldPrintConsoleOnStderrOnRequest() throws IOException {
    String module = module("export const say = () => { console.log('said'); return 1; };");
    run("call", module, "say");
    assertThat(err.toString()).isEmpty();
    assertThat(run("call", "--console", module, "say")).isEqualTo(ExitCode.DONE);
    assertThat(err.toString().strip()).isEqualTo("said");
    assertThat(out.toString().lines()).containsExactly("1", "1");
  }

  @Test
  void shouldTellTimesOnRequest() throws IOException {
    assertThat(run("call", "--time", module("export const f = () => 1;"), "f")).isEqualTo(ExitCode.DONE);
    assertThat(oneLine()).matches("start \\d+\\.\\d ms, call \\d+\\.\\d ms");
  }

  @Test
  void shouldPrintStackOnRequest() throws IOException {
    String module =
        module("const inner = () => { throw new RangeError('too far'); };\nexport const f = () => inner();");
    assertThat(run("call", "--stack", module, "f")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("inner").contains("tasks.mjs:1");
  }

  @Test
  void shouldSayWhereModuleFailedToLoad() throws IOException {
    String module = module("export const f = () => 1;\n\nmissing();\n");
    assertThat(run("call", module, "f")).isEqualTo(ExitCode.FAILED);
    assertThat(oneLine()).contains("missing is not defined").contains("tasks.mjs:3");
  }

  @Test
  void shouldNameJavaMethodsWhenMethodIsUnknown() {
    assertThat(run("call", "--java", "java.lang.Math::abz")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(oneLine()).contains("abz").contains("sqrt");
  }

  private String oneLine() {
    String text = err.toString().strip();
    assertThat(text.lines()).hasSize(1);
    return text;
  }
}
