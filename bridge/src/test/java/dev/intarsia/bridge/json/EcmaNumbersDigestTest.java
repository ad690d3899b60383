package dev.intarsia.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million doubles, written and read as JavaScript does: against digests that Node made, and against Node where it is. */
class EcmaNumbersDigestTest {
  private static final int BLOCKS = 100;
  private static final int BLOCK = 10_000;
  private static final long SEED = 61;
  private static final String SCRIPT = "ecma-numbers.mjs";
  private static final int SHOWN = 16;

  @Test
  void shouldWriteAndReadAMillionDoublesAsNodeDid() throws IOException {
    try (InputStream digests = open("ecma-numbers.txt")) {
      assertThat(digests()).isEqualTo(lines(digests));
    }
  }

  @Test
  void shouldWriteAndReadAMillionDoublesAsNodeDoes(@TempDir Path folder) throws IOException, InterruptedException {
    Path node = node();
    Assumptions.assumeTrue(
        node != null, "There is no node on the PATH and none in INTARSIA_NODE: nothing to compare with");
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = open(SCRIPT)) {
      Files.copy(in, script);
    }
    Process process = new ProcessBuilder(String.valueOf(node), script.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    assertThat(lines(process.getInputStream())).isEqualTo(digests());
    assertThat(process.waitFor()).isZero();
  }

  private static @Nullable Path node() {
    String named = System.getenv("INTARSIA_NODE");
    if (named != null) {
      return Path.of(named);
    }
    String path = System.getenv("PATH");
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
      Path candidate = Path.of(folder, "node");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(EcmaNumbersDigestTest.class.getResourceAsStream(name), name);
  }

  private static List<String> lines(InputStream in) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static List<String> digests() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> digests = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      StringBuilder written = new StringBuilder();
      StringBuilder read = new StringBuilder();
      for (int n = 0; n < BLOCK; n++) {
        int i = block * BLOCK + n;
        long bits = random.nextLong();
        written.append(EcmaNumbers.toString(number(i, bits)));
        written.append('\n');
        read.append(Long.toHexString(Double.doubleToLongBits(Double.parseDouble(decimal(i, bits)))))
            .append('\n');
      }
      digests.add(block + " " + digest(written) + " " + digest(read));
    }
    return digests;
  }

  private static double number(int i, long bits) {
    return switch (i & 3) {
      case 2 -> (bits >> 32) / powerOfTen(i % 7);
      case 3 -> Double.longBitsToDouble((bits & 0x800F_FFFF_FFFF_FFFFL) >>> (i % 50));
      default -> Double.longBitsToDouble(bits);
    };
  }

  private static double powerOfTen(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  private static String decimal(int i, long bits) {
    String digits = Long.toUnsignedString(bits >>> (i % 60));
    int point = i % digits.length();
    return digits.substring(0, point + 1) + "." + digits.substring(point + 1) + "7e" + (i % 700 - 350);
  }

  private static String digest(StringBuilder text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
