package dev.intarsia.js.thread;

import java.util.List;

/**
 * A value on its way between two realms.
 *
 * @param text its structure, as thread/clone.js writes it
 * @param buffers the bytes of its buffers, by position
 * @param ports the ports that go with it, by position
 */
record Message(String text, List<byte[]> buffers, List<PortEnd> ports) {
  Message {
    buffers = List.copyOf(buffers);
    ports = List.copyOf(ports);
  }
}
