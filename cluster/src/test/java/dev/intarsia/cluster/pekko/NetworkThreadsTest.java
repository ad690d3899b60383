package dev.intarsia.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On which threads the network's tasks run. */
@Timeout(30)
class NetworkThreadsTest {
  private final ExecutorService own = Executors.newFixedThreadPool(1, work -> new NetworkThread(work, "own"));

  @AfterEach
  void end() {
    own.shutdownNow();
  }

  private static void runOnNetworkThread(Runnable work) throws InterruptedException {
    Thread thread = new NetworkThread(work, "selector");
    thread.start();
    thread.join();
  }

  @Test
  void shouldLeaveTheCallersThreadAlone() {
    var network = new NetworkThreads.InPlace(own, 100, true);
    CompletableFuture<String> ran = new CompletableFuture<>();
    network.execute(() -> ran.complete(Thread.currentThread().getName()));
    assertThat(ran.join()).isEqualTo("own");
  }

  @Test
  void shouldRunOnANetworkThreadWithAllThatFollows() throws InterruptedException {
    var network = new NetworkThreads.InPlace(own, 100, true);
    List<String> ran = new ArrayList<>();
    runOnNetworkThread(() -> network.execute(() -> {
      network.execute(() -> ran.add("second on " + Thread.currentThread().getName()));
      ran.add("first on " + Thread.currentThread().getName());
    }));
    assertThat(ran).containsExactly("first on selector", "second on selector");
  }

  @Test
  void shouldHandOnWhatIsLeftAfterEnoughInARow() throws InterruptedException {
    var network = new NetworkThreads.InPlace(own, 2, true);
    CompletableFuture<String> third = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    runOnNetworkThread(() -> network.execute(() -> {
      network.execute(() -> second.complete(Thread.currentThread().getName()));
      network.execute(() -> third.complete(Thread.currentThread().getName()));
    }));
    assertThat(second.join()).isEqualTo("selector");
    assertThat(third.join()).isEqualTo("own");
  }

  @Test
  void shouldHandOnWhatFollowsATaskThatThrows() throws InterruptedException {
    var network = new NetworkThreads.InPlace(own, 100, true);
    CompletableFuture<String> second = new CompletableFuture<>();
    runOnNetworkThread(() -> {
      try {
        network.execute(() -> {
          network.execute(() -> second.complete(Thread.currentThread().getName()));
          throw new IllegalStateException("of the first");
        });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("of the first");
      }
    });
    assertThat(second.join()).isEqualTo("own");
  }

  @Test
  void shouldNotTakeOtherNetworkThreadsToWaitForSockets() throws InterruptedException {
    var selecting = new NetworkThreads.InPlace(own, Integer.MAX_VALUE, false);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ran = new CompletableFuture<>();
    runOnNetworkThread(() -> {
      selecting.execute(() -> ran.complete(Thread.currentThread().getName()));
      begun.countDown();
    });
    begun.await();
    assertThat(ran.join()).isEqualTo("own");
  }
}
