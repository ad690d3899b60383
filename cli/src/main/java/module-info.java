/** The command line. */
module dev.intarsia.cli {
  requires dev.intarsia.cluster;
  requires dev.intarsia.conformance;
  requires dev.intarsia.js;
  requires static org.jspecify;
  requires info.picocli;
  requires java.compiler;
  requires java.management;
  requires jdk.httpserver;
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires tools.jackson.databind;

  exports dev.intarsia.cli;

  uses dev.intarsia.cli.CommandProvider;

  opens dev.intarsia.cli to
      info.picocli;
  opens dev.intarsia.cli.option to
      info.picocli;
  opens dev.intarsia.cli.cluster to
      info.picocli;
  opens dev.intarsia.cli.types to
      info.picocli;
}
