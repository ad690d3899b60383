package dev.intarsia.js.net;

import dev.intarsia.host.permission.Permissions;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Decides what a realm may look up, connect to and listen on. A socket is opened by address, and a rule may name a host:
 * an address is allowed under the names that this realm has looked it up by, and is never allowed where it is denied.
 */
final class NetGuard {
  private static final int MOST_ADDRESSES = 1000;

  private final Permissions permissions;
  /** For each level of permissions what it denies, with all else allowed. */
  private final List<Permissions> denials = new ArrayList<>();

  private final Map<InetAddress, Set<String>> names = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetAddress, Set<String>> eldest) {
      return size() > MOST_ADDRESSES;
    }
  };

  NetGuard(Permissions permissions) {
    this.permissions = permissions;
    for (Permissions level = permissions; level != null; level = level.limit()) {
      Set<String> denied = Set.copyOf(level.rules(Permissions.Area.NET).denied());
      denials.add(Permissions.builder(level.cwd()).netAll().denyNet(denied).build());
    }
  }

  /** Whether some port of this host may be connected to. */
  boolean mayLookUp(String host) {
    for (Permissions level = permissions; level != null; level = level.limit()) {
      Permissions.Rules rules = level.rules(Permissions.Area.NET);
      if (!rules.all() && rules.allowed().stream().noneMatch(rule -> host(rule).equals(host(host)))) {
        return false;
      }
    }
    return true;
  }

  /** A rule without its port, and without the brackets of an IPv6 address. */
  private static String host(String rule) {
    String host = rule.toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    if (colon > 0 && (host.charAt(colon - 1) == ']' || host.indexOf(':') == colon)) {
      host = host.substring(0, colon);
    }
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  void lookedUp(String host, List<InetAddress> addresses) {
    addresses.forEach(
        address -> names.computeIfAbsent(address, key -> new LinkedHashSet<>()).add(host));
  }

  boolean mayConnect(InetAddress address, int port) {
    String text = address.getHostAddress();
    if (permissions.mayConnect(text, port)) {
      return true;
    }
    return names.getOrDefault(address, Set.of()).stream().anyMatch(name -> permissions.mayConnect(name, port))
        && denials.stream().allMatch(level -> level.mayConnect(text, port));
  }

  /** All addresses of the machine have two names, one of each family. */
  boolean mayListen(InetAddress address, int port) {
    return mayConnect(address, port)
        || (address.isAnyLocalAddress()
            && (permissions.mayConnect("0.0.0.0", port) || permissions.mayConnect("::", port)));
  }

  boolean mayUse(UnixDomainSocketAddress address) {
    return permissions.mayRead(address.getPath()) && permissions.mayWrite(address.getPath());
  }
}
