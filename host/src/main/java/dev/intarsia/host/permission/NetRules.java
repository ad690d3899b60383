package dev.intarsia.host.permission;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Hosts that may be connected to, and a deny list that overrules them. Every spelling of an address is that address. A
 * denied address is denied under every name that leads to it, and a denied address of this machine denies all of its
 * addresses. A denied name denies that name alone, as unrelated hosts share addresses.
 */
final class NetRules {
  private static final int ANY_PORT = -1;

  private final NameRules names;
  private final boolean all;
  private final List<Endpoint> allowed;
  private final List<Endpoint> denied;

  NetRules(boolean all, Set<String> allowed, Set<String> denied) {
    this.names = new NameRules(all, allowed, denied);
    this.all = all;
    this.allowed = allowed.stream().map(Endpoint::parse).toList();
    this.denied = denied.stream().map(Endpoint::parse).toList();
  }

  Permissions.Rules rules() {
    return names.rules();
  }

  /** A name is looked up only where it is allowed and something is denied: looking up already tells its owner something. */
  boolean allows(String host, int port) {
    Endpoint asked = new Endpoint(canonical(host), port);
    if (!all && allowed.stream().noneMatch(rule -> rule.names(asked))) {
      return false;
    }
    if (denied.isEmpty()) {
      return true;
    }
    List<InetAddress> addresses = addresses(asked.host);
    return denied.stream().noneMatch(rule -> rule.names(asked) || rule.reaches(addresses, port));
  }

  /**
   * One rule or one target.
   *
   * @param port {@link #ANY_PORT} in a rule for all
   */
  private record Endpoint(String host, int port) {
    /** {@code host}, {@code host:port}, {@code [IPv6]:port}, or a bare IPv6 address. */
    static Endpoint parse(String rule) {
      int colon = rule.lastIndexOf(':');
      boolean hasPort = colon > 0 && (rule.charAt(colon - 1) == ']' || rule.indexOf(':') == colon);
      String port = hasPort ? rule.substring(colon + 1) : "";
      return port.matches("\\d{1,5}")
          ? new Endpoint(canonical(rule.substring(0, colon)), Integer.parseInt(port))
          : new Endpoint(canonical(rule), ANY_PORT);
    }

    boolean names(Endpoint asked) {
      return host.equals(asked.host) && includes(asked.port);
    }

    boolean reaches(List<InetAddress> addresses, int askedPort) {
      if (!includes(askedPort)) {
        return false;
      }
      if ("localhost".equals(host)) {
        return addresses.stream().anyMatch(NetRules::isThisMachine);
      }
      try {
        InetAddress own = InetAddress.ofLiteral(host);
        return addresses.contains(own)
            || (isThisMachine(own) && addresses.stream().anyMatch(NetRules::isThisMachine));
      } catch (IllegalArgumentException name) {
        return false;
      }
    }

    private boolean includes(int asked) {
      return port == ANY_PORT || port == asked;
    }
  }

  /** Lower case, without brackets and the last dot; an address in the one spelling that the JDK gives it. */
  private static String canonical(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    try {
      return InetAddress.ofLiteral(name).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      return name;
    }
  }

  private static List<InetAddress> addresses(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException nobody) {
      return List.of();
    }
  }

  private static boolean isThisMachine(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }
}
