/** Shared memory, mailboxes and the payload codec. */
module dev.intarsia.bridge {
  requires transitive dev.intarsia.protocol;
  requires static transitive org.jspecify;
  requires tools.jackson.databind;

  exports dev.intarsia.bridge.abort;
  exports dev.intarsia.bridge.boot;
  exports dev.intarsia.bridge.json;
  exports dev.intarsia.bridge.mailbox;
  exports dev.intarsia.bridge.memory;
  exports dev.intarsia.bridge.payload;
  exports dev.intarsia.bridge.region;
  exports dev.intarsia.bridge.signal;
  exports dev.intarsia.bridge.spawn;
  exports dev.intarsia.bridge.steal;
  exports dev.intarsia.bridge.wake;
  exports dev.intarsia.bridge.worker;
}
