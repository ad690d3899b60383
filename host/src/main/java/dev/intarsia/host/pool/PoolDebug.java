package dev.intarsia.host.pool;

import dev.intarsia.host.PoolListener;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics on stderr by namespace: {@code host}, {@code imports}, {@code lifecycle}, {@code signals},
 * {@code globals}, or {@code *} for all.
 */
public final class PoolDebug implements PoolListener {
  private static final double NS_PER_MS = 1e6;

  private final Set<String> namespaces;
  private final long startNs = System.nanoTime();

  /** Diagnostics of one pool. */
  public PoolDebug(Set<String> namespaces) {
    this.namespaces = namespaces;
  }

  /** The namespaces asked for, with those that {@code INTARSIA_DEBUG} and {@code KNITTING_DEBUG} name. */
  public static Set<String> resolve(Set<String> asked) {
    Set<String> all = new HashSet<>(asked);
    add(all, System.getenv("INTARSIA_DEBUG"));
    add(all, System.getenv("KNITTING_DEBUG"));
    return Set.copyOf(all);
  }

  private static void add(Set<String> to, @Nullable String list) {
    if (list == null) {
      return;
    }
    for (String part : list.split(",")) {
      if (!part.isBlank()) {
        to.add(part.strip());
      }
    }
  }

  /** Whether a namespace is on. */
  public static boolean enabled(Set<String> namespaces, String namespace) {
    return !namespaces.isEmpty() && (namespaces.contains("*") || namespaces.contains(namespace));
  }

  @Override
  public void callEnded(String task, long durationNs, @Nullable Throwable failure) {
    log(
        "signals",
        () -> String.format(
            Locale.ROOT,
            "%s %s after %.3fms",
            task,
            failure == null ? "result" : failure.getClass().getSimpleName(),
            durationNs / NS_PER_MS));
  }

  @SuppressWarnings("SystemOut")
  void log(String namespace, Supplier<String> message) {
    if (enabled(namespaces, namespace)) {
      double elapsedMs = (System.nanoTime() - startNs) / NS_PER_MS;
      System.err.println(String.format(Locale.ROOT, "[host·java·+%.1fms] %s: %s", elapsedMs, namespace, message.get()));
    }
  }
}
