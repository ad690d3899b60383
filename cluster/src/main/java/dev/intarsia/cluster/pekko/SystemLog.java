package dev.intarsia.cluster.pekko;

import java.lang.System.Logger.Level;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.event.Logging;

/** Hands what Pekko logs to the system's logger. Pekko makes it, by its name. */
final class SystemLog extends AbstractActor {
  private static final System.Logger LOG = System.getLogger("dev.intarsia.cluster.pekko");

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Logging.InitializeLogger.class, _ -> getSender().tell(Logging.loggerInitialized(), getSelf()))
        .match(Logging.Error.class, event -> LOG.log(Level.ERROR, text(event), event.cause()))
        .match(Logging.Warning.class, event -> LOG.log(Level.WARNING, text(event)))
        .match(Logging.LogEvent.class, event -> LOG.log(Level.DEBUG, text(event)))
        .build();
  }

  private static String text(Logging.LogEvent event) {
    return event.logSource() + ": " + event.message();
  }
}
