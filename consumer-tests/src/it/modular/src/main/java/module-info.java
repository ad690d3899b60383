module consumer {
  requires dev.intarsia.host;
  requires dev.intarsia.js;
}
