package dev.intarsia.conformance.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.conformance.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The second implementation of the protocol, {@code conformance-tests/peers/c}, built once with the machine's C compiler. */
public final class CPeer {
  private static final String COMPILER = "cc";

  private CPeer() {}

  /** The program; skips the test, saying why, where there is no C compiler. */
  public static String program() {
    assumeTrue(
        Peers.isOnPath(COMPILER) && Peers.isOnPath("make"), "no C compiler on the PATH: " + COMPILER + " and make");
    return Built.PROGRAM;
  }

  private static final class Built {
    static final String PROGRAM = build();

    private static String build() {
      Path out = Repository.root().resolve("conformance-tests/target/peer-c");
      try {
        Process make = new ProcessBuilder(List.of(
                "make",
                "-s",
                "-C",
                Repository.root().resolve("conformance-tests/peers/c").toString(),
                "OUT=" + out))
            .redirectErrorStream(true)
            .start();
        String output = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (make.waitFor() != 0) {
          throw new AssertionError("the C peer does not build:\n" + output);
        }
        return out.resolve("peer").toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while the C peer is built", e);
      }
    }
  }
}
