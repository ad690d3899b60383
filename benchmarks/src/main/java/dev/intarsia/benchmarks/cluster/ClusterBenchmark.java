package dev.intarsia.benchmarks.cluster;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.Reach;
import dev.intarsia.cluster.RemoteWorkers;
import dev.intarsia.cluster.pekko.PekkoTransport;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;

/**
 * An echo of bytes in another JVM over loopback, by a pool and by a bare Pekko ask, in turns; and a pool of this JVM with the
 * module ({@code LOCAL_ONLY}) and without, in turns. Prints one line for each round and the medians.
 *
 * <pre>{@code
 * java -cp 'benchmarks/target/intarsia-benchmarks-0.1.0.jar:benchmarks/target/lib/*' \
 *   dev.intarsia.benchmarks.cluster.ClusterBenchmark [ROUNDS [SECONDS [BYTES]]]
 * }</pre>
 *
 * {@code -DremoteOnly=true} leaves out the pools of this JVM; {@code -Dlanes=N} is the number of remote lanes.
 */
public final class ClusterBenchmark {
  private static final int IN_FLIGHT = 256;
  private static final int LANES = Integer.getInteger("lanes", 4);
  private static final boolean REMOTE_ONLY = Boolean.getBoolean("remoteOnly");

  private final List<Series> all = new ArrayList<>();
  private final byte[] payload;
  private final long roundNs;
  private final Process peer;
  private String vitals = "";

  private ClusterBenchmark(int bytes, Duration round) throws IOException {
    peer = peer();
    payload = new byte[bytes];
    Arrays.fill(payload, (byte) 7);
    roundNs = round.toNanos();
  }

  /** What one subject needed in each round. */
  private record Series(String name, String unit, List<Double> rounds) {
    double median() {
      double[] sorted =
          rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 2;
    int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 32;
    new ClusterBenchmark(bytes, Duration.ofNanos((long) (seconds * 1e9))).run(rounds);
  }

  private void run(int rounds) throws Exception {
    BufferedReader out = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
    String[] addresses = out.readLine().split(" ");
    PekkoTransport transport = PekkoTransport.builder().join(addresses[0]).open();
    ActorSystem bare = BarePekko.system();
    ActorRef echo = BarePekko.find(bare, addresses[1]);
    JavaWorkers local = JavaWorkers.of(1).task(EchoPeer.ECHO, value -> value);
    JavaWorkers here = JavaWorkers.of(1).task(EchoPeer.ECHO, value -> value);
    try (ClusterNode node = ClusterNode.builder(transport).open();
        Pool remote = Pool.builder()
            .workers(RemoteWorkers.of(node).task(EchoPeer.ECHO).lanes(LANES))
            .build();
        Pool localOnly = Pool.builder()
            .workers(RemoteWorkers.of(node).local(local).reach(Reach.LOCAL_ONLY))
            .build();
        Pool plain = Pool.builder().workers(here).build()) {
      transport.awaitJoined(Duration.ofSeconds(30));
      remote.call(EchoPeer.ECHO, payload).await();
      Function<byte[], CompletionStage<?>> pool = bytes -> remote.call(EchoPeer.ECHO, bytes);
      Function<byte[], CompletionStage<?>> ask = bytes -> BarePekko.ask(echo, bytes);
      for (int round = -2; round < rounds; round++) { // two rounds to warm up
        boolean counts = round >= 0;
        add(counts, "pool, one after the other", "us", sequential(pool));
        add(counts, "ask, one after the other", "us", sequential(ask));
        add(counts, "pool, " + IN_FLIGHT + " in flight", "calls/s", flood(pool));
        add(counts, "ask, " + IN_FLIGHT + " in flight", "calls/s", flood(ask));
        if (!REMOTE_ONLY) {
          localRounds(counts, localOnly, plain);
        }
      }
    }
    bare.terminate();
    peer.getOutputStream().close();
    peer.waitFor();
    report();
  }

