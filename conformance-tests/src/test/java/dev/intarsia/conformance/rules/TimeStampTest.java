package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.TimeStamp;
import dev.intarsia.protocol.spec.Requirement;
import org.junit.jupiter.api.Test;

class TimeStampTest {
  private static final double RANGE_MS = 1 << 27;

  @Test
  @Requirement("TMO-001")
  void shouldKeep27BitsOfWholeMilliseconds() {
    assertThat(TimeStamp.of(12.9)).isEqualTo(12);
    assertThat(TimeStamp.of(RANGE_MS + 5)).isEqualTo(5);
    assertThat(TimeStamp.of(1e12)).isBetween(0, (1 << 27) - 1);
  }

  @Test
  @Requirement("TMO-002")
  void shouldCountAcrossTheEndOfTheRange() {
    int stamp = TimeStamp.of(RANGE_MS - 10);
    assertThat(TimeStamp.elapsedMs(stamp, RANGE_MS + 15)).isEqualTo(25);
    assertThat(TimeStamp.remainingMs(100, stamp, RANGE_MS + 15)).isEqualTo(75);
    assertThat(TimeStamp.remainingMs(20, stamp, RANGE_MS + 15)).isNegative();
  }

  @Test
  @Requirement("TMO-003")
  void shouldCorrectAClockOfAnotherOrigin() {
    double hostAtStart = 5_000;
    double workerAtStart = 12;
    double offset = TimeStamp.offsetMs(hostAtStart, workerAtStart);
    int stamp = TimeStamp.of(hostAtStart + 1_000);
    assertThat(TimeStamp.elapsedMs(stamp, workerAtStart + 1_040 + offset)).isEqualTo(40);
  }

  @Test
  @Requirement("TMO-004")
  void shouldTakeAStampAheadOfTheClockAsNew() {
    assertThat(TimeStamp.elapsedMs(TimeStamp.of(1_000), 990)).isZero();
    assertThat(TimeStamp.elapsedMs(0, RANGE_MS / 2 - 1)).isEqualTo((1 << 26) - 1);
    assertThat(TimeStamp.elapsedMs(0, RANGE_MS / 2)).isZero();
  }
}
