package dev.intarsia.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of a process.
 *
 * @param state {@code R}unning, {@code S}leeping, s{@code T}opped, {@code Z}ombie …
 * @param parent its parent's process id
 * @param ticks processor time used, in the kernel's ticks
 * @param startTicks when it started, in ticks since the machine did
 */
record ProcStat(char state, long parent, long ticks, long startTicks) {
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START_TICKS = 19;
  /** Fixed by the kernel for what it shows to programs. */
  private static final double MS_PER_TICK = 10;

  private static final double MS_PER_SECOND = 1e3;

  /** Null when there is no such process, or no such kernel. */
  static @Nullable ProcStat of(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      // The name before may hold anything, parentheses too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcStat(
          fields[STATE].charAt(0),
          Long.parseLong(fields[PARENT]),
          Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]),
          Long.parseLong(fields[START_TICKS]));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** How long ago this process was started, to about 20 ms; 0 where the kernel does not say. */
  static double ownAgeMs() {
    try {
      ProcStat own = of("self");
      double upSeconds =
          Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
      return own == null ? 0 : Math.max(0, upSeconds * MS_PER_SECOND - own.startTicks() * MS_PER_TICK);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  boolean stopped() {
    return state == 'T' || state == 't';
  }
}
