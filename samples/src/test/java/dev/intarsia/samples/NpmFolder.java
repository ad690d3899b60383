package dev.intarsia.samples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A sample's folder with the packages that its package-lock.json names, as its reader gets it from {@code npm ci}. */
final class NpmFolder {
  private static final Path SAMPLES = Path.of(System.getProperty("intarsia.root", ".."), "samples");

  private NpmFolder() {}

  /**
   * Skips the test where npm is missing or can't reach its registry, and says so.
   *
   * @param folder gets the sample's files
   */
  static Path install(String sample, Path folder) throws IOException, InterruptedException {
    Path installed = Files.createDirectory(folder.resolve(sample));
    try (Stream<Path> files = Files.list(SAMPLES.resolve(sample))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, installed.resolve(file.getFileName()));
      }
    }
    Path log = folder.resolve("npm.log");
    try {
      Process npm = new ProcessBuilder(List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"))
          .directory(installed.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
      boolean ended = npm.waitFor(2, TimeUnit.MINUTES);
      npm.destroyForcibly();
      assumeTrue(ended && npm.waitFor() == 0, () -> skipped(sample, "npm ci failed: " + said(log)));
    } catch (IOException missing) {
      assumeTrue(false, skipped(sample, "npm is not on PATH"));
    }
    return installed;
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Also on the build's own output: a skipped test is easily overlooked. */
  static String skipped(String sample, String why) {
    System.err.println("SKIPPED: sample " + sample + ": " + why);
    return why;
  }
}
