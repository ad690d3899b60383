package dev.intarsia.host.permission;

import java.util.Set;

/** An allow list of names and a deny list that overrules it. */
final class NameRules {
  private final boolean all;
  private final Set<String> allowed;
  private final Set<String> denied;

  NameRules(boolean all, Set<String> allowed, Set<String> denied) {
    this.all = all;
    this.allowed = Set.copyOf(allowed);
    this.denied = Set.copyOf(denied);
  }

  Permissions.Rules rules() {
    return new Permissions.Rules(
        all, allowed.stream().sorted().toList(), denied.stream().sorted().toList());
  }

  /**
   * @param exact a second, narrower name of the same thing, such as {@code host:port}
   */
  boolean allows(String name, String exact) {
    if (denied.contains(name) || denied.contains(exact)) {
      return false;
    }
    return all || allowed.contains(name) || allowed.contains(exact);
  }
}
