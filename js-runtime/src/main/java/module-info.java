/** JS and TS task modules and programs, on GraalJS. */
module dev.intarsia.js {
  requires transitive dev.intarsia.host;
  requires static transitive org.jspecify;
  requires com.aayushatharva.brotli4j;
  requires java.management;
  requires java.net.http;
  requires org.graalvm.polyglot;
  requires org.graalvm.truffle;
  requires static org.bouncycastle.provider;
  requires tools.jackson.databind;

  exports dev.intarsia.js;

  provides dev.intarsia.host.process.ModuleRuntime with
      dev.intarsia.js.WorkerModules;
  provides com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider with
      dev.intarsia.js.realm.RunawayStopProvider;
}
