package dev.intarsia.cli.bench;

import dev.intarsia.bridge.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a soak found.
 *
 * @param lost calls that never settled
 * @param crossed calls that brought back another call's value, or a damaged one
 * @param failed calls that failed
 * @param samples at equal distances
 */
public record SoakReport(String kind, long calls, long lost, long crossed, long failed, List<SoakSample> samples) {
  private static final double GROWTH = 1.10;
  private static final long SLACK_BYTES = 32L << 20;
  private static final long SLACK_HANDLES = 4;

  /** Whether nothing went wrong and memory and handles stayed flat. */
  public boolean passed() {
    return lost == 0 && crossed == 0 && failed == 0 && flat();
  }

  /** Whether the last quarter's medians are no more than a tenth (and 32 MiB, 4 handles) above the second quarter's. */
  public boolean flat() {
    return flat(SoakSample::heapBytes, SLACK_BYTES)
        && flat(SoakSample::rssBytes, SLACK_BYTES)
        && flat(SoakSample::handles, SLACK_HANDLES);
  }

  private boolean flat(ToLongFunction<SoakSample> what, long slack) {
    int quarter = samples.size() / 4;
    if (quarter == 0) {
      return true; // too short to tell
    }
    long early = median(samples.subList(quarter, 2 * quarter), what);
    long late = median(samples.subList(samples.size() - quarter, samples.size()), what);
    return late <= early * GROWTH + slack;
  }

  private static long median(List<SoakSample> samples, ToLongFunction<SoakSample> what) {
    return what.applyAsLong(
        samples.stream().sorted(Comparator.comparingLong(what)).toList().get(samples.size() / 2));
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("    at s        calls  heap MiB   rss MiB  handles");
    int step = Math.max(1, samples.size() / 20);
    for (int i = 0; i < samples.size(); i += step) {
      SoakSample sample = samples.get(i);
      lines.add(String.format(
          Locale.ROOT,
          "%8.1f %12d %9.1f %9.1f %8d",
          sample.atMs() / 1000.0,
          sample.calls(),
          sample.heapBytes() / 1048576.0,
          sample.rssBytes() / 1048576.0,
          sample.handles()));
    }
    lines.add(kind + ": " + calls + " calls, " + lost + " lost, " + crossed + " crossed, " + failed + " failed, "
        + (flat() ? "flat" : "NOT flat: memory or file handles grow"));
    return lines;
  }

  /** For programs. */
  public String toJson() {
    JsonText out = new JsonText().beginObject();
    out.key("runtime").string("intarsia").key("kind").string(kind).key("calls").number(calls);
    out.key("lost")
        .number(lost)
        .key("crossed")
        .number(crossed)
        .key("failed")
        .number(failed)
        .key("flat")
        .bool(flat());
    out.key("samples").beginArray();
    for (SoakSample sample : samples) {
      out.beginObject().key("atMs").number(sample.atMs()).key("calls").number(sample.calls());
      out.key("heapBytes").number(sample.heapBytes()).key("rssBytes").number(sample.rssBytes());
      out.key("handles").number(sample.handles()).endObject();
    }
    return out.endArray().endObject().toString();
  }
}
