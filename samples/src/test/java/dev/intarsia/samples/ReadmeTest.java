package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that README.md shows: it compiles, and prints what the page says. */
class ReadmeTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();

  private static String block(String page, String language) {
    Matcher block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(page);
    assertThat(block.find()).as("README.md has a block of " + language).isTrue();
    return block.group(1);
  }

  @Test
  void shouldPrintWhatThePageShows(@TempDir Path folder) throws Exception {
    String page = Files.readString(ROOT.resolve("README.md"));
    Path source = folder.resolve("TwoLanguages.java");
    Files.writeString(source, block(page, "java"));
    String classPath = System.getProperty("java.class.path");
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, null, complaints, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
    assertThat(compiled).as(complaints.toString(StandardCharsets.UTF_8)).isZero();

    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process program = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder + File.pathSeparator + classPath,
            "TwoLanguages"))
        .directory(ROOT.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out)).as(Files.readString(err)).isEqualTo(block(page, "text"));
    assertThat(Files.readString(err)).as("plain java").containsOnlyOnce("JS is interpreted here");
  }
}
