/** The wire format as data: layout descriptors, payload tags, limits and error codes. */
module dev.intarsia.protocol {
  requires static transitive org.jspecify;

  exports dev.intarsia.protocol.layout;
  exports dev.intarsia.protocol.payload;
  exports dev.intarsia.protocol.spec;
}
