/** Pools whose calls run on other machines. */
@SuppressWarnings("requires-automatic") // Pekko and Scala have no module descriptors
module dev.intarsia.cluster {
  requires transitive dev.intarsia.host;
  requires static transitive org.jspecify;
  requires pekko.actor;
  requires pekko.cluster;
  requires pekko.remote;
  requires scala.library;
  requires typesafe.config;

  exports dev.intarsia.cluster;
  exports dev.intarsia.cluster.pekko;
  exports dev.intarsia.cluster.transport;

  // Pekko makes its logger by the name of the class.
  opens dev.intarsia.cluster.pekko to
      pekko.actor;
}
