/** Pools of Java, JS and process workers, and the command line. */
module dev.intarsia.host {
  requires transitive dev.intarsia.bridge;
  requires static transitive org.jspecify;
  requires dev.intarsia.js;
  requires info.picocli;
  requires java.management;
  requires static jdk.jfr;
  requires me.tongfei.progressbar;
  requires static micrometer.core;
  requires HdrHistogram;
  requires tools.jackson.databind;

  exports dev.intarsia.host;
  exports dev.intarsia.host.jfr;
  exports dev.intarsia.host.logging;
  exports dev.intarsia.host.micrometer;
  exports dev.intarsia.host.process;
  exports dev.intarsia.host.cli;
  exports dev.intarsia.host.value;

  uses dev.intarsia.host.cli.CommandProvider;

  opens dev.intarsia.host.cli to
      info.picocli;
}
