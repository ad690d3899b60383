package dev.intarsia.host.metrics;

import dev.intarsia.host.PoolListener;
import dev.intarsia.host.PoolStatistics.TaskStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Keeps a histogram of durations for each task. */
public final class CallRecorder implements PoolListener {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double MEDIAN = 50;
  private static final double P90 = 90;
  private static final double P99 = 99;
  private static final double P999 = 99.9;

  private record Recorded(ConcurrentHistogram durationsNs, LongAdder failures) {
    Recorded() {
      this(new ConcurrentHistogram(SIGNIFICANT_DIGITS), new LongAdder());
    }

    TaskStatistics read() {
      Histogram all = durationsNs.copy();
      return new TaskStatistics(
          all.getTotalCount(),
          failures.sum(),
          all.getMean(),
          all.getValueAtPercentile(MEDIAN),
          all.getValueAtPercentile(P90),
          all.getValueAtPercentile(P99),
          all.getValueAtPercentile(P999),
          all.getMaxValue());
    }
  }

  private final ConcurrentHashMap<String, Recorded> byTask = new ConcurrentHashMap<>();

  public CallRecorder() {}

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    Recorded recorded = byTask.computeIfAbsent(task, name -> new Recorded());
    recorded.durationsNs.recordValue(Math.max(0, durationNs));
    if (failure != null) {
      recorded.failures.increment();
    }
  }

  /** What was recorded so far, by task. */
  public Map<String, TaskStatistics> read() {
    Map<String, TaskStatistics> all = new TreeMap<>();
    byTask.forEach((task, recorded) -> all.put(task, recorded.read()));
    return all;
  }
}
