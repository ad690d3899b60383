package dev.intarsia.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VectorsCommandTest {
  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine line = new CommandLine(new ConformCommand());
    line.setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> error instanceof CliException mistake ? mistake.exitCode() : 99);
    return line.execute(args);
  }

  private void oneWrongVector() throws IOException {
    String good =
        Files.readAllLines(Repository.vectors().resolve("payloads.jsonl")).get(0);
    String string = Files.readAllLines(Repository.vectors().resolve("payloads.jsonl")).stream()
        .filter(line -> line.contains("\"id\":\"string/hello\""))
        .findFirst()
        .orElseThrow();
    Files.writeString(
        folder.resolve("payloads.jsonl"), good + "\n" + string.replace("68656c6c6f", "68656c6c6e") + "\n");
  }

  @Test
  void shouldExitWith0WhenAllPass() {
    assertThat(run("vectors", Repository.vectors().toString(), "--run", "abort/*", "--json"))
        .isZero();
    JsonNode report = new JsonMapper().readTree(out.toString());
    assertThat(report.propertyNames()).containsExactly("passed", "failed", "skipped", "failures");
    assertThat(report.get("passed").intValue()).isEqualTo(7);
    assertThat(report.get("failed").intValue()).isZero();
    assertThat(report.get("skipped").intValue()).isGreaterThan(900);
  }

  @Test
  void shouldReportAFailureInEveryForm() throws Exception {
    oneWrongVector();
    Path junit = folder.resolve("report.xml");
    Path html = folder.resolve("report.html");
    int exit = run("vectors", folder.toString(), "--json", "--junit", junit.toString(), "--html", html.toString());
    assertThat(exit).isEqualTo(1);
    JsonNode failure = new JsonMapper().readTree(out.toString()).get("failures").get(0);
    assertThat(failure.propertyNames()).containsExactly("id", "requirement", "expected", "actual");
    assertThat(failure.get("id").stringValue()).isEqualTo("string/hello");
    assertThat(failure.get("requirement").stringValue()).contains("PAY-008");
    assertThat(failure.get("expected").stringValue()).contains("68656c6c6e");
    assertThat(failure.get("actual").stringValue()).contains("68656c6c6f");
    assertThat(Files.readString(html))
        .contains("<mark>6e</mark>", "<mark>6f</mark>")
        .doesNotContain("src=", "href=");
    var suite = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(junit.toFile())
        .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(2);
  }

  @Test
  void shouldLeaveOutWhatSkipNames() throws IOException {
    oneWrongVector();
    assertThat(run("vectors", folder.toString(), "--skip", "string/*")).isZero();
    assertThat(out.toString()).contains("1 passed, 0 failed, 1 skipped");
  }

  @Test
  void shouldTakeAListOfExpectedFailures() throws IOException {
    oneWrongVector();
    Path list = Files.writeString(folder.resolve("expected.txt"), "string/hello # a wrong byte\n");
    assertThat(run("vectors", folder.toString(), "--expected-failures", list.toString()))
        .isZero();
    Files.writeString(list, "*\n");
    assertThat(run("vectors", folder.toString(), "--expected-failures", list.toString()))
        .isEqualTo(1);
  }

  @Test
  void shouldExitWith2ForWrongUsage() {
    assertThat(run("vectors", folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(run("vectors", folder.toString())).isEqualTo(2);
    assertThat(run("vectors", Repository.vectors().toString(), "--run", "nothing/matches"))
        .isEqualTo(2);
  }

  @Test
  void shouldExitWith1ForASubjectThatDoesNotStart() {
    assertThat(run("vectors", Repository.vectors().toString(), "--subject", "false"))
        .isEqualTo(1);
  }
}
