package dev.intarsia.host.permission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a worker may do beyond computing. The modes and names are those of the reference's
 * permission protocol; the strict mode is the default.
 */
public final class Permissions {
  private final boolean unsafe;
  private final Path cwd;
  private final boolean console;
  private final boolean prototypes;
  private final PathRules read;
  private final PathRules write;
  private final NetRules net;
  private final NameRules env;
  private final NameRules run;
  private final NameRules sys;
  private final NameRules allowImport;
  private final @Nullable Permissions limit;

  private Permissions(Builder builder) {
    this.limit = null;
    this.unsafe = builder.unsafe;
    this.cwd = builder.cwd;
    this.console = builder.console;
    this.prototypes = builder.prototypes;
    this.read = new PathRules(builder.readAll, builder.read, builder.denyRead);
    this.write = new PathRules(builder.writeAll, builder.write, builder.denyWrite);
    this.net = new NetRules(builder.netAll, builder.net, builder.denyNet);
    this.env = NameRules.ofVariables(builder.envAll, builder.env, builder.denyEnv);
    this.run = new NameRules(builder.runAll, builder.run, builder.denyRun);
    this.sys = new NameRules(builder.sysAll, builder.sys, builder.denySys);
    this.allowImport = new NameRules(builder.importAll, builder.allowImport, Set.of());
  }

  /** Modules may be loaded from below their root; nothing else is allowed, and no file can be read otherwise. */
  public static Permissions none(Path cwd) {
    return builder(cwd).noRead().build();
  }

  /** Modules below {@code cwd} may be loaded and its files read; nothing else is allowed. */
  public static Permissions strict(Path cwd) {
    return builder(cwd).build();
  }

  /** Everything that this runtime can do at all. */
  public static Permissions unsafe(Path cwd) {
    return builder(cwd).unsafe().build();
  }

  /** Strict to begin with. */
  public static Builder builder(Path cwd) {
    return new Builder(cwd);
  }

  /** The same, but nothing that {@code other} does not allow too. */
  public Permissions within(Permissions other) {
    return other.unsafe && other.limit == null ? this : new Permissions(this, other);
  }

  private Permissions(Permissions own, Permissions limit) {
    this.unsafe = own.unsafe && limit.unsafe;
    this.cwd = own.cwd;
    this.console = own.console;
    this.prototypes = own.prototypes;
    this.read = own.read;
    this.write = own.write;
    this.net = own.net;
    this.env = own.env;
    this.run = own.run;
    this.sys = own.sys;
    this.allowImport = own.allowImport;
    this.limit = own.limit == null ? limit : limit.within(own.limit);
  }

  public boolean isUnsafe() {
    return unsafe;
  }

  /** What relative paths are resolved against. */
  public Path cwd() {
    return cwd;
  }

  /** What bounds these permissions besides their own lists, as {@link #within} has set it; null for nothing. */
  public @Nullable Permissions limit() {
    return limit;
  }

  /** What is ruled by a list of names or paths. */
  public enum Area {
    READ,
    WRITE,
    NET,
    ENV,
    RUN,
    SYS,
    IMPORT
  }

  /**
   * The lists of one area, without {@link #limit}.
   *
   * @param all whether everything is allowed that is not denied
   * @param denied overrules the rest
   */
  public record Rules(boolean all, List<String> allowed, List<String> denied) {}

  /** The area's own lists; paths are absolute. */
  public Rules rules(Area area) {
    return switch (area) {
      case READ -> read.rules();
      case WRITE -> write.rules();
      case NET -> net.rules();
      case ENV -> env.rules();
      case RUN -> run.rules();
      case SYS -> sys.rules();
      case IMPORT -> allowImport.rules();
    };
  }

  /** Whether {@code console} writes to the worker's log. */
  public boolean console() {
    return console && (limit == null || limit.console());
  }

  /** Whether tasks may change the prototypes of the language; modules may while they load. */
  public boolean mayChangePrototypes() {
    return prototypes && (limit == null || limit.mayChangePrototypes());
  }

  public boolean mayRead(Path path) {
    return read.allows(path) && (limit == null || limit.mayRead(path));
  }

  /** Whether this path, or one below it, may not be read or written: moving it would give that another name. */
  public boolean holdsDenied(Path path) {
    return read.holdsDenied(path) || write.holdsDenied(path) || (limit != null && limit.holdsDenied(path));
  }

  /**
   * @throws PermissionDeniedException naming {@code write} when a denied path would move with this one
   */
  public void checkMove(Path path) {
    check(!holdsDenied(path), "write", "moving " + path + ", which holds a path that is denied,");
  }

  /** Whether reading is denied even where something else would allow it. */
  public boolean deniesRead(Path path) {
    return read.denies(path) || (limit != null && limit.deniesRead(path));
  }

  public boolean mayWrite(Path path) {
    return write.allows(path) && (limit == null || limit.mayWrite(path));
  }

  /**
   * Names that are allowed are looked up where addresses are denied, which may wait for the network.
   *
   * @param host a name or an address in any spelling, without a port
   */
  public boolean mayConnect(String host, int port) {
    return net.allows(host, port) && (limit == null || limit.mayConnect(host, port));
  }

  public boolean mayReadEnv(String name) {
    return env.allows(name, name) && (limit == null || limit.mayReadEnv(name));
  }

  public boolean mayRun(String command) {
    return run.allows(command, command) && (limit == null || limit.mayRun(command));
  }

  public boolean maySys(String api) {
    return sys.allows(api, api) && (limit == null || limit.maySys(api));
  }

