package dev.intarsia.benchmarks;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.host.value.JavaEncoder;
import dev.intarsia.host.value.JavaFactory;
import dev.intarsia.host.value.JavaValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One value published and drained on one thread: encode, the two lock words, decode. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  @Param({"number", "string16", "bytes480", "bytes4096", "json200"})
  private String shape = "number";

  private final LaneMemory lane = LaneMemory.inProcess(PayloadOptions.defaults());
  private final MailboxPublisher publisher = new MailboxPublisher(lane);
  private final MailboxDrainer drainer = new MailboxDrainer(lane);
  private final JavaEncoder encoder = JavaValues.encoder();
  private final JavaFactory factory = JavaValues.factory();
  private Object value = 1.5;
  private Object last = "";

  @Setup
  public void choose() {
    value = switch (shape) {
      case "number" -> 1.5;
      case "string16" -> "sixteen letters!";
      case "json200" ->
        Map.of("id", 48_213.0, "tags", List.of("math", "engine"), "active", true, "note", "x".repeat(140));
      default -> new byte[Integer.parseInt(shape.substring("bytes".length()))];
    };
  }

  /** Encodes and publishes; the frame is acknowledged without being decoded. */
  @Benchmark
  public boolean encode() {
    boolean published = publisher.tryPublish(1, 2, 0, encoder, value);
    drainer.drain(frame -> {});
    return published;
  }

  @Benchmark
  public Object encodeAndDecode() {
    publisher.tryPublish(1, 2, 0, encoder, value);
    drainer.drain(frame -> last = frame.decode(factory));
    return last;
  }
}
