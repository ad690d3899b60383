package dev.intarsia.host.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A worker came or went. */
@Name("dev.intarsia.Worker")
@Label("Pool Worker")
@Category("Intarsia")
@StackTrace(false)
final class WorkerEvent extends Event {
  @Label("Worker")
  String worker = "";

  /** {@code started}, {@code lost} or {@code recycled}. */
  @Label("Change")
  String change = "";

  @Label("Cause")
  @Nullable String cause;
}
