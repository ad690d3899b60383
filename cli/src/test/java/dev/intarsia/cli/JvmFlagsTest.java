package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.process.JvmFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The flags stand in one file, and whoever starts a JVM reads them there. */
class JvmFlagsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();

  @Test
  void shouldPrintEachFlagOnALine() {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new JvmFlagsCommand()).setOut(new PrintWriter(out)).execute();
    assertThat(exit).isZero();
    assertThat(out.toString().lines()).containsExactlyElementsOf(JvmFlags.all()).hasSizeGreaterThan(3);
    assertThat(JvmFlags.all()).allMatch(flag -> flag.startsWith("-") && !flag.contains(" "));
  }

  /** Maven gives the file to the tests' JVM. */
  @Test
  void shouldRunTheTestsWithEachFlag() {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assertThat(given).containsAll(JvmFlags.all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"intarsia", "dist/src/main/bin/intarsia", "pom.xml"})
  void shouldNotRepeatAFlagWhereTheFileIsRead(String place) throws IOException {
    String text = Files.readString(ROOT.resolve(place));
    assertThat(text).contains("jvm.options");
    assertThat(JvmFlags.all())
        .filteredOn(flag -> flag.startsWith("-XX:") || flag.startsWith("--enable"))
        .noneMatch(text::contains);
  }

  @Test
  void shouldDocumentEveryFlagThatChangesWhatCodeDoes() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/jit.md"));
    assertThat(JvmFlags.all()).filteredOn(flag -> flag.startsWith("-XX:")).allMatch(page::contains);
    assertThat(page).contains("intarsia jvm-flags");
  }
}
