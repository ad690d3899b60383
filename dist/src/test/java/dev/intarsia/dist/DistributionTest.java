package dev.intarsia.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked and run as a user would. */
@Timeout(400)
class DistributionTest {
  private static final Path ARCHIVE = Path.of(System.getProperty("dist.archive"));
  private static final String NAME = ARCHIVE.getFileName().toString().replace(".tar.gz", "");
  private static final List<String> GREET = List.of("bin/intarsia", "call", "share/hello.mjs", "greet", "\"world\"");

  @TempDir
  private static Path temporary;

  private static Path home;

  private record Ended(int exit, String out, String err) {}

  @BeforeAll
  static void unpack() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("with spaces & more"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    home = folder.resolve(NAME);
    assertThat(run(folder, List.of("tar", "xzf", ARCHIVE.toString())).exit()).isZero();
  }

  /** Runs with little on PATH: no Maven, and a JDK by its own variable only. */
  private static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(temporary, "out", "");
    Path err = Files.createTempFile(temporary, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("INTARSIA_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("INTARSIA_CACHE", temporary.resolve("cache").toString());
    Process process = builder.start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void shouldRunFromAPathWithSpacesAndAfterItWasMoved() throws Exception {
    Ended first = run(home, GREET);
    assertThat(first.out()).as(first.err()).isEqualTo("\"Hello, world!\"\n");
    Path moved = Files.createDirectories(temporary.resolve("elsewhere")).resolve("intarsia");
    Files.move(home, moved);
    try {
      Ended second = run(moved, GREET);
      assertThat(second.out()).as(second.err()).isEqualTo("\"Hello, world!\"\n");
      assertThat(second.err()).isEmpty();
    } finally {
      Files.move(moved, home);
    }
  }

  @Test
  void shouldRunThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("command"), home.resolve("bin/intarsia"));
    Ended version = run(temporary, List.of(link.toString(), "--version"));
    assertThat(version.out()).as(version.err()).startsWith("intarsia " + NAME.replace("intarsia-", ""));
  }

  @Test
  void shouldRunWithoutAFolderThatCanBeWritten() throws Exception {
    List<String> command =
        List.of("env", "INTARSIA_CACHE=/proc/nothing", "bin/intarsia", "call", "share/hello.mjs", "square", "3");
    Ended ended = run(home, command);
    assertThat(ended.out()).as(ended.err()).isEqualTo("9\n");
  }

  @Test
  void shouldHaveTheCompiler() throws Exception {
    Ended doctor = run(home, List.of("bin/intarsia", "doctor"));
    assertThat(doctor.out()).as(doctor.err()).contains("JS is compiled");
  }

  @Test
  void shouldBringManualPageAndCompletion() throws Exception {
    assertThat(Files.readString(home.resolve("share/man/man1/intarsia.1")))
        .startsWith(".TH INTARSIA 1")
        .contains(".SS intarsia call");
    Path completion = home.resolve("share/bash-completion/completions/intarsia");
    assertThat(run(home, List.of("bash", "-n", completion.toString())).exit()).isZero();
    assertThat(Files.readString(completion)).contains("complete -F");
  }

  @Test
  void shouldBelongToWhoeverUnpacksItAndBeReadableByAll() throws Exception {
    Ended modes = run(home, List.of("find", ".", "!", "-perm", "-444"));
    assertThat(modes.out()).isEmpty();
    assertThat(run(home, List.of("find", ".", "-perm", "/022")).out())
        .as("writable by others")
        .isEmpty();
  }

  @Test
  void shouldHoldNoAbsolutePaths() throws Exception {
    String root = Path.of("..").toAbsolutePath().normalize().toString();
    Ended found = run(home, List.of("grep", "-rlF", root, "bin", "share", "README.md"));
    assertThat(found.out()).isEmpty();
  }
}
