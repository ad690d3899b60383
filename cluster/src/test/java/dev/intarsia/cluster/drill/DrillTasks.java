package dev.intarsia.cluster.drill;

import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Tasks whose results follow from the number of the call alone, and that write down each run before they begin. */
final class DrillTasks {
  static final Task<byte[], byte[]> BYTES = Task.of("bytes", byte[].class, byte[].class);
  static final Task<String, String> TEXT = Task.of("text", String.class, String.class);
  static final Task<Object, Object> JSON = Task.of("json", Object.class, Object.class);
  static final Task<Double, Double> NUMBER = Task.of("number", Double.class, Double.class);
  static final Task<Double, Double> FAILS = Task.of("fails", Double.class, Double.class);
  static final Task<Double, Double> SLOW = Task.of("slow", Double.class, Double.class);
  static final List<Task<?, ?>> ALL = List.of(BYTES, TEXT, JSON, NUMBER, FAILS, SLOW);

  private static final int LONGEST = 200_000;
  private static final int SLOW_MS = 20;

  private DrillTasks() {}

  /**
   * Workers for the tasks.
   *
   * @param record where the number of each call is appended as its task begins; survives a kill
   */
  static JavaWorkers workers(int threads, Path record) {
    FileChannel out;
    try {
      out = FileChannel.open(record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JavaWorkers.of(threads)
        .task(BYTES, value -> {
          long id = ByteBuffer.wrap(value).getLong();
          write(out, id);
          return bytes(-id, value.length);
        })
        .task(TEXT, value -> {
          write(out, Long.parseLong(value.substring(0, value.indexOf(' '))));
          return "got " + value;
        })
        .task(JSON, value -> {
          Map<?, ?> map = (Map<?, ?>) value;
          double id = (Double) Objects.requireNonNull(map.get("id"));
          List<?> list = (List<?>) Objects.requireNonNull(map.get("list"));
          write(out, (long) id);
          return Map.of("id", id, "size", (double) list.size());
        })
        .task(NUMBER, id -> {
          write(out, id.longValue());
          return id * 2 + 1;
        })
        .task(FAILS, id -> {
          write(out, id.longValue());
          throw new IllegalStateException("call " + id.longValue());
        })
        .task(SLOW, id -> {
          write(out, id.longValue());
          Thread.sleep(SLOW_MS);
          return id;
        });
  }

  private static void write(FileChannel out, long id) {
    try {
      out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often each call began, in all records of a folder. */
  static Map<Long, Integer> runs(Path folder) throws IOException {
    Map<Long, Integer> runs = new HashMap<>();
    try (Stream<Path> records = Files.list(folder)) {
      for (Path record :
          records.filter(file -> file.toString().endsWith(".runs")).toList()) {
        ByteBuffer ids = ByteBuffer.wrap(Files.readAllBytes(record));
        while (ids.remaining() >= Long.BYTES) {
          runs.merge(ids.getLong(), 1, Integer::sum);
        }
      }
    }
    return runs;
  }

  /** Mostly short, sometimes {@value #LONGEST} bytes. */
  static int length(Random random) {
    int kind = random.nextInt(200);
    return Long.BYTES + (kind == 0 ? random.nextInt(LONGEST) : kind < 20 ? random.nextInt(8_000) : random.nextInt(200));
  }

  /** The bytes of a call: its number, then what follows from that. */
  static byte[] bytes(long id, int length) {
    byte[] bytes = new byte[length];
    new Random(id).nextBytes(bytes);
    ByteBuffer.wrap(bytes).putLong(id);
    return bytes;
  }
}
