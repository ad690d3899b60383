package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command line tells of itself. */
class ManCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    return line.execute(args);
  }

  @Test
  void shouldDescribeEveryCommandAndOption() {
    assertThat(run("man")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .startsWith(".TH INTARSIA 1")
        .contains(".SS intarsia call\n", ".SS intarsia conform vectors\n", "\\fB\\-\\-timeout\\fR \\fITIME\\fR");
  }

  @Test
  void shouldKeepTextsFromBeingMacros() {
    run("man");
    assertThat(out.toString().lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|B|I|nf|fi)( .*)?"));
  }

  @Test
  void shouldWriteCompletionForTheShell() {
    assertThat(run("completion")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("complete -F", "--permission");
  }

  @Test
  void shouldHelpWithACommand() {
    assertThat(run("help", "call")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("intarsia call MODULE", "--timeout");
  }
}
