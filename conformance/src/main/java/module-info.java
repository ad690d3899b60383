/** Tests implementations of the protocol: byte vectors, live probes, fuzzers. */
module dev.intarsia.conformance {
  requires transitive dev.intarsia.host;
  requires static org.jspecify;
  requires transitive info.picocli;
  requires java.management;
  requires java.xml;
  requires jdk.management;
  requires transitive tools.jackson.databind;

  exports dev.intarsia.conformance.cli;
  exports dev.intarsia.conformance.fuzz;
  exports dev.intarsia.conformance.live;
  exports dev.intarsia.conformance.report;
  exports dev.intarsia.conformance.subject;
  exports dev.intarsia.conformance.vectors;

  opens dev.intarsia.conformance.cli to
      info.picocli;
}
