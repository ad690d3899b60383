package dev.intarsia.js.program;

import dev.intarsia.js.realm.GraalRealm;
import dev.intarsia.js.realm.ProgramRole;
import dev.intarsia.js.thread.Seat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The process of a program as its code sees it: streams, exit, signals, and what nobody caught. */
final class ProgramProcess implements ProgramRole {
  private final ProgramOptions options;
  private final Set<String> signals = new HashSet<>();
  private final StandardInput input;
  private final ProgramExecutable executable;
  private final @Nullable Seat seat;
  private Path cwd;
  private @Nullable GraalRealm realm;
  private @Nullable Value hooks;
  private String mainFile = "";
  private int exitCode;
  private boolean exited;
  private boolean ending;

  /**
   * @param seat what a thread was started with; null for a program
   */
  ProgramProcess(ProgramOptions options, @Nullable Seat seat) {
    this.options = options;
    this.seat = seat;
    this.input = new StandardInput(options.in());
    this.executable = new ProgramExecutable(options);
    this.cwd = seat == null ? options.permissions().cwd() : seat.folder();
  }

  void attach(GraalRealm newRealm) {
    realm = newRealm;
  }

  private GraalRealm realm() {
    return Objects.requireNonNull(realm, "not attached");
  }

  void mainFile(String file) {
    mainFile = file;
  }

  @Override
  public String mainFile() {
    return mainFile;
  }

  @Override
  public List<String> argv() {
    List<String> argv = new ArrayList<>(List.of(execPath(), options.main().toString()));
    argv.addAll(options.arguments());
    return argv;
  }

  @Override
  public List<String> engineOptions() {
    return options.engineOptions();
  }

  @Override
  public @Nullable List<String> environment() {
    return seat == null ? null : seat.environment();
  }

  @Override
  public boolean isThread() {
    return seat != null;
  }

  @Override
  public String execPath() {
    return executable.path();
  }

  @Override
  public void prepareExec() {
    executable.make();
  }

  @Override
  public List<String> command() {
    return options.command().get();
  }

  @Override
  public boolean ownsStandardFiles() {
    return isDescriptor(options.out(), FileDescriptor.out) && isDescriptor(options.err(), FileDescriptor.err);
  }

  private static boolean isDescriptor(OutputStream stream, FileDescriptor descriptor) {
    try {
      return stream instanceof FileOutputStream file && file.getFD() == descriptor;
    } catch (IOException closed) {
      return false;
    }
  }

  @Override
  public void write(int descriptor, byte[] bytes) {
    OutputStream stream = descriptor == 2 ? options.err() : options.out();
    try {
      stream.write(bytes);
      if (descriptor == 2) {
        stream.flush();
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  void log(String level, String text) {
    boolean error = level.equals("error") || level.equals("warn");
    write(error ? 2 : 1, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void warn(String text) {
    log("warn", text);
  }

  void flush() {
    try {
      options.out().flush();
      options.err().flush();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  @Override
  public void setHooks(Value newHooks) {
    hooks = newHooks;
  }

  @Override
  public void exit(int code) {
    exitCode = code;
    exited = true;
    flush();
    realm().close();
  }

  boolean exited() {
    return exited;
  }

  int exitCode() {
    return exitCode;
  }

  void exitCodeUnlessSet(int code) {
    if (exitCode == 0) {
      exitCode = code;
    }
  }

  /** Nothing is left to do. Returns whether someone was told, who may have found something. */
  boolean beforeExit() {
    Value told = hooks;
    return told != null && told.getMember("beforeExit").execute().asBoolean();
  }

  /** The program ends of itself. */
  void end() {
    ending = true;
    Value told = hooks;
    if (told != null) {
      exitCode = told.getMember("exit").execute(exitCode).asInt();
    }
  }

  @Override
  public Path cwd() {
    return cwd;
  }

  @Override
  public void chdir(Path folder) {
    cwd = folder;
  }

  @Override
  public byte[] readInput(int limit) {
    return input.read(limit);
  }

  @Override
  public void requestInput(Value deliver) {
    input.request(realm().loop(), bytes -> deliver.executeVoid(realm().uint8Array(bytes)));
  }

  @Override
  public void pauseInput() {
    input.pause(realm().loop());
  }

  @Override
  public void uncaught(Value error, boolean rejection, Value promise) {
    if (ending) {
      exitCode = 1;
      return;
    }
    Value told = hooks;
    if (told != null
        && told.getMember("uncaught").execute(error, rejection, promise).asBoolean()) {
      return;
    }
    if (seat == null) {
      warn(describe(error, rejection));
    } else {
      realm().builtin("node:process");
      seat.starter()
          .failed(Objects.requireNonNull(hooks).getMember("pack").execute(error).asString());
    }
    exitCode = 1;
    end();
    exit(Math.max(1, exitCode));
  }

  private String describe(Value error, boolean rejection) {
    Value describe = realm().builtin("node:util").getMember("inspect");
    String text = describe.execute(error).asString();
    return rejection && !error.isException() ? "Uncaught (in promise) " + text : "Uncaught " + text;
  }

  @Override
  public void listenTo(String signal) {
    if (seat == null && signals.add(signal)) {
      ProcessSignalSource.listen(signal, () -> realm().loop().post(() -> deliver(signal)));
    }
  }

  @Override
  public void stopListeningTo(String signal) {
    if (signals.remove(signal)) {
      ProcessSignalSource.reset(signal);
    }
  }

  private void deliver(String signal) {
    Value told = hooks;
    if (told != null) {
      told.getMember("signal").executeVoid(signal);
    }
  }
}
