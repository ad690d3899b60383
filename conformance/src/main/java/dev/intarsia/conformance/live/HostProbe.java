package dev.intarsia.conformance.live;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.boot.BootPayloadException;
import dev.intarsia.bridge.boot.LaneDescriptor;
import dev.intarsia.bridge.boot.MemorySlice;
import dev.intarsia.bridge.boot.TaskNames;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.protocol.layout.SignalLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process worker that watches its host: checks what it was started with, then serves through {@link ProbeLane}.
 * {@link HostConformance} has the host start it, and reads its log.
 */
public final class HostProbe {
  /** Names the folder of the log. */
  static final String FOLDER = "intarsia.conform.folder";

  /** Seeds the order of the replies. */
  static final String SEED = "intarsia.conform.seed";

  /** At which request the process ends, as if it had crashed. */
  static final String END_AFTER = "intarsia.conform.end-after";

  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,30}");
  private static final int LINE_BYTES = 64;
  private static final int NOT_STARTED = 2;

  private final ProbeLog log;
  private final BootPayload boot;

  private HostProbe(ProbeLog log, BootPayload boot) {
    this.log = log;
    this.boot = boot;
  }

  /** The program: a worker, or what answers a host that asks for Node's version. */
  public static void main(String[] arguments) {
    String json = System.getenv(BootPayload.VARIABLE);
    if (json == null || json.isEmpty()) {
      System.out.println("v24.0.0");
      return;
    }
    ProbeLog log = new ProbeLog(Path.of(System.getProperty(FOLDER, ".")));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> log.check("ends its worker with SIGTERM", "PROC-012", true, "", "")));
    environment(log, System.getenv());
    sectors(log, json);
    try {
      BootPayload boot = BootPayload.parse(json);
      log.check("hands a boot payload over", "BOOT-001", true, "", "");
      new HostProbe(log, boot).run();
    } catch (BootPayloadException e) {
      log.check(
          "hands a boot payload over", "BOOT-001", false, "a payload as in section 12", String.valueOf(e.getMessage()));
      System.exit(1);
    } catch (RuntimeException e) {
      log.check(
          "shares its memory", "PROC-004", false, "memory on fd 0 or by its name", String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private static void environment(ProbeLog log, Map<String, String> environment) {
    String worker = environment.get(BootPayload.WORKER_VARIABLE);
    String depth = environment.get(BootPayload.DEPTH_VARIABLE);
    log.check(
        "sets the three variables",
        "ENV-001",
        "1".equals(worker) && "1".equals(depth),
        BootPayload.WORKER_VARIABLE + "=1 and " + BootPayload.DEPTH_VARIABLE + "=1: the host itself has no depth",
        worker + " and " + depth);
  }

  /** Read from the text: this library's own reader takes no payload with two sectors. */
  private static void sectors(ProbeLog log, String json) {
    JsonNode boot;
    try {
      boot = new JsonMapper().readTree(json);
    } catch (JacksonException e) {
      return; // BOOT-001 says what is wrong with it
    }
    for (String lane : List.of("lock", "returnLock")) {
      JsonNode words = boot.at("/workerData/" + lane + "/lockSector/byteOffset");
      JsonNode payload = boot.at("/workerData/" + lane + "/payloadSector/byteOffset");
      log.check(
          "names one lock sector a lane",
          "LOCK-003",
          words.equals(payload),
          "payloadSector at " + words + ", where lockSector is",
          lane + ".payloadSector at " + payload);
    }
  }

  private void run() {
    lists();
    slices();
    name(boot.memory().name());
    ProcessMapping mapping = ProcessMapping.map(boot);
    log.check("shares its memory", "PROC-004", true, "", "");
    SignalWords signals = mapping.signals();
    log.check(
        "stores 0 into op and 1 or 2 into rxStatus first",
        "SIG-001",
        signals.op() == 0 && (signals.rxStatus() == SignalLayout.RUNNING || signals.rxStatus() == NOT_STARTED),
        "0, and 1 or 2",
        signals.op() + " and " + signals.rxStatus());
    signals.rxStatus(SignalLayout.RUNNING);
    new ProbeLane(log, boot, mapping, Long.getLong(SEED, 1), Integer.getInteger(END_AFTER, 0)).serve();
  }

  private void lists() {
    log.check(
        "orders the tasks as localeCompare does",
        "BOOT-006",
        boot.names().equals(TaskNames.sorted(boot.names())),
        TaskNames.sorted(boot.names()).toString(),
        boot.names().toString());
    boolean fixed = boot.payloadConfig() != null && boot.payloadConfig().mode().equals("fixed");
    log.check("says that payload areas are fixed", "LIM-001", fixed, "fixed", String.valueOf(boot.payloadConfig()));
  }

  private void slices() {
    LaneDescriptor request = boot.request();
    LaneDescriptor reply = boot.reply();
    List<MemorySlice> inOrder = List.of(
        boot.signals(),
        request.lockSector(),
        reply.lockSector(),
        request.headers(),
        reply.headers(),
        boot.abortSignals() == null ? request.payload() : boot.abortSignals(),
        request.payload(),
        reply.payload());
    long end = 0;
    @Nullable MemorySlice before = null;
    boolean ordered = true;
    boolean aligned = true;
    for (MemorySlice slice : inOrder) {
      if (!slice.equals(before)) {
        ordered &= slice.index() >= end;
        aligned &= slice.index() % LINE_BYTES == 0;
        end = slice.index() + slice.lengthBytes();
      }
      before = slice;
    }
    log.check("aligns its slices", "MEM-002", aligned, "multiples of 64", inOrder.toString());
    log.check("lays its slices out in order", "MEM-004", ordered, "the order of section 2.1", inOrder.toString());
  }

  private void name(@Nullable String name) {
    if (name == null) {
      return;
    }
    log.memory(name);
    log.check(
        "gives its memory a short name", "PROC-005", SHORT_NAME.matcher(name).matches(), SHORT_NAME.pattern(), name);
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of("/dev/shm", name)));
      log.check("keeps its memory to its user", "SEC-006", mode.equals("rw-------"), "rw-------", mode);
    } catch (IOException e) {
      log.info("keeps its memory to its user", "SEC-006", "no file of that name: " + e.getMessage());
    }
  }
}
