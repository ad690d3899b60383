/** Pools of workers: Java tasks in threads, and processes of Node, Deno, Bun and other JVMs. */
@SuppressWarnings("requires-automatic") // HdrHistogram and Micrometer have no module descriptors
module dev.intarsia.host {
  requires transitive dev.intarsia.bridge;
  requires static transitive org.jspecify;
  requires java.management;
  requires static jdk.jfr;
  requires static com.google.errorprone.annotations;
  requires static micrometer.core;
  requires HdrHistogram;
  requires tools.jackson.databind;

  exports dev.intarsia.host;
  exports dev.intarsia.host.jfr;
  exports dev.intarsia.host.logging;
  exports dev.intarsia.host.micrometer;
  exports dev.intarsia.host.permission;
  exports dev.intarsia.host.process;
  exports dev.intarsia.host.value;
  exports dev.intarsia.host.worker;

  uses dev.intarsia.host.PoolProvider;
  uses dev.intarsia.host.process.ModuleRuntime;
  uses dev.intarsia.host.value.ValueAdapter;

  provides dev.intarsia.host.PoolProvider with
      dev.intarsia.host.pool.CorePoolProvider;
}
