package dev.intarsia.cluster;

import dev.intarsia.cluster.frame.CarriedPayload;
import dev.intarsia.cluster.frame.Frame;
import dev.intarsia.host.JsError;
import dev.intarsia.host.WorkerLostException;
import dev.intarsia.host.WorkerLostException.Outcome;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a lane tells its pool that a worker was lost on the other node: as an error whose name only this process knows, so that
 * no task can throw one.
 */
final class RemoteLoss {
  private static final int NAME_BYTES = 16;

  private final String unknown = name();
  private final String notStarted = name();

  private static String name() {
    byte[] bytes = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What the lane rejects the call with. */
  CarriedPayload told(Frame.Ending ending, String message) {
    return CarriedPayload.error(ending == Frame.Ending.NOT_STARTED ? notStarted : unknown, message);
  }

  /** What the pool makes of it; null for an error that a task threw. */
  @Nullable WorkerLostException of(Throwable thrown) {
    if (!(thrown instanceof JsError error)) {
      return null;
    }
    String message = "On another node: " + error.getMessage();
    return error.name().equals(unknown)
        ? new WorkerLostException(message, null, Outcome.UNKNOWN)
        : error.name().equals(notStarted) ? new WorkerLostException(message, null, Outcome.NOT_STARTED) : null;
  }
}
