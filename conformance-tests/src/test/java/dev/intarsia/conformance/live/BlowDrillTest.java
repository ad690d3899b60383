package dev.intarsia.conformance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.conformance.live.BlowDrill.Kind;
import dev.intarsia.conformance.live.BlowDrill.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blows once a second at workers of every kind, under load: every call settles within five seconds or by its own limit.
 * {@code -Dintarsia.blows.seconds=600} makes it long.
 */
@Timeout(3600)
class BlowDrillTest {
  private static final int SECONDS = Integer.getInteger("intarsia.blows.seconds", 12);
  private static final Duration MAY_TAKE = Duration.ofSeconds(5);

  @Test
  void shouldSettleEveryCallInTime(@TempDir Path folder) throws Exception {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.JAVA, Kind.JS, Kind.INTARSIA));
    if (Peers.knitting() != null) {
      for (Kind kind : List.of(Kind.BUN, Kind.DENO)) {
        if (Peers.isOnPath(kind.name().toLowerCase(Locale.ROOT))) {
          kinds.add(kind);
        }
      }
    }
    String chosen = System.getProperty("intarsia.blows.kinds", "");
    kinds.removeIf(kind -> !chosen.isEmpty() && !chosen.contains(kind.name()));
    Map<Kind, Tally> tallies =
        new BlowDrill(folder, kinds, MAY_TAKE).run(Duration.ofSeconds(SECONDS), Duration.ofSeconds(1));
    tallies.forEach((kind, tally) -> System.err.println(kind + ": " + tally));
    assertThat(tallies.values()).allSatisfy(tally -> {
      assertThat(tally.answered.get()).isPositive();
      assertThat(tally.wrong).isEmpty();
      assertThat(tally.unsettled.get()).isZero();
      assertThat(tally.late.get()).as("calls that settled too late").isZero();
    });
    await().atMost(Duration.ofSeconds(60)).until(() -> KillDrill.workers().isEmpty());
  }
}
