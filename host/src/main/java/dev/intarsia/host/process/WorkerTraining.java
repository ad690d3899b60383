package dev.intarsia.host.process;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.memory.SharedMemory.Unmapping;
import dev.intarsia.bridge.payload.PayloadEncoder;
import dev.intarsia.bridge.signal.SignalWords;
import dev.intarsia.host.value.JavaValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a worker and its host in one process, a few calls long: the launcher records the classes that it loads, so that
 * real workers start with them prepared.
 */
final class WorkerTraining {
  private static final int CALLS = 200;
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
  private static final long NAP_NS = 50_000;
  private static final List<Object> ARGUMENTS =
      List.of(3.0, "text", Map.of("key", List.of(1, 2)), new byte[2_000], "long ".repeat(500));

  private WorkerTraining() {}

  /**
   * @param arguments a module, and the name of a task in it that takes a number
   */
  public static void main(String[] arguments) {
    WorkerTasks tasks = WorkerTasks.ofFiles(List.of(Path.of(arguments[0])), List.of(arguments[1]));
    WorkerSpec spec = WorkerSpec.of(ProcessRuntime.INTARSIA, ProcessOptions.defaults(), tasks);
    MemoryPlan plan = MemoryPlan.of(spec);
    try (SharedMemory memory =
        SharedMemory.named(plan.layout().totalBytes(), "", Unmapping.WHEN_UNREACHABLE, name -> {})) {
      String boot = plan.bootPayload(memory, 0).toJson();
      Thread.ofPlatform()
          .daemon()
          .start(() -> System.exit(WorkerProcess.run(Map.of(BootPayload.VARIABLE, boot), List.of())));
      call(ProcessMapping.of(memory, plan.layout()), spec.payload().maxPayloadBytes());
    }
    System.exit(0);
  }

  private static void call(ProcessMapping mapping, long maxPayloadBytes) {
    MailboxPublisher requests = new MailboxPublisher(LaneMemory.of(mapping.request(), maxPayloadBytes));
    MailboxDrainer replies = new MailboxDrainer(LaneMemory.of(mapping.reply(), maxPayloadBytes));
    PayloadEncoder<Object> encoder = JavaValues.encoder();
    SignalWords signals = mapping.signals();
    long start = System.nanoTime();
    for (int id = 0; id < CALLS; id++) {
      Object argument = ARGUMENTS.get(id % ARGUMENTS.size());
      if (!requests.tryPublish(0, id, 0, encoder, argument)) {
        throw new IllegalStateException("no room for call " + id);
      }
      signals.bumpOp();
      while (replies.drain(frame -> frame.decode(JavaValues.factory())) == 0) {
        if (System.nanoTime() - start > LIMIT_NS) {
          throw new IllegalStateException("no reply to call " + id);
        }
        LockSupport.parkNanos(NAP_NS);
      }
    }
  }
}
