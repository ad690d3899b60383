package dev.intarsia.js.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start others, with what Node gives. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildProgramTest {
  @TempDir
  private Path folder;

  @Test
  void shouldTalkToAChildAndSeeHowItEnds() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import { spawn } from "node:child_process";
                import { once } from "node:events";
                const cat = spawn("cat");
                let text = "";
                cat.stdout.on("data", (bytes) => { text += bytes; });
                cat.stdin.end("hello");
                console.log(...await once(cat, "close"), text, cat.exitCode, cat.signalCode);
                console.log(...await once(spawn("sh", ["-c", "exit 3"]), "exit"));
                console.log(...await once(spawn("sh", ["-c", "kill -9 $$"]), "exit"));
                console.log(...await once(spawn("sh", ["-c", "exit 137"]), "exit"));
                const sleep = spawn("sleep", ["100"]);
                console.log(sleep.kill("SIGINT"), ...await once(sleep, "exit"), sleep.killed, sleep.kill());
                const [error] = await once(spawn("no-such-command", ["a"]), "error");
                console.log(error.code, error.errno, error.syscall, error.path, error.spawnargs.join());
                const stopper = new AbortController();
                const stopped = spawn("sleep", ["100"], { signal: stopper.signal });
                stopped.on("error", ({ name, code }) => console.log(name, code));
                stopper.abort();
                console.log(...await once(stopped, "exit"));
                """))
        .containsExactly(
            "0 null hello 0 null",
            "3 null",
            "null SIGKILL",
            "137 null",
            "true null SIGINT true false",
            "ENOENT -2 spawn no-such-command no-such-command a",
            "AbortError ABORT_ERR",
            "null SIGTERM");
  }

  @Test
  void shouldGatherOutputWithinLimits() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import { exec, execFile } from "node:child_process";
                import { promisify } from "node:util";
                const told = (promise) => promise.then(JSON.stringify, (e) => [e.code, e.killed, e.signal, e.stdout?.length, e.message.trim()].join("|"));
                const run = promisify(exec);
                console.log(await told(run("echo out; echo err >&2; echo $A; pwd", { env: { A: "42" }, cwd: "/" })));
                console.log(await told(run("echo out; exit 2")));
                console.log(await told(run("sleep 100", { timeout: 50 })));
                console.log(await told(promisify(execFile)("sh", ["-c", "head -c 3000 /dev/zero"], { maxBuffer: 100 })));
                """))
        .containsExactly(
            "{\"stdout\":\"out\\n42\\n/\\n\",\"stderr\":\"err\\n\"}",
            "2|false||4|Command failed: echo out; exit 2",
            "|true|SIGTERM|0|Command failed: sleep 100",
            "ERR_CHILD_PROCESS_STDIO_MAXBUFFER|||100|stdout maxBuffer length exceeded");
  }

  @Test
  void shouldWaitForAChild() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import { execSync, execFileSync, spawnSync } from "node:child_process";
                console.log(execSync("pwd", { cwd: "/", encoding: "utf8" }).trim());
                const big = "x".repeat(300_000);
                console.log(execFileSync("cat", { input: big, encoding: "utf8" }) === big);
                try { execSync("echo bad >&2; exit 7", { stdio: "pipe" }); } catch (e) { console.log(e.status, e.signal, JSON.stringify(e.message)); }
                const late = spawnSync("sleep", ["100"], { timeout: 50 });
                console.log(late.error.code, late.signal, late.status);
                const loud = spawnSync("sh", ["-c", "while :; do echo x; done"], { maxBuffer: 10 });
                console.log(loud.error.code, loud.signal, loud.stdout.length > 10);
                const absent = spawnSync("no-such-command");
                console.log(absent.error.code, absent.error.syscall, absent.status, absent.pid, absent.output);
                execSync("echo inherited", { stdio: "inherit" });
                """))
        .containsExactly(
            "/",
            "true",
            "7 null \"Command failed: echo bad >&2; exit 7\\nbad\\n\"",
            "ETIMEDOUT SIGTERM null",
            "ENOBUFS SIGTERM true",
            "ENOENT spawnSync no-such-command null 0 null",
            "inherited");
  }

  @Test
  void shouldGiveAChildItsOutputFilesAndInput() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import { spawn } from "node:child_process";
                import { once } from "node:events";
                import fs from "node:fs";
                fs.writeFileSync("in", "from a file");
                const [input, output] = [fs.openSync("in"), fs.openSync("out", "w")];
                await once(spawn("cat", { stdio: [input, output, "ignore"] }), "close");
                while (fs.statSync("out").size < 11) await new Promise((done) => setTimeout(done, 5));
                console.log(fs.readFileSync("out", "utf8"));
                await once(spawn("sh", ["-c", "echo to the parent"], { stdio: "inherit" }), "close");
                const extra = spawn("sh", ["-c", "echo third >&3"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
                extra.stdio[3].on("data", (bytes) => console.log(`${bytes}`.trim()));
                console.log(...await once(extra, "close"));
                """))
        .containsExactlyInAnyOrder("from a file", "to the parent", "third", "0 null");
  }

  @Test
  void shouldForkAProgramOfItsOwnKind() throws IOException {
    Files.writeString(folder.resolve("child.mjs"), """
        process.on("message", (message) => {
          if (message === "bye") process.disconnect();
          else process.send({ got: message, arguments: process.argv.slice(2), folder: process.cwd() });
        });
        process.send(typeof process.env.NODE_CHANNEL_FD);
        """);
    assertThat(ProgramRun.lines(folder, """
                import { execSync, fork } from "node:child_process";
                import { once } from "node:events";
                const child = fork("child.mjs", ["a", "b"]);
                child.on("message", (message) => {
                  console.log(JSON.stringify(message));
                  child.send(message === "undefined" ? { a: [1] } : "bye");
                });
                child.on("disconnect", () => console.log("disconnected", child.connected));
                console.log(...await once(child, "exit"));
                console.log(execSync(`"${process.execPath}" -p "1 + process.argv.length" c`, { encoding: "utf8" }).trim());
                """))
        .startsWith("\"undefined\"")
        .anyMatch(line -> line.startsWith("{\"got\":{\"a\":[1]},\"arguments\":[\"a\",\"b\"]"))
        .contains("disconnected false", "0 null");
  }

  @Test
  void shouldTakeArgumentsOfAnyKindAsText() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import { execFileSync, spawn } from "node:child_process";
                import { once } from "node:events";
                const echo = spawn("echo", [23, null, { toString: () => "shown" }]);
                echo.stdout.on("data", (bytes) => console.log(`${bytes}`.trim()));
                await once(echo, "close");
                console.log(execFileSync("echo", [42, true], { encoding: "utf8" }).trim());
                """)).containsExactly("23 null shown", "42 true");
  }

  @Test
  void shouldShowAChildTheOptionsBeforeItsFileAndHandThemOn() throws IOException {
    Files.writeString(folder.resolve("child.cjs"), """
        console.log(process.execArgv.join(), process.argv.slice(2).join());
        if (process.argv[2] === "a") require("node:child_process").fork(__filename, ["b"]);
        """);
    assertThat(ProgramRun.lines(folder, """
                import { spawnSync } from "node:child_process";
                const words = ["--stack-size=256", "--title", "x", "child.cjs", "a"];
                console.log(process.execArgv.length, `${spawnSync(process.execPath, words).stdout}`.trim());
                """))
        .containsExactly("0 --stack-size=256,--title,x a", "--stack-size=256,--title,x b");
  }
}
