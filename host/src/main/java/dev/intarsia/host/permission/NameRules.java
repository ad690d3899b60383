package dev.intarsia.host.permission;

import java.util.Set;

/** An allow list of names and a deny list that overrules it. */
final class NameRules {
  /**
   * Packages such as React choose by it between a build for development and one that is many times faster. It tells nothing of
   * the machine or its user.
   */
  private static final Set<String> HARMLESS_VARIABLES = Set.of("NODE_ENV");

  private final boolean all;
  private final Set<String> always;
  private final Set<String> allowed;
  private final Set<String> denied;

  NameRules(boolean all, Set<String> allowed, Set<String> denied) {
    this(all, Set.of(), allowed, denied);
  }

  /** Rules for variables of the environment, some of which are allowed wherever they are not denied. */
  static NameRules ofVariables(boolean all, Set<String> allowed, Set<String> denied) {
    return new NameRules(all, HARMLESS_VARIABLES, allowed, denied);
  }

  private NameRules(boolean all, Set<String> always, Set<String> allowed, Set<String> denied) {
    this.all = all;
    this.always = always;
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
    return all || always.contains(name) || allowed.contains(name) || allowed.contains(exact);
  }
}
