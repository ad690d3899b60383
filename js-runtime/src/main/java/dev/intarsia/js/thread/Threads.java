package dev.intarsia.js.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The worker threads of one realm of a program. All methods belong to the realm's thread.
 *
 * @see ThreadFunctions
 */
public final class Threads implements AutoCloseable {
  private static final long END_MS = 10_000;

  private final Starter starter;
  private final Program program;
  private final @Nullable Seat seat;
  private final List<Running> running = new ArrayList<>();

  /**
   * @param program what all threads of one program share
   * @param seat what this realm was started with; null for the program itself
   */
  public Threads(Starter starter, Program program, @Nullable Seat seat) {
    this.starter = starter;
    this.program = program;
    this.seat = seat;
  }

  /** What all threads of one program share. */
  public static final class Program {
    private final AtomicInteger ids = new AtomicInteger();
    private final Broadcasts broadcasts = new Broadcasts();

    Broadcasts broadcasts() {
      return broadcasts;
    }
  }

  /** Starts a thread that runs a module. */
  @FunctionalInterface
  public interface Starter {
    /**
     * Starts one.
     *
     * @param arguments what its {@code process.argv} holds after the file
     */
    Running start(List<String> arguments, Seat newSeat, Program program);
  }

  /** A thread that was started. */
  public interface Running {
    /** Ends it, whatever it does. */
    void terminate();

    /** Waits for its end. */
    void join(long timeoutMs) throws InterruptedException;

    boolean ended();
  }

  @Nullable Seat seat() {
    return seat;
  }

  Program program() {
    return program;
  }

  int nextId() {
    return program.ids.incrementAndGet();
  }

  Running start(List<String> arguments, Seat newSeat) {
    Running thread = starter.start(arguments, newSeat, program);
    running.removeIf(Running::ended);
    running.add(thread);
    return thread;
  }

  /** No thread outlives the realm that has started it. */
  @Override
  public void close() {
    running.forEach(Running::terminate);
    try {
      for (Running thread : running) {
        thread.join(END_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.clear();
  }
}
