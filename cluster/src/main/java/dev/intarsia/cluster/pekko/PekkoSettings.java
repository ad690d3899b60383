package dev.intarsia.cluster.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of a transport as Pekko's configuration. No file of the application has a say in it. */
final class PekkoSettings {
  /** Members of this role decide which side of a partition goes on. */
  static final String SERVING_ROLE = "serves";

  /** Handles frames on the thread that reads them. */
  static final String FRAME_DISPATCHER = "intarsia.frames";

  private static final String SELECTOR_DISPATCHER = "intarsia.selectors";

  /** What Pekko itself has its streams between nodes run on. */
  private static final String NETWORK_DISPATCHER = "pekko.remote.default-remote-dispatcher";

  private static final int MOST_NETWORK_THREADS = 8;

  private PekkoSettings() {}

  static Config of(PekkoTransport.Builder options) {
    Map<String, Object> map = new HashMap<>();
    map.put("pekko.actor.provider", "cluster");
    map.put("pekko.actor.allow-java-serialization", "off");
    map.put("pekko.daemonic", "on");
    map.put("pekko.loggers", List.of(SystemLog.class.getName()));
    map.put("pekko.loglevel", "WARNING");
    map.put("pekko.stdout-loglevel", "OFF");
    map.put("pekko.log-dead-letters", "off");
    // The end of the JVM closes nothing by itself: a program that drains in its own shutdown hook still needs the
    // connections.
    map.put("pekko.jvm-shutdown-hooks", "off");
    map.put("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
    map.put("pekko.coordinated-shutdown.exit-jvm", "off");
    // A peer may not have this process make actors of classes that the peer names.
    map.put("pekko.remote.deployment.enable-allow-list", "on");
    map.put("pekko.remote.deployment.allowed-actor-classes", List.of());
    threads(map);
    cluster(map, options);
    artery(map, options);
    return ConfigFactory.parseMap(map)
        .withFallback(ConfigFactory.defaultReference(PekkoSettings.class.getClassLoader()))
        .resolve();
  }

  /** A call should wake few threads: each wake-up costs more than all that is done with a frame. */
  private static void threads(Map<String, Object> map) {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_NETWORK_THREADS);
    map.put(FRAME_DISPATCHER + ".type", "Dispatcher");
    map.put(FRAME_DISPATCHER + ".executor", CallerRuns.class.getName());
    map.put(NETWORK_DISPATCHER + ".executor", NetworkThreads.class.getName());
    map.put(NETWORK_DISPATCHER + ".threads", threads);
    map.put(SELECTOR_DISPATCHER + ".type", "Dispatcher");
    map.put(SELECTOR_DISPATCHER + ".executor", NetworkThreads.Selecting.class.getName());
    map.put("pekko.io.tcp.selector-dispatcher", SELECTOR_DISPATCHER);
    map.put("pekko.io.tcp.nr-of-selectors", threads);
    map.put("pekko.io.tcp.worker-dispatcher", NETWORK_DISPATCHER);
    map.put("pekko.remote.artery.advanced.inbound-lanes", 1);
  }

  private static void cluster(Map<String, Object> map, PekkoTransport.Builder options) {
    map.put("pekko.cluster.jmx.enabled", "off");
    map.put("pekko.cluster.roles", options.callsOnly ? List.of() : List.of(SERVING_ROLE));
    map.put("pekko.cluster.failure-detector.acceptable-heartbeat-pause", "4s");
    map.put("pekko.cluster.downing-provider-class", "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider");
    map.put("pekko.cluster.split-brain-resolver.active-strategy", "keep-majority");
    map.put("pekko.cluster.split-brain-resolver.keep-majority.role", SERVING_ROLE);
    map.put("pekko.cluster.split-brain-resolver.stable-after", ms(options.stableAfter));
  }

  private static String ms(Duration duration) {
    return duration.toMillis() + "ms";
  }

  private static void artery(Map<String, Object> map, PekkoTransport.Builder options) {
    String artery = "pekko.remote.artery.";
    map.put(artery + "canonical.hostname", options.host);
    map.put(artery + "canonical.port", options.port);
    if (!options.bindHost.isEmpty()) {
      map.put(artery + "bind.hostname", options.bindHost);
      map.put(artery + "bind.port", options.bindPort);
    }
    if (!options.outgoingHost.isEmpty()) {
      map.put(artery + "advanced.tcp.outbound-client-hostname", options.outgoingHost);
    }
    PemFiles pem = options.pem;
    if (pem == null) {
      checkPlaintext(options);
      map.put(artery + "transport", "tcp");
      return;
    }
    map.put(artery + "transport", "tls-tcp");
    map.put(artery + "ssl.ssl-engine-provider", "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider");
    map.put(artery + "ssl.rotating-keys-engine.cert-file", pem.certificate().toString());
    map.put(artery + "ssl.rotating-keys-engine.key-file", pem.key().toString());
    map.put(artery + "ssl.rotating-keys-engine.ca-cert-file", pem.authority().toString());
  }

  private static void checkPlaintext(PekkoTransport.Builder options) {
    for (String host : List.of(options.host, options.bindHost.isEmpty() ? options.host : options.bindHost)) {
      if (!options.insecure && !isLoopback(host)) {
        throw new IllegalStateException("Nothing would protect what goes over " + host
            + ": give the node certificates with tls(), or say insecure() where the" + " network itself is protected");
      }
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("The host name " + host + " is unknown", e);
    }
  }
}
