/** Pools for JUnit tests, from an annotation. */
module dev.intarsia.junit {
  requires transitive dev.intarsia.js;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.intarsia.junit;
}