  /** Which goes first changes within the round: what the machine does meanwhile meets both. */
  private void localRounds(boolean counts, Pool localOnly, Pool plain) throws InterruptedException {
    Function<byte[], CompletionStage<?>> with = bytes -> localOnly.call(EchoPeer.ECHO, bytes);
    Function<byte[], CompletionStage<?>> without = bytes -> plain.call(EchoPeer.ECHO, bytes);
    add(counts, "LOCAL_ONLY", "us", sequential(with));
    add(counts, "without the module", "us", sequential(without));
    add(counts, "without the module", "us", sequential(without));
    add(counts, "LOCAL_ONLY", "us", sequential(with));
    add(counts, "LOCAL_ONLY, flood", "calls/s", flood(with));
    add(counts, "without the module, flood", "calls/s", flood(without));
    add(counts, "without the module, flood", "calls/s", flood(without));
    add(counts, "LOCAL_ONLY, flood", "calls/s", flood(with));
  }

  private void add(boolean counts, String name, String unit, double value) {
    System.out.printf(Locale.ROOT, "%s%-28s %12.2f %-8s %s%n", counts ? "" : "(warm-up) ", name, value, unit, vitals);
    if (counts) {
      Series series =
          all.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
      if (series == null) {
        series = new Series(name, unit, new ArrayList<>());
        all.add(series);
      }
      series.rounds().add(value);
    }
  }

  /** Median microseconds of a call. */
  private double sequential(Function<byte[], CompletionStage<?>> call) {
    long[] times = new long[1 << 20];
    int count = 0;
    Vitals before = Vitals.of(peer);
    long end = System.nanoTime() + roundNs;
    long now = System.nanoTime();
    while (now < end && count < times.length) {
      check(call.apply(payload).toCompletableFuture().join());
      long after = System.nanoTime();
      times[count++] = after - now;
      now = after;
    }
    vitals = Vitals.of(peer).since(before, count);
    Arrays.sort(times, 0, count);
    return times[count / 2] / 1e3;
  }

  /** Calls a second. */
  private double flood(Function<byte[], CompletionStage<?>> call) throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    long start = System.nanoTime();
    Vitals before = Vitals.of(peer);
    long calls = 0;
    while (System.nanoTime() - start < roundNs) {
      room.acquire();
      calls++;
      CompletionStage<?> _ = call.apply(payload).whenComplete((value, failure) -> {
        if (failure == null) {
          check(value);
          room.release();
        } else {
          failure.printStackTrace();
        }
      });
    }
    room.acquire(IN_FLIGHT);
    vitals = Vitals.of(peer).since(before, calls);
    return calls * 1e9 / (System.nanoTime() - start);
  }

  private void check(Object value) {
    if (!(value instanceof byte[] bytes) || bytes.length != payload.length) {
      throw new IllegalStateException("not what was sent");
    }
  }

  private void report() {
    System.out.printf(
        Locale.ROOT,
        "%nload of the machine: %.2f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (Series series : all) {
      System.out.printf(
          Locale.ROOT,
          "%-28s %12.2f %s, median of %d%n",
          series.name(),
          series.median(),
          series.unit(),
          series.rounds().size());
    }
    ratio("pool, one after the other", "ask, one after the other", false);
    ratio("pool, " + IN_FLIGHT + " in flight", "ask, " + IN_FLIGHT + " in flight", true);
    if (REMOTE_ONLY) {
      return;
    }
    ratio("LOCAL_ONLY", "without the module", false);
    ratio("LOCAL_ONLY, flood", "without the module, flood", true);
  }

  private void ratio(String one, String other, boolean rates) {
    double a = median(one);
    double b = median(other);
    System.out.printf(Locale.ROOT, "time of %s : %s = %.3f%n", one, other, rates ? b / a : a / b);
  }

  private double median(String name) {
    return all.stream()
        .filter(series -> series.name().equals(name))
        .findFirst()
        .orElseThrow()
        .median();
  }

  private static Process peer() throws IOException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agent") && !argument.startsWith("-XX:StartFlight"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), EchoPeer.class.getName()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
