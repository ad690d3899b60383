package dev.intarsia.cluster.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Machines of a network of their own: namespaces of this kernel, with virtual cables to one switch. Needs root and {@code ip}. */
final class Network implements AutoCloseable {
  private static final String NET = "10.213.0.";
  private static final String HUB = "hub";

  private final String name = "ia" + ProcessHandle.current().pid();
  private final List<String> spaces = new ArrayList<>();

  private Network() {}

  /**
   * Why this machine can't have such a network.
   *
   * @return null where it can
   */
  static @Nullable String hindrance() {
    try (Network network = new Network()) {
      network.open(1);
      return null;
    } catch (IOException e) {
      return "no network namespaces: " + e.getMessage();
    }
  }

  static Network of(int machines) throws IOException {
    Network network = new Network();
    try {
      network.open(machines);
    } catch (IOException e) {
      network.close();
      throw e;
    }
    return network;
  }

  private void open(int machines) throws IOException {
    String hub = space(0);
    add(hub);
    ip("-n", hub, "link", "add", "name", HUB, "type", "bridge");
    ip("-n", hub, "link", "set", HUB, "up");
    for (int machine = 1; machine <= machines; machine++) {
      String space = space(machine);
      add(space);
      ip("-n", hub, "link", "add", cable(machine), "type", "veth", "peer", "name", "eth0", "netns", space);
      ip("-n", hub, "link", "set", cable(machine), "master", HUB, "up");
      ip("-n", space, "addr", "add", address(machine) + "/24", "dev", "eth0");
      ip("-n", space, "link", "set", "eth0", "up");
      ip("-n", space, "link", "set", "lo", "up");
    }
  }

  private void add(String space) throws IOException {
    ip("netns", "add", space);
    spaces.add(space);
  }

  private String space(int machine) {
    return name + "-" + machine;
  }

  private static String cable(int machine) {
    return "cable" + machine;
  }

  /** The address of a machine; the first one is 1. */
  String address(int machine) {
    return NET + machine;
  }

  /** What runs a command there. */
  List<String> on(int machine) {
    return List.of("ip", "netns", "exec", space(machine));
  }

  /** Takes a machine off the network: what is sent to it or by it is lost, and no connection hears of it. */
  void unplug(int machine) throws IOException {
    ip("-n", space(0), "link", "set", cable(machine), "down");
  }

  void plug(int machine) throws IOException {
    ip("-n", space(0), "link", "set", cable(machine), "up");
  }

  private static void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
  }

  @Override
  public void close() {
    for (String space : spaces) {
      try {
        ip("netns", "del", space);
      } catch (IOException e) {
        System.err.println(e.getMessage());
      }
    }
  }
}
