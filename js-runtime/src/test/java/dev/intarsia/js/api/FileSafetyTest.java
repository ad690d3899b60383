package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No file loses its content or gets more readers than its maker asked for, and none is reached around the permissions. */
class FileSafetyTest {
  @TempDir
  Path folder;

  private Path root;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    file = Files.writeString(root.resolve("f.txt"), "precious");
  }

  private String run(Permissions permissions, String body) {
    WorkerHarness.files(
        root, "tasks.mjs", "import fs from 'node:fs'; export const attempt = async (F) => { " + body + " };");
    try (WorkerHarness worker =
        WorkerHarness.open(root, options -> options.withPermissions(permissions), "tasks.mjs")) {
      return worker.call("attempt", "\"" + file + "\"");
    }
  }

  private String run(String body) {
    return run(Permissions.builder(root).write(List.of(root)).build(), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.constants.O_RDWR | fs.constants.O_CREAT", "fs.constants.O_WRONLY | fs.constants.O_CREAT",
            "fs.constants.O_RDONLY | fs.constants.O_CREAT",
        "'a'", "'r+'", "'a+'"
      })
  void shouldKeepContentUnlessTruncationIsAsked(String flags) throws IOException {
    run("fs.closeSync(fs.openSync(F, " + flags + "));");
    assertThat(file).hasContent("precious");
    run("fs.closeSync(fs.openSync(F, 'w'));");
    assertThat(Files.size(file)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rb", "read", "", "sr+x", "wr", "constructor"})
  void shouldRefuseFlagsThatNodeDoesNotKnow(String flags) {
    assertThat(run("try { fs.openSync(F, '" + flags + "'); } catch (e) { return e.code; }"))
        .isEqualTo("'ERR_INVALID_ARG_VALUE'");
    assertThat(file).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xa", "ax", "wx", "wx+"})
  void shouldNotOpenAnExistingFileExclusively(String flags) {
    assertThat(run("try { fs.openSync(F, '" + flags + "'); } catch (e) { return e.code; }"))
        .isEqualTo("'EEXIST'");
    assertThat(file).hasContent("precious");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      fs.writeFileSync(N, 'x', { mode: 0o600 })                      | rw-------
      fs.appendFileSync(N, 'x', { mode: 0o600 })                     | rw-------
      fs.closeSync(fs.openSync(N, 'w', 0o600))                       | rw-------
      fs.mkdirSync(N, { mode: 0o700 })                               | rwx------
      fs.mkdirSync(N, 0o700)                                         | rwx------
      await new Promise((r) => fs.createWriteStream(N, { mode: 0o600 }).end('x').on('close', r)) | rw-------
      """)
  void shouldMakeFilesWithTheirMode(String body, String mode) throws IOException {
    run("const N = F + '.new'; " + body + ";");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("f.txt.new"))))
        .isEqualTo(mode);
  }

  @Test
  void shouldWriteAtTheStartOfAStream() {
    run("await new Promise((r) => fs.createWriteStream(F, { flags: 'r+', start: 3 }).end('XX').on('close', r));");
    assertThat(file).hasContent("preXXous");
  }

  @Test
  void shouldNotChangeModeOrTimesThroughADescriptorThatOnlyReads() throws IOException {
    Permissions reading = Permissions.strict(root);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    for (String change : List.of("fs.fchmodSync(fd, 0o777)", "fs.futimesSync(fd, 1, 1)")) {
      assertThat(run(reading, "const fd = fs.openSync(F, 'r'); " + change + ";"))
          .startsWith("!error")
          .contains("write");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void shouldMakeLinksOnlyToWhatMayBeUsedAnyway() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hunter2");
    assertThat(run("fs.linkSync('" + secret + "', F + '.link'); return fs.readFileSync(F + '.link', 'utf8');"))
        .startsWith("!error")
        .doesNotContain("hunter2");
    assertThat(run("fs.symlinkSync('" + secret + "', F + '.link');"))
        .startsWith("!error")
        .contains("for everything");
    assertThat(run("fs.symlinkSync('f.txt', F + '.link');"))
        .startsWith("!error")
        .contains("for everything");
    assertThat(root.resolve("f.txt.link")).doesNotExist();
    assertThat(
            run(Permissions.unsafe(root), "fs.symlinkSync('f.txt', F + '.link'); return fs.readlinkSync(F + '.link');"))
        .isEqualTo("'f.txt'");
  }

  @Test
  void shouldNotChangeALinkOutsideThatNamesAFileInside() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path denied =
        Files.createSymbolicLink(Files.createDirectory(root.resolve(".secrets")).resolve("link"), file);
    for (String change : List.of(
        "fs.unlinkSync(L)",
        "fs.renameSync(L, F + '.moved')",
        "fs.lutimesSync(L, 1, 1)",
        "fs.rmSync(L)",
        "return fs.readlinkSync(L)")) {
      for (Path each : List.of(link, denied)) {
        assertThat(run("const L = '" + each + "'; " + change + ";"))
            .startsWith("!error")
            .contains("needs the permission");
        assertThat(each).isSymbolicLink();
      }
    }
  }

  @Test
  void shouldNotMoveAFolderThatHoldsADeniedPath() throws IOException {
    Path key =
        Files.writeString(Files.createDirectories(root.resolve("priv/deep")).resolve("key.txt"), "hunter2");
    Files.createDirectory(root.resolve("other"));
    String read =
        "return ['pub', 'pub/deep'].map((d) => { try { return fs.readFileSync(`${R}${d}/key.txt`, 'utf8'); } catch { return ''; } }).join('');";
    for (Permissions denying : List.of(
        Permissions.builder(root).write(List.of(root)).denyRead(List.of(key)).build(),
        Permissions.builder(root).write(List.of(root)).denyWrite(List.of(key)).build(),
        Permissions.unsafe(root)
            .within(Permissions.builder(root)
                .write(List.of(root))
                .denyRead(List.of(key))
                .build()))) {
      for (String from : List.of("priv", "priv/deep", "priv/./deep/../deep/")) {
        String move = "const R = F.replace('f.txt', ''); fs.renameSync(R + '" + from + "', R + 'pub');";
        assertThat(run(denying, move + read))
            .startsWith("!error")
            .contains("moving", "holds a path that is denied")
            .doesNotContain("hunter2");
      }
      assertThat(key).exists();
      assertThat(run(
              denying,
              "fs.renameSync(F.replace('f.txt', 'other'), F.replace('f.txt', 'moved'));"
                  + " fs.renameSync(F.replace('f.txt', 'moved'), F.replace('f.txt', 'other'));"))
          .isEqualTo("undefined");
    }
  }

  @Test
  void shouldNotWaitForTheOtherEndOfAFifo() throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", root.resolve("fifo").toString())
            .start()
            .waitFor())
        .isZero();
    for (String open :
        List.of("fs.readFileSync(N)", "fs.openSync(N, 'r')", "fs.openSync(N, 'w')", "fs.writeFileSync(N, 'x')")) {
      assertThat(run("const N = F.replace('f.txt', 'fifo'); try { " + open + "; } catch (e) { return e.code; }"))
          .isEqualTo("'ENOTSUP'");
    }
  }
}
