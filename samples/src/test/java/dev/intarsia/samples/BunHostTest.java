package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of bun-host: on Bun where it is there, and always as a program of {@code intarsia run}. */
@Timeout(300)
class BunHostTest {
  private static final Path ROOT =
      Path.of(System.getProperty("intarsia.root", "..")).toAbsolutePath().normalize();
  private static final String HOST = "samples/bun-host/host.mjs";
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir
  private Path folder;

  private Path photo;
  private Path launcher;

  /** A photo, and a launcher that starts what this build has compiled. */
  @BeforeEach
  void prepare() throws Exception {
    photo = folder.resolve("photo.png");
    ImageIO.write(new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    launcher =
        Files.writeString(folder.resolve("intarsia"), """
        #!/bin/sh
        exec "%s" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%s" dev.intarsia.cli.Main "$@"
        """.formatted(JAVA, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private String run(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.add(photo.toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(words)
        .directory(ROOT.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().put("INTARSIA", launcher.toString());
    Process host = builder.start();
    assertThat(host.waitFor(200, TimeUnit.SECONDS)).isTrue();
    assertThat(host.exitValue()).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }

  @Test
  void shouldShrinkAsAProgramOfIntarsiaRun() throws Exception {
    assertThat(run(launcher.toString(), "run", HOST)).isEqualTo(photo + ": 640 × 320 became 160 × 80\n");
  }

  @Test
  void shouldShrinkOnBun() throws Exception {
    String knitting = System.getProperty("intarsia.knitting", "");
    assumeTrue(!knitting.isEmpty(), () -> NpmFolder.skipped("bun-host", "no -Dintarsia.knitting=DIR for the program"));
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Stream.of(path.split(File.pathSeparator, -1)).anyMatch(part -> Files.isExecutable(Path.of(part, "bun"))),
        () -> NpmFolder.skipped("bun-host", "bun is not on PATH"));
    Path copy = Files.createDirectory(folder.resolve("bun-host")).resolve("host.mjs");
    Files.copy(ROOT.resolve(HOST), copy);
    Files.createSymbolicLink(
        Files.createDirectory(copy.resolveSibling("node_modules")).resolve("knitting"), Path.of(knitting));
    try {
      assertThat(run("bun", copy.toString())).isEqualTo(photo + ": 640 × 320 became 160 × 80\n");
    } finally {
      Files.delete(copy.resolveSibling("node_modules/knitting"));
    }
  }
}
