package dev.intarsia.cluster.pekko;

import java.lang.System.Logger.Level;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.event.Logging;

/**
 * Hands what Pekko logs to the system's logger. Its warnings are about connections that come and go: {@link FrameActor} says in one
 * line what that means, and they are for who looks for more. Pekko makes it, by its name.
 */
final class SystemLog extends AbstractActor {
  private static final System.Logger LOG = System.getLogger("dev.intarsia.cluster.pekko");

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Logging.InitializeLogger.class, _ -> getSender().tell(Logging.loggerInitialized(), getSelf()))
        .match(Logging.Error.class, event -> LOG.log(Level.ERROR, text(event), event.cause()))
        .match(Logging.LogEvent.class, event -> LOG.log(Level.DEBUG, text(event)))
        .build();
  }

  private static String text(Logging.LogEvent event) {
    return event.logSource() + ": " + event.message();
  }
}
