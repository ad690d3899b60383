package dev.intarsia.js.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.host.permission.PermissionInput;
import dev.intarsia.host.permission.PermissionJson;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs whose pools have process workers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProcessProgramTest {
  private static final String TASKS = """
      import { task, importTask, isMain } from "knitting";
      export const add = task<[number, number], number>({ f: ([a, b]) => a + b });
      export const fail = task({ f: (text: string) => { throw new TypeError(`no ${text}`, { cause: new RangeError("inner") }); } });
      export const slow = task({ timeout: { time: 20, default: "late" }, f: () => new Promise((resolve) => setTimeout(resolve, 60_000)) });
      export const wait = task({ abortSignal: true, f: async (_: void, signal) => {
        while (!signal.hasAborted()) await new Promise((resolve) => setTimeout(resolve, 2));
        return "stopped";
      } });
      export const far = importTask<number, number>({ href: "./far.mjs", name: "triple" });
      export const where = task({ f: () => [isMain, process.pid] });
      export const fill = task({ f: (buffer: any) => { buffer.bytes().fill(7); return buffer; } });
      export const echo = task({ f: (value: any) => value });
      export const spin = task({ f: () => { for (;;); } });
      """;

  @TempDir
  private Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(Permissions permissions, String program) {
    write("tasks.ts", TASKS);
    write("far.mjs", "export const triple = (n) => 3 * n;");
    Path main = write("main.ts", program);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Program.run(main, List.of(), permissions, out, err);
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @AfterEach
  void removeLink() throws IOException {
    Files.deleteIfExists(folder.resolve("node_modules/knitting"));
  }

  /** One pool does it all, as each worker is a JVM. */
  @Test
  void shouldRunItsTasksInAnotherJvm() {
    write("boot.mjs", "export const prepare = (data, context) => { globalThis.seen = [data, context.thread]; };");
    write("late.mjs", "const seen = globalThis.seen; export const told = () => seen;");
    Ended ended = run(Permissions.unsafe(folder), """
            import { createPool, Envelope, isMain } from "knitting";
            import { ProcessSharedBuffer } from "knitting/shared-memory";
            import { readFileSync } from "node:fs";
            import { add, echo, fail, far, fill, slow, wait, where } from "./tasks.ts";
            import { told } from "./late.mjs";
            import { inspect } from "node:util";
            export const late = () => told();
            export const read = (file: string) => { try { return readFileSync(file, "utf8").length; } catch (error: any) { return error.code; } };
            if (isMain) {
              const pool = createPool({
                threads: 1,
                permission: { console: true },
                worker: {
                  runtime: "process",
                  processSharedMemory: { mode: "named", namePrefix: "prog" },
                  processCommandPrefix: ["env", "-u", "INTARSIA_UNUSED"],
                  bootstrap: { href: "./boot.mjs", name: "prepare", data: { k: [1] } },
                },
              })({ sum: add, plus: add, echo, fail, far, fill, slow, wait, where, late, read });
              console.log(await Promise.all([pool.call.sum([1, 2]), pool.call.plus([3, 4]), pool.call.far(7)]));
              const [main, pid] = await pool.call.where();
              console.log(main, pid !== process.pid);
              const error: any = await pool.call.fail("luck").catch((reason: any) => reason);
              console.log(error.name, error.message, error.cause.name, /tasks\\.ts:3/.test(error.stack));
              console.log(await pool.call.slow());
              const call: any = pool.call.wait();
              setTimeout(() => call.reject(new Error("enough")), 30);
              console.log((await call.catch((reason: any) => reason)).message);
              console.log(await pool.call.late());
              console.log(await pool.call.read("/etc/passwd"), await pool.call.read("far.mjs"));
              const buffer = ProcessSharedBuffer.create({ size: 64, mode: "create" });
              await pool.call.fill(buffer);
              console.log(buffer.bytes()[63]);
              buffer.close();
              for (const value of [-0, 12n ** 40n, "text\\u{1f600}", undefined, new Date(5), [1, { a: null }], new Float64Array([0.5])]) {
                const back: any = await pool.call.echo(value);
                if (inspect(back) !== inspect(value)) console.log("differs", value, back);
              }
              await pool.shutdown();
            }
            """);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo("""
            [ 3, 7, 21 ]
            false true
            TypeError no luck RangeError true
            late
            enough
            [ { k: [ 1 ] }, 0 ]
            ERR_ACCESS_DENIED 35
            7
            """);
    assertThat(ended.code()).isZero();
  }

  @Test
  void shouldStopWhatOverrunsTheHardTimeoutAndSayWhyAWorkerDoesNotStart() {
    Ended ended = run(Permissions.unsafe(folder), """
            import { createPool, isMain, task } from "knitting";
            import { add, spin } from "./tasks.ts";
            const hidden = task({ f: () => 1 });
            if (isMain) {
              const process = { worker: { runtime: "process", hardTimeoutMs: 4000 } } as any;
              const pool = createPool(process)({ add, spin });
              console.log(await pool.call.add([1, 2]));
              console.log((await pool.call.spin().catch((error: any) => error)).message.split(":")[0]);
              await pool.shutdown();
              const broken = createPool(process)({ hidden });
              const said = (await broken.call.hidden().catch((error: any) => error)).message;
              console.log(said.match(/No imports were found: the pool's task hidden is not exported/)?.[0] ?? said);
              broken.shutdown();
            }
            """);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .isEqualTo(
            "3\nTask hard timeout after 4000ms (spin) on intarsia process worker 0\nNo imports were found: the pool's task hidden is not exported\n");
    assertThat(ended.code()).isZero();
  }

  @Test
  void shouldRefuseWhatCanNotBeMeantOrWouldNotHold() {
    String program = """
        import { createPool } from "knitting";
        import { add } from "./tasks.ts";
        const says = (worker: object, permission?: any) => {
          try { createPool({ permission, worker: { runtime: "process", ...worker } } as any)({ add }); console.log("made"); }
          catch (error: any) { console.log(error.message.split(";")[0]); }
        };
        says({ processRuntime: "perl" });
        says({ processRuntime: "porffor" });
        says({ runtime: "fiber" });
        says({ processCommandPrefix: "nice" });
        says({ processCommandPrefix: ["nice", 5] });
        says({ processSharedMemory: "borrowed" });
        says({ processRuntime: "bun" }, { net: ["example.com"], write: [] });
        says({ processRuntime: "node" }, { read: ["."], run: ["git"], env: { allow: ["HOME"] } });
        says({ processCommandPrefix: ["/no/such/sandbox"], processRuntime: "deno" });
        """;
    assertThat(run(Permissions.unsafe(folder), program).out().lines())
        .containsExactly(
            "worker.processRuntime is \"perl\"",
            "worker.runtime is \"compiled\": pools of `intarsia run` have workers in threads and in processes",
            "worker.runtime is \"fiber\": pools of `intarsia run` have workers in threads and in processes",
            "worker.processCommandPrefix is \"nice\"",
            "worker.processCommandPrefix[1] is 5",
            "worker.processSharedMemory is \"borrowed\"",
            "bun process workers can't enforce permission.write, permission.net",
            "node process workers can't enforce permission.run, permission.env",
            "Worker startup failed: no knitting package in the node_modules above " + folder.resolve("tasks.ts")
                + ": npm install knitting there, or say where it is with --knitting DIR");
    String restricted = """
        import { createPool } from "knitting";
        import { add } from "./tasks.ts";
        for (const worker of [{ processRuntime: "bun" }, { processCommandPrefix: ["nice"] }] as any[]) {
          try { createPool({ worker: { runtime: "process", ...worker } })({ add }); } catch (error: any) { console.log(error.code, error.message); }
        }
        """;
    assertThat(run(PermissionInput.parse("strict", folder), restricted).out()).isEqualTo("""
            ERR_ACCESS_DENIED Permission denied: running bun needs the permission "run"
            ERR_ACCESS_DENIED Permission denied: running nice needs the permission "run"
            """);
  }

  @Test
  void shouldSayThatOptionsOfProcessesDoNothingForThreads() {
    Ended ended = run(Permissions.unsafe(folder), """
        import { createPool } from "knitting";
        import { add } from "./tasks.ts";
        for (const worker of [{ processRuntime: "bun", processSharedMemory: "named" }, { runtime: "thread" }, { runtime: "process" }]) {
          const pool = createPool({ worker } as any)({ add });
          console.log(await pool.call.add([1, 2]));
          pool.shutdown();
        }
        """);
    assertThat(ended.out()).isEqualTo("3\n3\n3\n");
    assertThat(ended.err()).isEqualTo("""
        createPool: worker.processRuntime, worker.processSharedMemory has no effect, as the workers are threads; \
        add worker.runtime: "process" for processes
        """);
  }

  @Test
  void shouldHandPermissionsOnWithTheirLimits() {
    Permissions own = PermissionInput.parse(
        "{\"read\": [\"data\"], \"net\": [\"a.example\"], \"env\": {\"allow\": [\"HOME\"]}}", folder);
    Permissions wanted = PermissionInput.parse(
        "{\"net\": true, \"denyNet\": [\"b.example\"], \"prototypes\": true, \"write\": true}", folder);
    Permissions read = PermissionJson.parse(PermissionJson.write(wanted.within(own)), folder);
    assertThat(List.of(
            read.mayConnect("a.example", 1), read.mayConnect("c.example", 1), read.mayWrite(folder), read.isUnsafe()))
        .containsExactly(true, false, false, false);
    assertThat(read.mayChangePrototypes()).isFalse();
    Permissions alone = PermissionJson.parse(PermissionJson.write(wanted), folder);
    assertThat(List.of(alone.mayConnect("c.example", 1), alone.mayConnect("b.example", 1), alone.mayWrite(folder)))
        .containsExactly(true, false, true);
    assertThat(alone.mayChangePrototypes()).isTrue();
    assertThat(alone.mayWrite(folder.resolve(".git/config"))).isFalse();
    Permissions unsafe = PermissionJson.parse(PermissionJson.write(Permissions.unsafe(folder)), folder);
    assertThat(unsafe.isUnsafe()).isTrue();
    Permissions held =
        PermissionJson.parse(PermissionJson.write(Permissions.unsafe(folder).within(own)), folder);
    assertThat(
            List.of(held.isUnsafe(), held.mayReadEnv("HOME"), held.mayReadEnv("PATH"), held.mayRead(Path.of("/usr"))))
        .containsExactly(false, true, false, false);
  }

  /** Deno takes strict permissions over; Bun has none and says so. */
  @ParameterizedTest
  @CsvSource({"deno,false,''", "bun,true,'bun process workers do not enforce permissions at all'"})
  void shouldRunItsTasksInAnotherRuntime(String runtime, boolean mayRead, String warning) throws IOException {
    String knitting = System.getProperty("intarsia.knitting", "");
    assumeTrue(!knitting.isEmpty(), "no reference implementation given: -Dintarsia.knitting=DIR");
    assumeTrue(hasProgram(runtime), runtime + " is not on PATH");
    installKnitting(Path.of(knitting));
    Ended ended = run(Permissions.unsafe(folder), """
            import { createPool, isMain } from "knitting";
            import { readFileSync } from "node:fs";
            import { add, fail, far } from "./tasks.ts";
            export const runtime = () => (globalThis.Deno ? "deno" : globalThis.Bun ? "bun" : "other");
            export const reads = () => { try { return readFileSync("/etc/passwd").length > 0; } catch { return false; } };
            if (isMain) {
              const permission = RUNTIME === "deno" ? "strict" : undefined;
              using pool = createPool({ permission, worker: { runtime: "process", processRuntime: RUNTIME } } as any)
                ({ zero: add, plus: add, fail, far, runtime, reads });
              console.log(await Promise.all([pool.call.zero([1, 2]), pool.call.plus([3, 4]), pool.call.far(7), pool.call.runtime(), pool.call.reads()]));
              const error: any = await pool.call.fail("luck").catch((reason: any) => reason);
              console.log(error.name, error.message, error.cause.message);
            }
            """.replace("RUNTIME", "\"" + runtime + "\""));
    assertThat(ended.err()).startsWith(warning).hasLineCount(warning.isEmpty() ? 0 : 1);
    assertThat(ended.out()).isEqualTo("[ 3, 7, 21, '" + runtime + "', " + mayRead + " ]\nTypeError no luck inner\n");
  }

  /** The package by its sources, beside the program: a link to it, since the runtimes strip no types below node_modules. */
  private void installKnitting(Path source) throws IOException {
    Path copy = folder.resolve("knitting");
    for (Path file : List.of(source.resolve("knitting.ts"), source.resolve("src"))) {
      try (Stream<Path> files = Files.walk(file)) {
        for (Path part : files.filter(Files::isRegularFile).toList()) {
          Path target = copy.resolve(source.relativize(part));
          Files.createDirectories(target.getParent());
          Files.copy(part, target);
        }
      }
    }
    write("package.json", "{\"type\":\"module\",\"dependencies\":{\"knitting\":\"*\"}}");
    write("knitting/package.json", "{\"name\":\"knitting\",\"type\":\"module\",\"exports\":\"./knitting.js\"}");
    write("knitting/knitting.js", "export * from \"./knitting.ts\";");
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve("node_modules")).resolve("knitting"), copy);
  }

  private static boolean hasProgram(String runtime) {
    String set = System.getenv().getOrDefault(runtime.toUpperCase(Locale.ROOT) + "_BINARY", "");
    boolean found = !set.isEmpty() && Files.isExecutable(Path.of(set));
    for (String part : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      found |= Files.isExecutable(Path.of(part, runtime));
    }
    return found;
  }
}
