package dev.intarsia.js.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs with worker threads, with what Node gives. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadProgramTest {
  private static final String HEAD = """
      import * as threads from "node:worker_threads";
      import { once } from "node:events";
      const { Worker, MessageChannel, BroadcastChannel, isMainThread, parentPort, workerData, threadId } = threads;
      const exit = (worker) => new Promise((done) => worker.on("exit", done));
      """;

  @TempDir
  private Path folder;

  @Test
  void shouldExchangeValuesAndPorts() throws IOException {
    assertThat(ProgramRun.lines(folder, HEAD + """
                if (isMainThread) {
                  threads.setEnvironmentData("key", { v: 1 });
                  const { port1, port2 } = new MessageChannel();
                  const bytes = new Uint8Array([1, 2, 3]);
                  const value = { map: new Map([[1, new Set(["a"])]]), date: new Date(0), big: 12n, regexp: /x/gi, error: new RangeError("r"),
                    nothing: undefined, minus: -0, sparse: [1, , 3] };
                  value.self = value;
                  const worker = new Worker(new URL(import.meta.url), { workerData: { value, port: port2, bytes }, transferList: [port2, bytes.buffer],
                    argv: ["a"], env: { E: "1" } });
                  console.log(bytes.length, worker.threadId > 0);
                  worker.on("message", (text) => { console.log(text); worker.postMessage({ hi: [1] }); port1.postMessage("first"); });
                  port1.on("message", (text) => { console.log("port:", text); port1.close(); });
                  console.log(await exit(worker), worker.threadId);
                } else {
                  const { value, port, bytes } = workerData;
                  const facts = [value.self === value, value.map.get(1).has("a"), value.date.getTime(), value.big, value.regexp, value.error instanceof RangeError,
                    "nothing" in value, Object.is(value.minus, -0), 1 in value.sparse, bytes, process.argv[2], JSON.stringify(process.env), threadId > 0,
                    threads.getEnvironmentData("key").v];
                  port.on("message", (text) => port.postMessage(`${text} back`));
                  port.on("close", () => parentPort.close());
                  parentPort.on("message", () => {});
                  parentPort.postMessage(facts.join());
                }
                """))
        .containsExactly(
            "0 true",
            "true,true,0,12,/x/gi,true,true,true,false,1,2,3,a,{\"E\":\"1\"},true,1",
            "port: first back",
            "0 -1");
  }

  @Test
  void shouldEndAsNodeEndsThem() throws IOException {
    assertThat(ProgramRun.lines(folder, HEAD + """
                const failing = new Worker("throw Object.assign(new TypeError('bad'), { code: 'E_X' })", { eval: true });
                failing.on("error", (e) => console.log(e instanceof TypeError, e.message, e.code));
                console.log(await exit(failing));
                const rejecting = new Worker("Promise.reject(new Error('rejected'))", { eval: true });
                rejecting.on("error", (e) => console.log(e.message));
                console.log(await exit(rejecting));
                const missing = new Worker("/no/such.mjs");
                missing.on("error", (e) => console.log(e.code, e.message));
                console.log(await exit(missing));
                const endless = new Worker("while (true);", { eval: true });
                await once(endless, "online");
                console.log(await endless.terminate());
                const waiting = new Worker("require('worker_threads').parentPort.on('message', () => {})", { eval: true });
                await once(waiting, "online");
                console.log(await waiting.terminate());
                const asleep = new Worker("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", { eval: true });
                await once(asleep, "online");
                console.log(await asleep.terminate());
                const leaving = new Worker("process.on('exit', (code) => console.log('code', code)); process.exit(5)", { eval: true, stdout: true });
                let text = "";
                leaving.stdout.on("data", (bytes) => { text += bytes; });
                console.log(await exit(leaving), text);
                """))
        .containsExactly(
            "true bad E_X",
            "1",
            "rejected",
            "1",
            "MODULE_NOT_FOUND Cannot find module '/no/such.mjs'",
            "1",
            "1",
            "1",
            "1",
            "5 code 5",
            "");
  }

  @Test
  void shouldReachAllThreadsByBroadcast() throws IOException {
    assertThat(ProgramRun.lines(folder, HEAD + """
                const channel = new BroadcastChannel("c");
                const worker = new Worker(`const channel = new BroadcastChannel("c");
                  channel.onmessage = ({ data }) => { channel.postMessage(data + 1); channel.close(); };
                  new BroadcastChannel("other").unref();
                  channel.postMessage("up");`, { eval: true });
                channel.onmessage = ({ data }) => { console.log(data); if (data === "up") channel.postMessage(1); else channel.close(); };
                console.log(await exit(worker));
                """)).containsExactly("up", "2", "0");
  }

  @Test
  void shouldRefuseWhatCanNotCross() throws IOException {
    assertThat(ProgramRun.lines(folder, HEAD + """
                const refused = (body) => { try { body(); return "taken"; } catch (e) { return e.code ?? e.name; } };
                const worker = new Worker("require('worker_threads').parentPort.once('message', () => {})", { eval: true });
                console.log(refused(() => worker.postMessage(() => 1)) === refused(() => structuredClone(() => 1)));
                console.log(refused(() => new Worker("x.js")), refused(() => new Worker(5)), refused(() => new Worker("./x", { argv: 1 })));
                const { port1 } = new MessageChannel();
                console.log(refused(() => port1.postMessage(1, [port1])) === refused(() => structuredClone(() => 1)));
                worker.postMessage("done");
                console.log(await exit(worker));
                """))
        .containsExactly("true", "ERR_WORKER_PATH ERR_INVALID_ARG_TYPE ERR_INVALID_ARG_TYPE", "true", "0");
  }

  /** A thread may do what its program may, whatever it is told. */
  @Test
  void shouldKeepToThePermissionsOfItsProgram() throws IOException {
    ProgramRun run =
        ProgramRun.of(folder, Permissions.builder(folder).console(true).build(), HEAD + """
            const worker = new Worker(`
              const attempt = (body) => { try { body(); return "done"; } catch (e) { return e.code; } };
              const fs = require("fs");
              require("worker_threads").parentPort.postMessage([attempt(() => fs.readFileSync("/etc/hostname")), attempt(() => fs.readdirSync(".")),
                attempt(() => require("child_process").execSync("id")), attempt(() => process.chdir("/")), typeof Java, process.env.PATH].join());
            `, { eval: true, env: { PATH: "given" } });
            worker.on("message", (text) => console.log(text));
            await exit(worker);
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly("ERR_ACCESS_DENIED,done,ERR_ACCESS_DENIED,ERR_WORKER_UNSUPPORTED_OPERATION,undefined,given");
  }

  @Test
  void shouldNotOutliveItsProgram() throws IOException {
    ProgramRun run = ProgramRun.of(folder, Permissions.unsafe(folder), HEAD + """
            const worker = new Worker("while (true);", { eval: true, name: "left" });
            await once(worker, "online");
            process.exit(3);
            """);
    assertThat(run.code()).isEqualTo(3);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("js thread"));
  }

  @Test
  void shouldShowAThreadItsOptions() throws IOException {
    assertThat(ProgramRun.lines(folder, HEAD + """
                if (isMainThread) {
                  console.log(await exit(new Worker(new URL(import.meta.url), { execArgv: ["--no-warnings"] })));
                } else {
                  console.log(process.execArgv.join());
                }
                """)).containsExactly("--no-warnings", "0");
  }
}
