package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.payload.NeutralValue;
import dev.intarsia.js.task.JsBootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A script that replaces every method that it can and hands in objects that lie, in each phase in which scripts run: it gets
 * nothing that it may not, and sees no function of the host. What it does is in {@code hostile.mjs}.
 */
@Timeout(300)
class HostilePhasesTest {
  @TempDir
  Path folder;

  private final AtomicInteger reached = new AtomicInteger();
  private ServerSocket server;
  private Path in;

  /** When the attack is made. */
  enum Phase {
    BOOTSTRAP("", "globalThis.found = await attack(PORT);"),
    MODULES("globalThis.found = await attack(PORT);", ""),
    TASK("export const begin = async () => { globalThis.found = await attack(PORT); };", ""),
    TICK(
        "export const begin = () => { process.nextTick(async () => { globalThis.found = await attack(PORT); }); };",
        ""),
    JOB("export const begin = () => { queueMicrotask(async () => { globalThis.found = await attack(PORT); }); };", ""),
    TIMER("export const begin = () => { setTimeout(async () => { globalThis.found = await attack(PORT); }, 1); };", ""),
    FINALIZER("""
        const registry = new FinalizationRegistry(async () => { globalThis.found = await attack(PORT); });
        export const begin = () => { registry.register({}, 1); };
        """, "");

    private final String module;
    private final String hook;

    Phase(String module, String hook) {
      this.module = module;
      this.hook = hook;
    }
  }

  @BeforeEach
  void files() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    in = Files.createDirectory(folder.resolve("in"));
    WorkerHarness.files(out, "s.json", "{\"s\":\"hunter2\"}", "s.mjs", "export const secret = 'hunter2';");
    WorkerHarness.files(in, "in.txt", "kept", "ok.mjs", "export const ok = 1;", "ok.json", "{}", ".env", "hunter2");
    Files.createSymbolicLink(in.resolve("link.json"), out.resolve("s.json"));
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> {
      while (!server.isClosed()) {
        try {
          server.accept().close();
          reached.incrementAndGet();
        } catch (IOException closed) {
          // The test is over.
        }
      }
    });
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private String attack(Permissions permissions, String module, String hook) {
    String lib;
    try (InputStream text = Objects.requireNonNull(HostilePhasesTest.class.getResourceAsStream("hostile.mjs"))) {
      lib = new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String port = Integer.toString(server.getLocalPort());
    String head = "import { attack, sees } from './hostile.mjs';\n";
    WorkerHarness.files(
        in,
        "hostile.mjs",
        lib.replace("@OUT@", folder.resolve("out").toString()).replace("@IN@", in.toString()),
        "hook.mjs",
        head + "export const before = async () => { " + hook.replace("PORT", port) + " };",
        "tasks.mjs",
        head + "globalThis.found ??= null;\n" + module.replace("PORT", port)
            + (module.contains("begin") ? "" : "\nexport const begin = () => {};")
            + "\nexport const result = async () => {"
            + " for (let i = 0; i < 20 && globalThis.found === null; i++) await new Promise((done) => setTimeout(done, 20));"
            + " return globalThis.found; };");
    try (WorkerHarness worker = WorkerHarness.open(
        in,
        options -> options
            .withPermissions(permissions)
            .withBootstrap(new JsBootstrap(in.resolve("hook.mjs"), "before", NeutralValue.Constant.UNDEFINED, 1)),
        "tasks.mjs")) {
      assertThat(worker.call("begin", "null")).doesNotStartWith("!");
      String found = worker.call("result", "null");
      for (long start = System.nanoTime(); found.equals("null") && System.nanoTime() - start < 120_000_000_000L; ) {
        System.gc();
        found = worker.call("result", "null");
      }
      return found;
    }
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void shouldGiveNothingAndShowNothing(Phase phase) throws IOException {
    Permissions permissions =
        Permissions.builder(in).net(Set.of("allowed.example")).build();
    String found = attack(permissions, phase.module, phase.hook);
    assertThat(found).as("tried, got, and functions of the host that were seen").matches("\\{\"tried\":1\\d\\d,.*}");
    assertThat(found).endsWith("\"got\":[],\"seen\":[]}");
    assertThat(reached).as("connections to an address that is not allowed").hasValue(0);
    assertThat(Files.readString(in.resolve("in.txt"))).isEqualTo("kept");
    assertThat(in.resolve("made")).doesNotExist();
  }

  /** The attack sees what is open, and what it is shown. */
  @Test
  void shouldFindWhatItMayHave() {
    Permissions permissions = Permissions.builder(in).readAll().netAll().build();
    String found = attack(
        permissions,
        "",
        "const { replaced, got } = await attack(PORT); globalThis.found = [replaced > 500, got.length > 20, sees()];");
    assertThat(found).isEqualTo("[true,true,[\"drainTicks\"]]");
    assertThat(reached).hasPositiveValue();
  }
}
