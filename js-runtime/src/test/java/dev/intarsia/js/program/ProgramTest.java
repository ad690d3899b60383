package dev.intarsia.js.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.PermissionInput;
import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs written for knitting, run whole. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProgramTest {
  private static final String TASKS = """
      import { task, importTask } from "knitting";
      export const add = task<[number, number], number>({ f: ([a, b]) => a + b });
      export const fail = task({ f: (text: string) => {
        throw new TypeError(`no ${text}`, { cause: new RangeError("inner", { cause: "deep" }) });
      } });
      export const throws = task({ f: async (value: unknown) => { throw value; } });
      export const slow = task({ timeout: { time: 20, default: "late" }, f: async () => {
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      } });
      export const wait = task({ abortSignal: true, f: async (_: void, signal) => {
        while (!signal.hasAborted()) await new Promise((resolve) => setTimeout(resolve, 2));
        return "stopped";
      } });
      export const far = importTask<number, number>({ href: "./far.mjs", name: "triple" });
      export const kind = (value: any) => `${value?.constructor?.name}:${value?.byteLength ?? value}`;
      export const echo = task({ f: (value: any) => value });
      """;
  private static final String FAR = "export const triple = (n) => 3 * n; globalThis.loaded = true;";

  @TempDir
  private Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended run(String program, String... arguments) {
    return run(Permissions.unsafe(folder), program, arguments);
  }

  private Ended run(Permissions permissions, String program, String... arguments) {
    write("tasks.ts", TASKS);
    write("far.mjs", FAR);
    Path main = write("main.ts", program);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Program.run(main, List.of(arguments), permissions, out, err);
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private String out(String program, String... arguments) {
    Ended ended = run(program, arguments);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    return ended.out();
  }

  @Test
  void shouldCallTasksOfItsOwnModulesByThePoolsNames() {
    String out = out("""
            import { createPool, isMain, task } from "@vixeny/knitting";
            import { add, far } from "./tasks.ts";
            export const zeta = (n: number) => n * 2;
            export const alpha = task({ f: (n: number) => n + 0.5 });
            if (isMain) {
              const pool = createPool({ threads: 2, balancer: "firstIdle" })({ sum: add, alpha, far, zeta });
              console.log(await Promise.all([
                pool.call.sum([1, 2]), pool.call.alpha(1), pool.call.far(7), pool.call.zeta(Promise.resolve(21)),
              ]));
              console.log(globalThis.loaded);
              await pool.shutdown();
            }
            """);
    assertThat(out).isEqualTo("[ 3, 1.5, 21, 42 ]\nundefined\n");
  }

  @Test
  void shouldBeMainInTheProgramAndNotInItsWorkers() {
    String out = out("""
            import { createPool, isMain } from "knitting";
            import { isMainThread, threadId } from "node:worker_threads";
            const pool = createPool({ permission: { console: true } })({ where });
            export function where() { return [isMain, isMainThread, import.meta.main]; }
            if (isMain) {
              console.log(isMain, isMainThread, threadId, import.meta.main, await pool.call.where());
              pool.shutdown();
            }
            """);
    assertThat(out).isEqualTo("true true 0 true [ false, false, false ]\n");
  }

  @Test
  void shouldRejectWithTheErrorItsCausesAndWhateverElseIsThrown() {
    String out = out("""
            import { createPool } from "knitting";
            import { fail, throws } from "./tasks.ts";
            using pool = createPool({})({ fail, throws });
            const caught = (promise: Promise<unknown>) => promise.then(() => "fine", (reason) => reason);
            const error: any = await caught(pool.call.fail("luck"));
            console.log(error instanceof Error, error.name, error.message, error.cause.name, error.cause.message, error.cause.cause);
            console.log(/tasks\\.ts:4:/.test(error.stack));
            console.log(await caught(pool.call.throws({ a: [1] })), await caught(pool.call.throws(7n)), await caught(pool.call.throws(undefined)));
            console.log(await caught(pool.call.throws((() => 1) as any)));
            console.log((await caught(pool.call.throws(Promise.reject(new Error("argument"))) as any)).message);
            """);
    assertThat(out).isEqualTo("""
            true TypeError no luck RangeError inner deep
            true
            { a: [ 1 ] } 7n undefined
            KNT_ERROR_0: Function is not a valid type; name: <anonymous>
            argument
            """);
  }

  @Test
  void shouldPassEveryKindOfValueBothWays() {
    String out = out("""
            import { createPool, Envelope, isMain, NumericArray } from "knitting";
            import { echo, kind } from "./tasks.ts";
            import { inspect } from "node:util";
            import { Buffer } from "node:buffer";
            export const kindOf = (value: any) => kind(value);
            const values = [1.5, -0, NaN, "text\\u{1f600}", true, null, undefined, 12n, -(2n ** 80n), Symbol.for("s"), new Date(5),
              { a: [1, { b: null }] }, [1, "2"], new Uint8Array([1, 2]), Buffer.from("hi"), new Uint8Array([3]).buffer,
              new DataView(new ArrayBuffer(3)), new Int32Array([-1]), new Float64Array([0.1]), new BigInt64Array([-5n]),
              new BigUint64Array([2n ** 64n - 1n]), NumericArray.from([1, 2.5])];
            if (isMain) {
              using pool = createPool({ threads: 1 })({ echo, kindOf });
              for (const value of values) {
                const back: any = await pool.call.echo(value);
                if (inspect(back) !== inspect(value) || back?.constructor !== value?.constructor) console.log("differs", value, back);
              }
              const letter: any = await pool.call.echo(new Envelope({ to: "x" }, new Uint8Array([9]).buffer));
              console.log(letter instanceof Envelope, letter.header, new Uint8Array(letter.payload));
              console.log(await pool.call.kindOf(new Float64Array(2)), await pool.call.kindOf(Buffer.from("abc")));
            }
            """);
    assertThat(out).isEqualTo("true { to: 'x' } Uint8Array(1) [ 9 ]\nFloat64Array:16 Buffer:3\n");
  }

  @Test
  void shouldShareMemoryWithItsWorkers() {
    String out = out("""
            import { createPool, Envelope, isMain } from "knitting";
            import { ProcessSharedBuffer } from "knitting/shared-memory";
            export const fill = (buffer: ProcessSharedBuffer) => { buffer.bytes().fill(7); buffer.dataView().setInt16(0, -2, true); return buffer; };
            export const unwrap = (letter: Envelope) => { letter.payload.view(Uint8Array)[1] = letter.header.value; return letter.payload instanceof ProcessSharedBuffer; };
            if (isMain) {
              using pool = createPool({ threads: 1 })({ fill, unwrap });
              using buffer = ProcessSharedBuffer.create({ size: 64 });
              const part = buffer.subbuffer(8, 4);
              const back = await pool.call.fill(part);
              console.log([...buffer.bytes().subarray(6, 14)].join(), back instanceof ProcessSharedBuffer, back.byteLength);
              console.log(await pool.call.unwrap(new Envelope({ value: 99 }, buffer)), buffer.bytes()[1], buffer.getSAB() instanceof SharedArrayBuffer);
              const { name } = new (class { name = ProcessSharedBuffer.create({ size: 64, mode: "create" }) })();
              const again = ProcessSharedBuffer.fromMetadata(name.toMetadata());
              name.view(Float64Array)[3] = 0.5;
              console.log(again.view(Float64Array)[3], again.size);
              again.close();
              name.close();
            }
            """);
    assertThat(out).isEqualTo("0,0,254,255,7,7,0,0 true 4\ntrue 99 true\n0.5 64\n");
  }

  @Test
  void shouldAbortTimeOutAndRefuseAfterShutdown() {
    String out = out("""
            import { createPool } from "knitting";
            import { slow, wait, add } from "./tasks.ts";
            const pool = createPool({ threads: 2, abortSignalCapacity: 4 })({ slow, wait, add });
            console.log(await pool.call.slow());
            const call = pool.call.wait();
            setTimeout(() => call.reject(new Error("enough")), 30);
            console.log((await call.catch((reason) => reason)).message);
            const left = pool.call.wait().catch((reason) => reason);
            const closed = pool.shutdown();
            console.log(closed === pool.shutdown(), await left, await closed);
            console.log((await pool.call.add([1, 2]).catch((reason) => reason)).message);
            """);
    assertThat(out).isEqualTo("late\nenough\ntrue Thread closed undefined\nPool is shut down\n");
  }

  @Test
  void shouldRunTasksInlineToo() {
    String out = out("""
            import { createPool, isMain } from "knitting";
            import { far } from "./tasks.ts";
            export const where = async (n: number) => { if (n > 2) throw new Error(`n ${n}`); return isMain; };
            if (isMain) {
              const own = createPool({ threads: 0, inliner: { batchSize: 2 } })({ where });
              console.log(await Promise.all([own.call.where(1), own.call.where(Promise.resolve(2))]));
              console.log(await own.call.where(3).catch((error) => error.message));
              own.shutdown();
              using both = createPool({ threads: 1, inliner: { position: "first" } })({ where, far });
              const seen = await Promise.all([1, 1, 1, 1].map((n) => both.call.where(n)));
              console.log(new Set(seen).size, await both.call.far(1));
            }
            """);
    assertThat(out).isEqualTo("[ true, true ]\nn 3\n2 3\n");
  }

  @Test
  void shouldRunSingleTaskPoolsAndRefuseThemInWorkers() {
    String out = out("""
            import { createPool, isMain, task } from "knitting";
            import { add } from "./tasks.ts";
            export const nested = task({ f: () => {
              try { return createPool({})({ add }).call.add([1, 2]); } catch (error: any) { return error.message; }
            } });
            if (isMain) {
              using one = nested.createPool({ threads: 1 });
              console.log(await (one.call as any)());
            }
            """);
    assertThat(out).isEqualTo("createPool can only be called in the main thread.\n");
  }

  @Test
  void shouldRunTheBootstrapBeforeTaskModulesLoad() {
    write(
        "boot.mjs", "export async function prepare(data, context) { await null; globalThis.seen = [data, context]; }");
    write("late.mjs", "const seen = globalThis.seen; export const told = () => seen;");
    String out = out("""
            import { createPool, task, isMain } from "knitting";
            import { told as f } from "./late.mjs";
            export const told = task({ f });
            if (isMain) {
              using pool = createPool({ threads: 1, worker: { bootstrap: { href: "./boot.mjs", name: "prepare", data: { k: [1] } } } })({ told });
              console.log(JSON.stringify(await pool.call.told()));
            }
            """);
    assertThat(out).isEqualTo("[{\"k\":[1]},{\"thread\":0,\"totalNumberOfThread\":1,\"runtime\":\"node\"}]\n");
  }

  @Test
  void shouldKeepWorkersStrictUnlessThePoolSaysOtherwise() {
    write("secret.txt", "secret");
    String program = """
        import { createPool, isMain } from "knitting";
        import { readFileSync, writeFileSync } from "node:fs";
        export const write = () => { try { writeFileSync("%s/x", ""); return "wrote"; } catch (error: any) { return error.code; } };
        if (isMain) {
          using strict = createPool({})({ write });
          using open = createPool({ permission: "unsafe" })({ write });
          console.log(write(), await strict.call.write(), await open.call.write());
        }
        """.formatted(folder);
    assertThat(run(program).out()).isEqualTo("wrote ERR_ACCESS_DENIED wrote\n");
    Permissions own = PermissionInput.parse("strict", folder);
    assertThat(run(own, program).out()).isEqualTo("ERR_ACCESS_DENIED ERR_ACCESS_DENIED ERR_ACCESS_DENIED\n");
  }

  @Test
  void shouldHaveTheProcessOfAProgram() {
    Ended ended = run("""
            process.on("exit", (code) => console.log("exit", code));
            console.log(process.argv.slice(2), process.argv[1].endsWith("main.ts"));
            process.stdout.write("no line");
            console.error("to stderr");
            setTimeout(() => process.exit(3), 5);
            setInterval(() => {}, 10_000);
            """, "a", "--b");
    assertThat(ended.out()).isEqualTo("[ 'a', '--b' ] true\nno lineexit 3\n");
    assertThat(ended.err()).isEqualTo("to stderr\n");
    assertThat(ended.code()).isEqualTo(3);
  }

  @Test
  void shouldEndWithTheCodeThatItSets() {
    assertThat(run("process.exitCode = 4;").code()).isEqualTo(4);
    assertThat(run("await new Promise(() => {});").code()).isEqualTo(13);
  }

  @Test
  void shouldFailWithTheStackOfWhatNobodyCaught() {
    Ended thrown = run("const n: number = 1;\n\nfunction deep() { throw new RangeError('uncaught ' + n); }\ndeep();");
    assertThat(thrown.code()).isEqualTo(1);
    assertThat(thrown.err()).contains("RangeError: uncaught 1").contains("main.ts:3:");
    Ended later = run("setTimeout(() => { throw new Error('in a timer'); }, 1); setInterval(() => {}, 5);");
    assertThat(later.code()).isEqualTo(1);
    assertThat(later.err()).contains("Error: in a timer").contains("main.ts:1:");
    Ended rejected = run("Promise.reject(new Error('rejected')); setInterval(() => {}, 5);");
    assertThat(rejected.code()).isEqualTo(1);
    assertThat(rejected.err()).contains("Error: rejected");
    Ended kept = run(
        "process.on('uncaughtException', (error) => console.log('kept', error.message)); queueMicrotask(() => { throw new Error('x'); });");
    assertThat(kept.code()).isZero();
    assertThat(kept.out()).isEqualTo("kept x\n");
  }

  @Test
  void shouldSayWhatIsWrongWithAPool() {
    String out = out("""
            import { createPool, task } from "knitting";
            import { add } from "./tasks.ts";
            const hidden = task({ f: () => 1 });
            const says = (make: () => unknown) => { try { make(); } catch (error: any) { console.log(error.message.split(";")[0].replace(/\\/\\S*\\//, "")); } };
            says(() => createPool({})({ hidden }));
            says(() => createPool({ thread: 2 } as any)({ add }));
            says(() => createPool({ balancer: "best" as any })({ add }));
            says(() => createPool({})({ add: 3 as any }));
            """);
    assertThat(out.lines())
        .containsExactly(
            "Worker startup failed: Error: No imports were found: the pool's task hidden is not exported by main.ts. Export it from the module that defines it",
            "createPool has no option thread",
            "Unknown balancer \"best\": use workStealing, roundRobin, firstIdle, randomLane, firstIdleOrRandom, leastUsed or affinity",
            "createPool task \"add\" must be a task definition or exported function");
  }

  @Test
  void shouldEndThoughAPoolIsOpen() {
    assertThat(out("""
                import { createPool } from "knitting";
                import { add } from "./tasks.ts";
                const pool = createPool({})({ add });
                pool.call.add([2, 3]).then(console.log);
                """)).isEqualTo("5\n");
  }
}
