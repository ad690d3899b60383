package dev.intarsia.benchmarks.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Simulates a cluster too large to have: how long calls wait, and how evenly nodes are used, for three ways to choose a node. It
 * needs no build, and prints the same figures each time:
 *
 * <pre>{@code
 * java benchmarks/src/main/java/dev/intarsia/benchmarks/cluster/ClusterSimulation.java [NODES [CALLS_A_SECOND [SECONDS [SEED]]]]
 * }</pre>
 *
 * Calls come at random (Poisson). A node has four workers and a queue. Times of service have the shape of {@link #SHAPE} and such a
 * mean that the workers are busy for the given part of the time. Each of 250 callers
 *
 * <ul>
 *   <li><b>random</b>: takes any node;
 *   <li><b>two choices</b>: takes the one of two random nodes that had fewer calls when it last heard of it, its own calls since then
 *       counted in;
 *   <li><b>credits</b>: as pools do, has lanes to 16 of the nodes, sends to the one with the fewest calls of its own under way, and keeps
 *       calls back where a node gave it no credit. An answer brings the credit back.
 * </ul>
 *
 * News (numbers of calls, answers with their credits) are so old as the second column says.
 */
public final class ClusterSimulation {
  private static final int WORKERS = 4;
  private static final int CALLERS = 250;
  private static final int LANES = 16;
  private static final int SLOTS = 64;
  private static final double[] LOADS = {0.5, 0.8, 0.95};
  private static final double[] NEWS_MS = {0.2, 10, 100};

  /**
   * Quantiles of the time of a call by its mean, as 400,000 calls of the drills' task {@code bytes} had them: most are short, one in
   * two hundred has up to 200 kB. In between it is linear.
   */
  private static final double[][] SHAPE = {
    {0.0, 0.029},
    {0.1, 0.077},
    {0.25, 0.115},
    {0.5, 0.164},
    {0.75, 0.221},
    {0.9, 0.279},
    {0.95, 4.398},
    {0.99, 7.921},
    {0.995, 20.853},
    {0.999, 173.819},
    {1, 195.258}
  };

  enum Choice {
    RANDOM("random"),
    TWO_CHOICES("two choices"),
    CREDITS("credits");

    private final String text;

    Choice(String text) {
      this.text = text;
    }
  }

  /** Something happens at a time: an end of service where the call's number is not negative, else news for a caller. */
  private record Event(double at, int node, int caller, boolean news) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return Double.compare(at, other.at);
    }
  }

  /** Calls that wait: when they came, and whose they are. */
  private static final class Line {
    private double[] came = new double[16];
    private int[] callers = new int[16];
    private int head;
    private int size;

    void add(double at, int caller) {
      if (size == came.length) {
        grow();
      }
      int tail = (head + size++) % came.length;
      came[tail] = at;
      callers[tail] = caller;
    }

    private void grow() {
      double[] newCame = new double[2 * size];
      int[] newCallers = new int[2 * size];
      for (int i = 0; i < size; i++) {
        newCame[i] = came[(head + i) % size];
        newCallers[i] = callers[(head + i) % size];
      }
      came = newCame;
      callers = newCallers;
      head = 0;
    }

    double firstCame() {
      return came[head];
    }

    int firstCaller() {
      return callers[head];
    }

    void remove() {
      head = (head + 1) % came.length;
      size--;
    }
  }

  private final int nodes;
  private final double rate;
  private final double seconds;
  private final SplittableRandom random;
  private final Choice choice;
  private final double newsSeconds;
  private final double meanService;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final int[] busy;
  private final Line[] lines;
  private final int[] known;
  private final long[] served;
  private final int[][] lanes = new int[CALLERS][LANES];
  private final int[][] own = new int[CALLERS][];
  private final Line[] kept = new Line[CALLERS];
  private final double[] waits = new double[1 << 22];
  private int waited;

  private ClusterSimulation(
      int nodes, double rate, double seconds, long seed, Choice choice, double load, double newsMs) {
    this.nodes = nodes;
    this.rate = rate;
    this.seconds = seconds;
    this.random = new SplittableRandom(seed);
    this.choice = choice;
    this.newsSeconds = newsMs / 1e3;
    this.meanService = load * nodes * WORKERS / rate;
    busy = new int[nodes];
    known = new int[nodes];
    served = new long[nodes];
    lines = new Line[nodes];
    Arrays.setAll(lines, _ -> new Line());
    for (int caller = 0; caller < CALLERS; caller++) {
      kept[caller] = new Line();
      own[caller] = new int[nodes];
      for (int lane = 0; lane < LANES; lane++) {
        lanes[caller][lane] = (caller * LANES + lane) % nodes;
      }
    }
  }

  private void run() {
    double next = 0;
    double heard = 0;
    while (true) {
      next += -Math.log(1 - random.nextDouble()) / rate;
      if (next > seconds) {
        return;
      }
      while (!events.isEmpty() && events.peek().at() <= next) {
        happens(events.remove());
      }
      if (choice == Choice.TWO_CHOICES && next - heard >= newsSeconds) {
        heard = next;
        for (int node = 0; node < nodes; node++) {
          known[node] = busy[node] + lines[node].size;
        }
        for (int[] sent : own) {
          Arrays.fill(sent, 0);
        }
      }
      call(next, random.nextInt(CALLERS));
    }
  }

  private void call(double at, int caller) {
    switch (choice) {
      case RANDOM -> arrive(at, at, random.nextInt(nodes), caller);
      case TWO_CHOICES -> {
        int one = random.nextInt(nodes);
        int other = random.nextInt(nodes);
        int node = known[one] + own[caller][one] <= known[other] + own[caller][other] ? one : other;
        own[caller][node]++;
        arrive(at, at, node, caller);
      }
      case CREDITS -> {
        kept[caller].add(at, caller);
        send(at, caller);
      }
    }
  }

  /** Sends what a caller has kept back, as far as there are credits. */
  private void send(double at, int caller) {
    int credits = SLOTS * nodes / (CALLERS * LANES);
    while (kept[caller].size > 0) {
      int best = lanes[caller][random.nextInt(LANES)];
      for (int node : lanes[caller]) {
        if (own[caller][node] < own[caller][best]) {
          best = node;
        }
      }
      if (own[caller][best] >= credits) {
        return;
      }
      own[caller][best]++;
      double came = kept[caller].firstCame();
      kept[caller].remove();
      arrive(at, came, best, caller);
    }
  }

  private void arrive(double at, double came, int node, int caller) {
    if (busy[node] < WORKERS) {
      busy[node]++;
      serve(at, came, node, caller);
    } else {
      lines[node].add(came, caller);
    }
  }

  private void serve(double at, double came, int node, int caller) {
    served[node]++;
    if (at > seconds / 4) { // the queues have filled by then
      waits[waited++] = at - came;
    }
    events.add(new Event(at + meanService * shape(random.nextDouble()), node, caller, false));
  }

  private void happens(Event event) {
    if (event.news()) {
      own[event.caller()][event.node()]--;
      send(event.at(), event.caller());
      return;
    }
    if (choice == Choice.CREDITS) {
      events.add(new Event(event.at() + newsSeconds, event.node(), event.caller(), true));
    }
    Line line = lines[event.node()];
    if (line.size > 0) {
      double came = line.firstCame();
      int caller = line.firstCaller();
      line.remove();
      serve(event.at(), came, event.node(), caller);
    } else {
      busy[event.node()]--;
    }
  }

  private static double shape(double quantile) {
    int row = 1;
    while (SHAPE[row][0] < quantile) {
      row++;
    }
    double from = SHAPE[row - 1][0];
    double part = (quantile - from) / (SHAPE[row][0] - from);
    return SHAPE[row - 1][1] + part * (SHAPE[row][1] - SHAPE[row - 1][1]);
  }

  private static double shapeMean() {
    double mean = 0;
    for (int row = 1; row < SHAPE.length; row++) {
      mean += (SHAPE[row][0] - SHAPE[row - 1][0]) * (SHAPE[row][1] + SHAPE[row - 1][1]) / 2;
    }
    return mean;
  }

  private void report(double load, double newsMs) {
    double[] sorted = Arrays.copyOf(waits, waited);
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElse(0);
    double perNode = Arrays.stream(served).average().orElse(1);
    long keptBack = Arrays.stream(kept).mapToLong(line -> line.size).sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.0f %% | %.2f | %.2f | %.2f | %.2f | %.2f | %d |%n",
        choice.text,
        newsMs,
        load * 100,
        mean / meanService,
        sorted[waited / 2] / meanService,
        sorted[(int) (waited * 0.99)] / meanService,
        sorted[(int) (waited * 0.999)] / meanService,
        Arrays.stream(served).max().orElse(0) / perNode,
        keptBack);
  }

  public static void main(String[] args) {
    int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    double rate = args.length > 1 ? Double.parseDouble(args[1]) : 1e6;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    double scale = shapeMean();
    for (double[] row : SHAPE) {
      row[1] /= scale;
    }
    System.out.printf(
        Locale.ROOT,
        "%d nodes of %d workers, %.0f calls a second for %.1f s, seed %d; waits by the mean time of service%n%n",
        nodes,
        WORKERS,
        rate,
        seconds,
        seed);
    System.out.println(
        "| choice | news, ms | load | mean | median | 99 % | 99.9 % | busiest node by mean | kept back at the end |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Choice choice : Choice.values()) {
      for (double newsMs : choice == Choice.RANDOM ? new double[] {0} : NEWS_MS) {
        for (double load : LOADS) {
          ClusterSimulation simulation = new ClusterSimulation(nodes, rate, seconds, seed, choice, load, newsMs);
          simulation.run();
          simulation.report(load, newsMs);
        }
      }
    }
  }
}
