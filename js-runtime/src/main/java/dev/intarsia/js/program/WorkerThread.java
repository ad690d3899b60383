package dev.intarsia.js.program;

import dev.intarsia.js.module.ModuleException;
import dev.intarsia.js.thread.Seat;
import dev.intarsia.js.thread.Threads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A thread of a program: a program of its own, in a context of its own, with its starter's permissions. */
final class WorkerThread implements Threads.Running {
  private static final long STACK_BYTES = 64L * 1024 * 1024;

  private final Seat seat;
  private final JsProgram program;
  private final Thread thread;

  private WorkerThread(Seat seat, JsProgram program) {
    this.seat = seat;
    this.program = program;
    this.thread = Thread.ofPlatform()
        .name("js thread " + seat.id())
        .daemon(true)
        .stackSize(STACK_BYTES)
        .unstarted(this::run);
  }

  static WorkerThread start(ProgramOptions starter, List<String> arguments, Seat seat, Threads.Program shared) {
    ProgramOptions options = new ProgramOptions(
        seat.file(),
        Objects.requireNonNullElse(seat.engineOptions(), starter.engineOptions()),
        arguments,
        starter.permissions(),
        request -> {
          throw new IllegalArgumentException("createPool in a worker thread: make pools in the program");
        },
        starter.command(),
        new ByteArrayInputStream(new byte[0]),
        new Output(seat, 1),
        new Output(seat, 2));
    WorkerThread started = new WorkerThread(seat, new JsProgram(options, seat, shared));
    started.thread.start();
    return started;
  }

  private void run() {
    int code = 1;
    try {
      code = program.run();
    } catch (IOException | RuntimeException failed) {
      if (!program.stopping()) {
        seat.starter().failed(packed(failed));
      }
    } finally {
      seat.starter().exited(program.stopping() ? 1 : code);
    }
  }

  /** As thread/clone.js packs an error. */
  private String packed(Exception failed) {
    boolean missing = failed instanceof ModuleException || (seat.source().isEmpty() && !Files.exists(seat.file()));
    String message = missing ? "Cannot find module '" + seat.file() + "'" : String.valueOf(failed.getMessage());
    ArrayNode root = new JsonMapper().createArrayNode();
    root.addArray().add("r").add(0);
    ArrayNode properties = root.addArray().addArray().add("O");
    if (missing) {
      properties.add("code").add("MODULE_NOT_FOUND");
    }
    root.addArray().add("Error").add(message).add("Error: " + message);
    return root.toString();
  }

  @Override
  public void terminate() {
    program.stop(thread);
  }

  @Override
  public void join(long timeoutMs) throws InterruptedException {
    thread.join(timeoutMs);
  }

  @Override
  public boolean ended() {
    return !thread.isAlive();
  }

  /** What a thread writes goes to its starter. */
  private static final class Output extends OutputStream {
    private final Seat seat;
    private final int descriptor;

    Output(Seat seat, int descriptor) {
      this.seat = seat;
      this.descriptor = descriptor;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      seat.starter().wrote(descriptor, Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }
}
