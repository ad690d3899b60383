package dev.intarsia.host.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A call has ended. */
@Name("dev.intarsia.Call")
@Label("Pool Call")
@Category("Intarsia")
@StackTrace(false)
final class CallEvent extends Event {
  @Label("Task")
  String task = "";

  @Label("Call Duration")
  @Timespan(Timespan.NANOSECONDS)
  long durationNs;

  /** The class of what it failed with; null after a result. */
  @Label("Failure")
  @Nullable String failure;
}
