package dev.intarsia.benchmarks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.payload.PayloadFactory;
import dev.intarsia.bridge.payload.PayloadOptions;
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
  private final Factory factory = new Factory();
  private PayloadEncoder<Object> encoder = (value, sink) -> sink.nul();
  private Object value = "";
  private Object last = "";

  @Setup
  public void choose() {
    switch (shape) {
      case "number" -> encoder = (v, sink) -> sink.number(1.5);
      case "string16" -> encoder = (v, sink) -> sink.string("sixteen letters!");
      case "json200" -> {
        String text = "{\"k\":\"" + "x".repeat(190) + "\"}";
        encoder = (v, sink) -> sink.json(text);
      }
      default -> {
        byte[] bytes = new byte[Integer.parseInt(shape.substring(5))];
        encoder = (v, sink) -> sink.binary(BinaryKind.UINT8_ARRAY, bytes, 0, bytes.length);
      }
    }
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

  private static final class Factory implements PayloadFactory<Object> {
    @Override
    public Object number(double value) {
      return value;
    }

    @Override
    public Object bool(boolean value) {
      return value;
    }

    @Override
    public Object nul() {
      return "null";
    }

    @Override
    public Object undefined() {
      return "undefined";
    }

    @Override
    public Object bigint(long value) {
      return value;
    }

    @Override
    public Object bigint(BigInteger value) {
      return value;
    }

    @Override
    public Object string(String value) {
      return value;
    }

    @Override
    public Object symbol(String key) {
      return key;
    }

    @Override
    public Object json(String text) {
      return text;
    }

    @Override
    public Object date(double epochMs) {
      return epochMs;
    }

    @Override
    public Object error(String jsonText) {
      return jsonText;
    }

    @Override
    public Object binary(BinaryKind kind, MemorySegment bytes) {
      return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public Object envelope(String header, boolean headerIsJson, MemorySegment body) {
      return header;
    }

    @Override
    public Object envelopeExternal(String header, boolean headerIsJson, String externalJson) {
      return header;
    }

    @Override
    public Object external(String json) {
      return json;
    }

    @Override
    public Object processSharedBuffer(int[] words) {
      return words;
    }
  }
}
