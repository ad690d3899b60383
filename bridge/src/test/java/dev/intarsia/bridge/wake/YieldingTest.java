package dev.intarsia.bridge.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class YieldingTest {
  private static final long CHEAP_NS = 1_000;
  private static final long SLICE_NS = 3_000_000;
  private static final long WAITED_NS = 20_000;

  private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - SLICE_NS); // overflows on the way
  private long costNs = CHEAP_NS;
  private int offers;
  private final Yielding yielding = new Yielding(
      () -> {
        offers++;
        nowNs.addAndGet(costNs);
      },
      nowNs::get);

  @Test
  void shouldOfferEachTimeWhileThatIsCheap() {
    for (int i = 0; i < 5000; i++) {
      assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isTrue();
    }
    assertThat(offers).isEqualTo(5000);
  }

  @Test
  void shouldOnlyLookAtFirst() {
    assertThat(yielding.offer(nowNs.get(), 3_999)).isTrue();
    assertThat(offers).isZero();
    assertThat(yielding.offer(nowNs.get(), 4_000)).isTrue();
    assertThat(offers).isEqualTo(1);
  }

  @Test
  void shouldSleepForAWhileOnceAnOfferHasCostATimeSlice() {
    costNs = SLICE_NS;
    assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isTrue();
    assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isFalse();
    nowNs.addAndGet(1_000_000);
    assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isTrue();
    assertThat(offers).isEqualTo(2);
  }

  @Test
  void shouldLookOnForAMomentWithoutAnOffer() {
    costNs = SLICE_NS;
    assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isTrue();
    assertThat(yielding.offer(nowNs.get(), WAITED_NS / 4)).isTrue();
    assertThat(offers).isEqualTo(1);
  }

  @Test
  void shouldSleepLongerEachTimeAnOfferCostsATimeSliceSoonAgain() {
    costNs = SLICE_NS;
    assertThat(sleepingMs()).isEqualTo(1);
    assertThat(sleepingMs()).isEqualTo(2);
    assertThat(sleepingMs()).isEqualTo(4);
    for (int i = 0; i < 10; i++) {
      sleepingMs();
    }
    assertThat(sleepingMs()).isEqualTo(64);
  }

  @Test
  void shouldSleepShortlyAgainAfterAQuietWhile() {
    costNs = SLICE_NS;
    for (int i = 0; i < 10; i++) {
      sleepingMs();
    }
    nowNs.addAndGet(64_000_000);
    assertThat(sleepingMs()).isEqualTo(1);
  }

  /** Makes an offer and waits until the next one is taken. */
  private long sleepingMs() {
    assertThat(yielding.offer(nowNs.get(), WAITED_NS)).isTrue();
    long ms = 0;
    for (; !willOffer(); ms++) {
      nowNs.addAndGet(1_000_000);
    }
    return ms;
  }

  private boolean willOffer() {
    int before = offers;
    long cost = costNs;
    long now = nowNs.get();
    costNs = CHEAP_NS;
    boolean looksOn = yielding.offer(now, WAITED_NS);
    costNs = cost;
    nowNs.set(now);
    offers = before;
    return looksOn;
  }
}
