package dev.intarsia.js.process;

import dev.intarsia.bridge.spawn.ChildProcess;
import dev.intarsia.bridge.spawn.Signals;
import dev.intarsia.js.net.Sockets;
import dev.intarsia.js.net.SystemErrors;
import dev.intarsia.js.process.ChildRequest.Kind;
import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;

/** The processes that one realm has started and that run. All methods belong to the realm's thread. */
final class Children implements AutoCloseable {
  private static final int KILL = 9;
  private static final int ESRCH = -3;
  private static final int NO_SOCKET = 0;

  private final JsRealm realm;
  private final ChildStart start;
  private final Map<Integer, Child> running = new HashMap<>();
  private final List<OutputCopy> copies = new ArrayList<>();

  Children(JsRealm realm) {
    this.realm = realm;
    this.start = new ChildStart(realm);
  }

  private static final class Child {
    final ChildProcess process;
    boolean referenced = true;

    Child(ChildProcess process) {
      this.process = process;
    }
  }

  ChildStart start() {
    return start;
  }

  /**
   * Starts a process.
   *
   * @param exited gets its exit code and the number of the signal that ended it, 0 for none
   * @param take gets its number and then, for each descriptor, the number of its socket, 0 for none
   * @return 0 or a negative error number
   */
  int spawn(ChildRequest request, Value exited, Value take) {
    ChildStart.Started started = start.start(request);
    if (started.pid() < 0) {
      return started.pid();
    }
    List<Object> numbers = new ArrayList<>(List.of(started.pid()));
    try {
      for (int i = 0; i < request.stdio().size(); i++) {
        SocketChannel end = started.ends().get(i);
        boolean pipe = request.stdio().get(i).kind() == Kind.PIPE;
        numbers.add(end != null && pipe ? Sockets.of(realm).adopt(end) : NO_SOCKET);
        if (end != null && !pipe) {
          copies.add(OutputCopy.start(realm, end, request.stdio().get(i).inherited()));
        }
      }
    } catch (IOException failed) {
      return SystemErrors.number(failed);
    }
    realm.loop().retain();
    running.put(
        started.pid(),
        new Child(ChildProcess.watch(
            started.pid(), exit -> realm.loop().post(() -> ended(started.pid(), exit, exited)))));
    take.executeVoid(numbers.toArray());
    return 0;
  }

  private void ended(int pid, ChildProcess.Exit exit, Value exited) {
    Child child = running.remove(pid);
    if (child != null && child.referenced) {
      realm.loop().release();
    }
    copies.removeIf(OutputCopy::done);
    exited.executeVoid(exit.code(), exit.signal());
  }

  int kill(int pid, int signal) {
    Child child = running.get(pid);
    return child == null ? ESRCH : child.process.kill(signal);
  }

  /** Signals any process, as {@code process.kill} does. */
  int signal(int pid, int signal) {
    Child child = running.get(pid);
    if (child != null) {
      return child.process.kill(signal);
    }
    ProgramRole program = realm.program();
    if (program == null || pid != ProcessHandle.current().pid()) {
      start.guard().checkSignals(pid);
    }
    return Signals.send(pid, signal);
  }

  void reference(int pid, boolean on) {
    Child child = running.get(pid);
    if (child != null && child.referenced != on) {
      child.referenced = on;
      if (on) {
        realm.loop().retain();
      } else {
        realm.loop().release();
      }
    }
  }

  /** A worker leaves no process behind; what a program has started may outlive it, as with Node. */
  @Override
  public void close() {
    if (realm.program() == null) {
      running.values().forEach(child -> child.process.kill(KILL));
    }
    running.clear();
    copies.forEach(OutputCopy::close);
  }
}
