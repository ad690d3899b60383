package dev.intarsia.conformance.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds packages that depend on each other, directly or through others. */
final class PackageCircles {
  private final Map<String, Map<String, String>> uses = new TreeMap<>();

  PackageCircles(JavaClasses classes, String root) {
    for (JavaClass type : classes) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String from = type.getPackageName();
        String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!from.equals(to) && to.startsWith(root)) {
          uses.computeIfAbsent(from, _ -> new TreeMap<>()).putIfAbsent(to, dependency.getDescription());
        }
      }
    }
  }

  /** One line for each dependency that is part of a circle: who, whom, and one place in the code. */
  List<String> edges() {
    List<String> found = new ArrayList<>();
    uses.forEach((from, targets) -> targets.forEach((to, where) -> {
      if (reachableFrom(to).contains(from)) {
        found.add(from + " -> " + to + ": " + where);
      }
    }));
    return found;
  }

  /** The circles: packages of which each depends on all others of its set. */
  Set<Set<String>> circles() {
    Set<Set<String>> found = new HashSet<>();
    for (String start : uses.keySet()) {
      Set<String> circle = new TreeSet<>();
      for (String other : reachableFrom(start)) {
        if (!other.equals(start) && reachableFrom(other).contains(start)) {
          circle.add(other);
        }
      }
      if (!circle.isEmpty()) {
        circle.add(start);
        found.add(circle);
      }
    }
    return found;
  }

  private Set<String> reachableFrom(String start) {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String at = open.remove();
      if (seen.add(at)) {
        open.addAll(uses.getOrDefault(at, Map.of()).keySet());
      }
    }
    return seen;
  }
}
