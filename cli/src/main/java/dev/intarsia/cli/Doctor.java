package dev.intarsia.cli;

import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.bridge.wake.Futex;
import dev.intarsia.js.JsEngine;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Examines the machine. Each check tries the thing itself, not a sign of it. */
final class Doctor {
  private static final long PROBE_TIMEOUT_MS = 5_000;
  private static final long PROBE_LIMIT_NS = 1_000_000_000L;
  private static final long PROBE_BYTES = 4_096;
  private static final int PROBE_WORD = 0x1A7A251A;
  private static final String MEMORY_MEND = "check that /dev/shm is mounted and not full, or use Linux";

  private final Map<String, String> environment;

  Doctor(Map<String, String> environment) {
    this.environment = environment;
  }

  List<Check> examine() {
    List<Check> checks = new ArrayList<>();
    checks.add(jdk());
    checks.add(jit());
    checks.add(nativeAccess());
    checks.add(sharedMapping());
    checks.add(futex());
    checks.addAll(runtimes());
    return checks;
  }

  private static Check jdk() {
    String found =
        System.getProperty("java.vm.vendor") + " " + Runtime.version() + " at " + System.getProperty("java.home");
    return Runtime.version().feature() >= 25
        ? Check.ok("jdk", found)
        : Check.missing("jdk", found, "install a JDK 25 and set INTARSIA_JAVA_HOME to its folder");
  }

  private static Check jit() {
    String found = JsEngine.implementationName();
    return JsEngine.jit()
        ? Check.ok("js", found + " (JS is compiled)")
        : Check.optional(
            "js",
            found + " (JS is interpreted, about 15 times slower when warm)",
            "start through ./intarsia, or pass the flags in docs/jit.md to java");
  }

  private static Check nativeAccess() {
    return Doctor.class.getModule().isNativeAccessEnabled()
        ? Check.ok("native access", "enabled")
        : Check.optional("native access", "works with a warning", "pass --enable-native-access=ALL-UNNAMED to java");
  }

  /** Maps one memory twice and reads through one mapping what was written through the other. */
  private static Check sharedMapping() {
    try (SharedMemory memory = SharedMemory.anonymous(PROBE_BYTES);
        SharedMemory again = SharedMemory.inherit(memory.fd(), PROBE_BYTES)) {
      memory.segment().set(ValueLayout.JAVA_INT, 0, PROBE_WORD);
      int read = again.segment().get(ValueLayout.JAVA_INT, 0);
      return read == PROBE_WORD
          ? Check.ok("shared mapping", "written through one mapping, read through another")
          : Check.missing("shared mapping", "the second mapping shows other memory", MEMORY_MEND);
    } catch (RuntimeException e) {
      return Check.missing("shared mapping", String.valueOf(e.getMessage()), MEMORY_MEND);
    }
  }

  /** Wakes a thread that waits on a word in shared memory. */
  private static Check futex() {
    if (!Futex.available()) {
      return Check.optional("futex", "not on this system", "process workers poll instead; use Linux for the fast path");
    }
    try (SharedMemory memory = SharedMemory.anonymous(PROBE_BYTES)) {
      MemorySegment word = memory.segment().asSlice(0, Integer.BYTES);
      Thread waiter = Thread.ofPlatform().daemon().start(() -> Futex.await(word, 0, PROBE_LIMIT_NS));
      long deadline = System.nanoTime() + PROBE_LIMIT_NS;
      while (Futex.wake(word, 1) == 0) {
        if (System.nanoTime() > deadline) {
          return Check.missing("futex", "a waiting thread was not woken", "check the seccomp profile");
        }
        Thread.onSpinWait();
      }
      waiter.join();
      return Check.ok("futex", "woke a waiting thread");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Check.missing("futex", "interrupted", "run doctor again");
    }
  }

  private List<Check> runtimes() {
    List<Check> checks = new ArrayList<>();
    for (String name : List.of("node", "deno", "bun")) {
      checks.add(runtime(name));
    }
    return checks;
  }

  private Check runtime(String name) {
    String variable = name.toUpperCase(Locale.ROOT) + "_BINARY";
    String set = environment.get(variable);
    Path binary = set != null ? Path.of(set) : onPath(name);
    String mend = "install " + name + " or set " + variable + ", for process workers of that kind";
    if (binary == null) {
      return Check.optional(name, "not found on PATH", mend);
    }
    try {
      return Check.ok(name, version(binary) + " at " + binary);
    } catch (IOException | InterruptedException e) {
      return Check.optional(name, binary + " does not answer --version: " + e.getMessage(), mend);
    }
  }

  private @Nullable Path onPath(String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static String version(Path binary) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(binary.toString(), "--version")
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
    try {
      if (!process.waitFor(PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
        throw new IOException("no answer within " + PROBE_TIMEOUT_MS + " ms");
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return output.lines().findFirst().orElse("no version");
    } finally {
      process.destroyForcibly();
    }
  }
}
