package dev.intarsia.bridge.spawn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts processes as {@code posix_spawn} does, on Linux. The JDK's own {@link ProcessBuilder} gives a child three streams and
 * hides which signal ended it.
 */
public final class Spawner {
  /** Larger than the structures of every C library on Linux. */
  private static final int STRUCTURE_BYTES = 512;

  private static final int SIGNAL_SET_BYTES = 128;
  private static final short SET_DEFAULT_SIGNALS = 4;
  private static final short SET_SIGNAL_MASK = 8;
  private static final short NEW_SESSION = 0x80;
  private static final int OPEN_READ_WRITE = 2;
  private static final int CLOSE_ON_EXEC = 1030; // F_DUPFD_CLOEXEC
  private static final int ENOEXEC = 8;
  private static final int EINVAL = 22;
  private static final int LAST_SIGNAL = 31;

  private Spawner() {}

  public static boolean available() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
        && SystemCalls.has("posix_spawn");
  }

  /**
   * Starts a process. It has the descriptors of the plan and no others.
   *
   * @return its number, or a negative error number
   */
  public static int spawn(SpawnPlan plan) {
    if (plan.hasZeroCharacter()) {
      return -EINVAL;
    }
    int pid = spawn(plan, plan.file(), plan.arguments());
    if (pid == -ENOEXEC) { // A script without its first line is one of the shell's, as execvp has it.
      List<String> arguments = new ArrayList<>(List.of("/bin/sh", plan.file()));
      arguments.addAll(plan.arguments()
          .subList(Math.min(1, plan.arguments().size()), plan.arguments().size()));
      pid = spawn(plan, "/bin/sh", arguments);
    }
    return pid;
  }

  private static int spawn(SpawnPlan plan, String file, List<String> arguments) {
    List<Integer> copies = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      MemorySegment attributes = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      SystemCalls.failure("posix_spawn_file_actions_init", actions.address());
      SystemCalls.failure("posix_spawnattr_init", attributes.address());
      try {
        int failure = descriptors(arena, actions, plan.descriptors(), copies);
        if (failure < 0) {
          return failure;
        }
        if (plan.directory() != null) {
          SystemCalls.failure(
              "posix_spawn_file_actions_addchdir_np",
              actions.address(),
              arena.allocateFrom(plan.directory()).address());
        }
        attributes(arena, attributes, plan.newSession());
        MemorySegment pid = arena.allocate(JAVA_INT);
        int result = SystemCalls.failure(
            "posix_spawn",
            pid.address(),
            arena.allocateFrom(file).address(),
            actions.address(),
            attributes.address(),
            strings(arena, arguments),
            strings(arena, plan.environment()));
        return result < 0 ? result : pid.get(JAVA_INT, 0);
      } finally {
        SystemCalls.failure("posix_spawn_file_actions_destroy", actions.address());
        SystemCalls.failure("posix_spawnattr_destroy", attributes.address());
      }
    } finally {
      copies.forEach(Spawner::close);
    }
  }

  /** Each is first copied above all places that they are to take, so that none takes another's before its turn. */
  private static int descriptors(Arena arena, MemorySegment actions, List<Integer> wanted, List<Integer> copies) {
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) == SpawnPlan.NULL_DEVICE) {
        SystemCalls.failure(
            "posix_spawn_file_actions_addopen",
            actions.address(),
            i,
            arena.allocateFrom("/dev/null").address(),
            OPEN_READ_WRITE,
            0);
        continue;
      }
      int copy = SystemCalls.call("fcntl", wanted.get(i), CLOSE_ON_EXEC, wanted.size());
      if (copy < 0) {
        return copy;
      }
      copies.add(copy);
      SystemCalls.failure("posix_spawn_file_actions_adddup2", actions.address(), copy, i);
    }
    if (SystemCalls.has("posix_spawn_file_actions_addclosefrom_np")) {
      SystemCalls.failure("posix_spawn_file_actions_addclosefrom_np", actions.address(), wanted.size());
    } else {
      closeOthers(actions, wanted.size());
    }
    return 0;
  }

  private static void closeOthers(MemorySegment actions, int first) {
    String[] open = new File("/proc/self/fd").list();
    for (String name : open == null ? new String[0] : open) {
      if (Integer.parseInt(name) >= first) {
        SystemCalls.failure("posix_spawn_file_actions_addclose", actions.address(), Integer.parseInt(name));
      }
    }
  }

  /** The JVM's own way with signals is not the child's. */
  private static void attributes(Arena arena, MemorySegment attributes, boolean newSession) {
    MemorySegment none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    MemorySegment all = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
    SystemCalls.call("sigemptyset", none.address());
    SystemCalls.call("sigemptyset", all.address());
    for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
      SystemCalls.call("sigaddset", all.address(), signal);
    }
    SystemCalls.failure("posix_spawnattr_setsigmask", attributes.address(), none.address());
    SystemCalls.failure("posix_spawnattr_setsigdefault", attributes.address(), all.address());
    short flags = (short) (SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK | (newSession ? NEW_SESSION : 0));
    SystemCalls.failure("posix_spawnattr_setflags", attributes.address(), flags);
  }

  private static long strings(Arena arena, List<String> texts) {
    MemorySegment list = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      list.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return list.address();
  }

  /** Closes a descriptor of this process. */
  static void close(int descriptor) {
    int ignored = SystemCalls.call("close", descriptor);
  }
}
