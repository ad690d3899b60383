package dev.intarsia.conformance.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.vectors.ExpectedFailures;
import dev.intarsia.conformance.vectors.RequirementMap;
import dev.intarsia.conformance.vectors.Result;
import dev.intarsia.conformance.vectors.VectorFolder;
import dev.intarsia.conformance.vectors.VectorRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CommandSubjectTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void shouldPassEveryVectorOverTheLineProtocol() {
    String java = ProcessHandle.current().info().command().orElse("java");
    String command = "'" + java + "' -Xmx256m --enable-native-access=ALL-UNNAMED -cp '"
        + System.getProperty("java.class.path") + "' dev.intarsia.cli.Main conform subject";
    List<Result> results = run(command);
    assertThat(results).hasSizeGreaterThan(900);
    assertThat(failures(results)).isEmpty();
    assertThat(results).noneMatch(result -> result.status() == Result.Status.SKIPPED);
  }

  @Test
  void shouldRunASubjectOfAnotherLanguage() {
    Assumptions.assumeTrue(hasNode(), "node is not on the PATH");
    List<Result> results =
        run("node '" + Repository.root().resolve("conformance-tests/src/test/subjects/subject.mjs") + "'");
    assertThat(failures(results)).isEmpty();
    assertThat(results.stream().filter(r -> r.status() == Result.Status.PASSED)).hasSizeGreaterThan(450);
  }

  private static List<String> failures(List<Result> results) {
    return results.stream()
        .filter(Result::counts)
        .map(r -> r.vector().id() + " " + r.path() + ": expected " + r.expected() + ", was " + r.actual())
        .toList();
  }

  private static List<Result> run(String command) {
    try (Subject subject = CommandSubject.start(command, PATIENCE)) {
      VectorRunner runner = new VectorRunner(subject, RequirementMap.shipped(), ExpectedFailures.none());
      return VectorFolder.read(Repository.vectors()).stream().map(runner::run).toList();
    }
  }

  private static boolean hasNode() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void shouldRefuseASubjectOfAnotherVersion() {
    assertThatThrownBy(() -> CommandSubject.start("echo '{\"protocol\": 2}'", PATIENCE))
        .isInstanceOf(SubjectException.class)
        .hasMessageContaining("protocol");
  }

  @Test
  void shouldHearASubjectThatHasClosedItsInput() {
    String deaf = "sh -c 'read x; echo \"{\\\"protocol\\\": 1}\"; exec <&-; echo \"{\\\"error\\\": \\\"deaf\\\"}\"'";
    try (Subject subject = CommandSubject.start(deaf, PATIENCE)) {
      String moreThanAPipeHolds = "x".repeat(1 << 20);
      JsonNode answer = subject.ask(CommandSubject.MAPPER.createObjectNode().put("op", moreThanAPipeHolds));
      assertThat(answer.path("error").asString()).isEqualTo("deaf");
    }
  }

  @Test
  void shouldFailEveryVectorOnceASubjectIsGone() {
    String oneAnswer = "sh -c 'read x; echo \"{\\\"protocol\\\": 1}\"'";
    List<Result> results = run(oneAnswer);
    assertThat(results).allMatch(Result::counts);
  }

  @Test
  void shouldNotWaitForASubjectThatIsSilent() {
    assertThatThrownBy(() -> CommandSubject.start("sleep 5", Duration.ofMillis(200)))
        .isInstanceOf(SubjectException.class)
        .hasMessageContaining("no answer");
  }
}
