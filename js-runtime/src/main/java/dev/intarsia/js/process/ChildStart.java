package dev.intarsia.js.process;

import dev.intarsia.bridge.spawn.SocketPairs;
import dev.intarsia.bridge.spawn.SpawnPlan;
import dev.intarsia.bridge.spawn.Spawner;
import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.js.net.SystemErrors;
import dev.intarsia.js.process.ChildRequest.Kind;
import dev.intarsia.js.process.ChildRequest.Stdio;
import dev.intarsia.js.realm.JsRealm;
import dev.intarsia.js.realm.ProgramRole;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the process that a script asks for, where its permissions allow it. */
final class ChildStart {
  private static final int ENOENT = -2;
  private static final int EACCES = -13;
  private static final int ENOTDIR = -20;
  private static final int ENOSYS = -38;

  private final JsRealm realm;
  private final RunGuard guard;

  ChildStart(JsRealm realm) {
    this.realm = realm;
    this.guard = new RunGuard(realm.permissions());
  }

  RunGuard guard() {
    return guard;
  }

  /**
   * A process, or why there is none.
   *
   * @param pid its number, or a negative error number
   * @param ends this process's ends of its sockets, null for descriptors that have none
   */
  record Started(int pid, List<@Nullable SocketChannel> ends) {
    static Started failed(int number) {
      return new Started(number, List.of());
    }
  }

  /** What is run: a file, its arguments and its environment. */
  private record Command(String file, List<String> arguments, List<String> environment) {}

  /**
   * Starts a process. What it inherits and this realm has not for its own, such as the console of a worker, is a socket too.
   *
   * @throws dev.intarsia.host.permission.PermissionDeniedException naming {@code run}
   */
  Started start(ChildRequest request) {
    if (!Spawner.available()) {
      return Started.failed(ENOSYS);
    }
    ProgramRole program = realm.program();
    Command command =
        program != null && request.command().equals(program.execPath()) ? own(program, request) : other(request);
    if (command == null) {
      return Started.failed(guardedMissing(request));
    }
    if (!Files.isDirectory(request.folder())) {
      return Started.failed(Files.exists(request.folder()) ? ENOTDIR : ENOENT);
    }
    if (program != null) {
      program.prepareExec();
    }
    try {
      return start(request, command);
    } catch (IOException failed) {
      return Started.failed(SystemErrors.number(failed));
    }
  }

  private Command own(ProgramRole program, ChildRequest request) {
    guard.checkOwn();
    List<String> arguments = new ArrayList<>(program.command());
    arguments.addAll(request
        .arguments()
        .subList(Math.min(1, request.arguments().size()), request.arguments().size()));
    List<String> environment = new ArrayList<>(request.environment());
    environment.removeIf(pair -> pair.startsWith(ProgramRole.PERMISSIONS_VARIABLE + "="));
    environment.add(ProgramRole.PERMISSIONS_VARIABLE + "=" + PermissionJson.write(realm.permissions()));
    return new Command(arguments.getFirst(), arguments, environment);
  }

  private @Nullable Command other(ChildRequest request) {
    Path file = RunGuard.find(request.command(), request.environment(), request.folder());
    if (file == null || Files.isDirectory(file) || !Files.isExecutable(file)) {
      return null;
    }
    guard.check(request.command(), file, request.environment());
    List<String> arguments = new ArrayList<>(request.arguments());
    // One file may be many commands, and look at this name for which it is.
    if (!guard.allowsAll() || arguments.isEmpty()) {
      arguments = new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
      arguments.addFirst(request.command());
    }
    return new Command(file.toString(), arguments, request.environment());
  }

  /** Code that may run nothing is not told which files there are. */
  private int guardedMissing(ChildRequest request) {
    if (!guard.allowsAll()) {
      guard.checkNamed(request.command());
    }
    return RunGuard.find(request.command(), request.environment(), request.folder()) == null ? ENOENT : EACCES;
  }

  private Started start(ChildRequest request, Command command) throws IOException {
    List<@Nullable SocketChannel> near = new ArrayList<>();
    List<SocketPairs.Pair> pairs = new ArrayList<>();
    int pid = ENOENT;
    try {
      List<Integer> descriptors = new ArrayList<>();
      connect(request, descriptors, near, pairs);
      pid = Spawner.spawn(new SpawnPlan(
          command.file,
          command.arguments,
          command.environment,
          request.folder().toString(),
          descriptors,
          request.detached()));
    } finally {
      pairs.forEach(SocketPairs.Pair::closeFar);
      if (pid < 0) {
        for (SocketPairs.Pair pair : pairs) {
          pair.near().close();
        }
      }
    }
    return pid < 0 ? Started.failed(pid) : new Started(pid, near);
  }

  private void connect(
      ChildRequest request, List<Integer> descriptors, List<@Nullable SocketChannel> near, List<SocketPairs.Pair> pairs)
      throws IOException {
    try (SocketPairs maker = new SocketPairs()) {
      for (Stdio stdio : request.stdio()) {
        boolean inherits = stdio.kind() == Kind.INHERIT;
        boolean owned = realm.program() != null && realm.program().ownsStandardFiles();
        if (stdio.kind() == Kind.PIPE || (inherits && !owned && stdio.inherited() > 0)) {
          SocketPairs.Pair pair = maker.open();
          pairs.add(pair);
          near.add(pair.near());
          descriptors.add(pair.far());
        } else {
          near.add(null);
          descriptors.add(inherits && owned ? stdio.inherited() : SpawnPlan.NULL_DEVICE);
        }
      }
    }
  }
}