  public boolean mayImportFrom(String host) {
    return allowImport.allows(host, host) && (limit == null || limit.mayImportFrom(host));
  }

  /**
   * @throws PermissionDeniedException naming {@code read}
   */
  public void checkRead(Path path) {
    check(mayRead(path), "read", "reading " + path);
  }

  /**
   * @throws PermissionDeniedException naming {@code write}
   */
  public void checkWrite(Path path) {
    check(mayWrite(path), "write", "writing " + path);
  }

  /**
   * @throws PermissionDeniedException naming {@code net}
   */
  public void checkConnect(String host, int port) {
    check(mayConnect(host, port), "net", "connecting to " + host + ":" + port);
  }

  /**
   * @throws PermissionDeniedException naming {@code run}
   */
  public void checkRun(String command) {
    check(mayRun(command), "run", "running " + command);
  }

  private static void check(boolean allowed, String permission, String what) {
    if (!allowed) {
      throw new PermissionDeniedException(permission, what);
    }
  }

  /** Collects what is allowed. */
  public static final class Builder {
    private boolean unsafe;
    private final Path cwd;
    private boolean console;
    private boolean prototypes;
    private boolean readAll;
    private boolean writeAll;
    private boolean netAll;
    private boolean envAll;
    private boolean runAll;
    private boolean sysAll;
    private boolean importAll;
    private final List<Path> read = new ArrayList<>();
    private final List<Path> write = new ArrayList<>();
    private final List<Path> denyRead = new ArrayList<>();
    private final List<Path> denyWrite = new ArrayList<>();
    private Set<String> net = Set.of();
    private Set<String> denyNet = Set.of();
    private Set<String> env = Set.of();
    private Set<String> denyEnv = Set.of();
    private Set<String> run = Set.of();
    private Set<String> denyRun = Set.of();
    private Set<String> sys = Set.of();
    private Set<String> denySys = Set.of();
    private Set<String> allowImport = Set.of("deno.land", "esm.sh", "jsr.io");

    private Builder(Path cwd) {
      this.cwd = cwd.toAbsolutePath().normalize();
      this.read.add(this.cwd);
      this.denyRead.addAll(SensitivePaths.of(this.cwd));
      this.denyWrite.addAll(SensitivePaths.of(this.cwd));
    }

    /** Allows everything. */
    public Builder unsafe() {
      unsafe = true;
      console = true;
      prototypes = true;
      readAll = true;
      writeAll = true;
      netAll = true;
      envAll = true;
      runAll = true;
      sysAll = true;
      importAll = true;
      denyRead.clear();
      denyWrite.clear();
      return this;
    }

    public Builder console(boolean allow) {
      console = allow;
      return this;
    }

    /** Lets tasks change the prototypes of the language for each other, as packages need that patch them at call time. */
    public Builder prototypes(boolean allow) {
      prototypes = allow;
      return this;
    }

    /** Allows reading below these paths, relative ones from {@code cwd}. */
    public Builder read(List<Path> paths) {
      paths.forEach(path -> read.add(cwd.resolve(path).normalize()));
      return this;
    }

    /** Takes back what may be read so far, {@code cwd} included. */
    public Builder noRead() {
      readAll = false;
      read.clear();
      return this;
    }

    public Builder readAll() {
      readAll = true;
      return this;
    }

    public Builder denyRead(List<Path> paths) {
      paths.forEach(path -> denyRead.add(cwd.resolve(path).normalize()));
      return this;
    }

    /** Allows writing below these paths, relative ones from {@code cwd}. */
    public Builder write(List<Path> paths) {
      paths.forEach(path -> write.add(cwd.resolve(path).normalize()));
      return this;
    }

    public Builder writeAll() {
      writeAll = true;
      return this;
    }

    public Builder denyWrite(List<Path> paths) {
      paths.forEach(path -> denyWrite.add(cwd.resolve(path).normalize()));
      return this;
    }

    /** Allows connections to hosts, {@code "host"} or {@code "host:port"}. */
    public Builder net(Set<String> hosts) {
      net = Set.copyOf(hosts);
      return this;
    }

    public Builder netAll() {
      netAll = true;
      return this;
    }

    /** Denies hosts, as {@link #net} names them. An address is denied under every name; one of this machine denies all of its. */
    public Builder denyNet(Set<String> hosts) {
      denyNet = Set.copyOf(hosts);
      return this;
    }

    /** Lets {@code process.env} show these variables; {@code NODE_ENV} it shows unless that is denied. */
    public Builder env(Set<String> names) {
      env = Set.copyOf(names);
      return this;
    }

    public Builder envAll() {
      envAll = true;
      return this;
    }

    public Builder denyEnv(Set<String> names) {
      denyEnv = Set.copyOf(names);
      return this;
    }

    public Builder run(Set<String> commands) {
      run = Set.copyOf(commands);
      return this;
    }

    public Builder runAll() {
      runAll = true;
      return this;
    }

    public Builder denyRun(Set<String> commands) {
      denyRun = Set.copyOf(commands);
      return this;
    }

    public Builder sys(Set<String> apis) {
      sys = Set.copyOf(apis);
      return this;
    }

    public Builder sysAll() {
      sysAll = true;
      return this;
    }

    public Builder denySys(Set<String> apis) {
      denySys = Set.copyOf(apis);
      return this;
    }

    public Builder allowImport(Set<String> hosts) {
      allowImport = Set.copyOf(hosts);
      return this;
    }

    public Builder allowImportAll() {
      importAll = true;
      return this;
    }

    public Permissions build() {
      return new Permissions(this);
    }
  }
}
