package dev.intarsia.js.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses as text in the spelling that Node uses: RFC 5952 for IPv6. */
final class Addresses {
  private static final int GROUPS = 8;

  private Addresses() {}

  static String text(InetAddress address) {
    return address instanceof Inet6Address six ? text(six) : address.getHostAddress();
  }

  private static String text(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (length > 1 && i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return address.getScopeId() > 0 && address.isLinkLocalAddress()
        ? text + "%" + address.getScopeId()
        : text.toString();
  }

  /**
   * Address, port and family as the arguments of a call; nothing for no address.
   *
   * @param mapped whether IPv4 shows as IPv6, as it does at a socket of both
   */
  static List<Object> parts(@Nullable SocketAddress address, boolean mapped) {
    if (!(address instanceof InetSocketAddress internet)) {
      return List.of();
    }
    boolean six = internet.getAddress() instanceof Inet6Address;
    String text = text(internet.getAddress());
    return mapped && !six
        ? List.of("::ffff:" + text, internet.getPort(), "IPv6")
        : List.of(text, internet.getPort(), six ? "IPv6" : "IPv4");
  }
}
