/** GraalJS contexts that run JS and TS task modules. */
module dev.intarsia.js {
  requires transitive dev.intarsia.bridge;
  requires static transitive org.jspecify;
  requires com.aayushatharva.brotli4j;
  requires java.management;
  requires java.net.http;
  requires org.graalvm.polyglot;
  requires org.graalvm.truffle;
  requires tools.jackson.core;

  exports dev.intarsia.js;
  exports dev.intarsia.js.program;

  provides com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider with
      dev.intarsia.js.realm.RunawayStopProvider;
}
