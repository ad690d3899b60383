package dev.intarsia.benchmarks.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/** Pekko's own request and answer, with its default settings: bytes over Artery TCP. */
final class BarePekko {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private BarePekko() {}

  static ActorSystem system() {
    Config config = ConfigFactory.parseMap(Map.of(
            "pekko.actor.provider", "remote",
            "pekko.loglevel", "ERROR",
            "pekko.daemonic", "on",
            "pekko.remote.artery.transport", "tcp",
            "pekko.remote.artery.canonical.hostname", "127.0.0.1",
            "pekko.remote.artery.canonical.port", 0))
        .withFallback(ConfigFactory.defaultReference(BarePekko.class.getClassLoader()))
        .resolve();
    return ActorSystem.create("bare", config, BarePekko.class.getClassLoader());
  }

  static void echo(ActorSystem system) {
    ActorRef _ = system.actorOf(Props.create(Echo.class, Echo::new), "echo");
  }

  static String address(ActorSystem system) {
    return ((ExtendedActorSystem) system).provider().getDefaultAddress().toString();
  }

  static ActorRef find(ActorSystem system, String address) {
    return ((ExtendedActorSystem) system).provider().resolveActorRef(address + "/user/echo");
  }

  static CompletionStage<Object> ask(ActorRef echo, byte[] bytes) {
    return Patterns.ask(echo, bytes, LIMIT);
  }

  /** Answers with what it gets. */
  static final class Echo extends AbstractActor {
    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(byte[].class, bytes -> getSender().tell(bytes, getSelf()))
          .build();
    }
  }
}
