package dev.intarsia.js.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The permission {@code run} is asked for the file that is run, whatever it is called. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunPermissionTest {
  private static final String HEAD = """
      import { spawnSync, spawn, fork, exec } from "node:child_process";
      import { once } from "node:events";
      import fs from "node:fs";
      const tell = (body) => {
        try {
          const { stdout, error } = body();
          console.log(error?.code ?? `${stdout}`.trim());
        } catch (error) { console.log(error.code, /the permission "run"/.test(error.message)); }
      };
      """;

  @TempDir
  private Path folder;

  private Path evil;

  @BeforeEach
  void prepare() throws IOException {
    evil = Files.createDirectory(folder.resolve("evil")).resolve("echo");
    Files.writeString(evil, "#!/bin/sh\necho evil\n");
    Files.setPosixFilePermissions(evil, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(folder.resolve("evil/id"), Path.of("/bin/sh"));
  }

  private List<String> run(Permissions permissions, String program) throws IOException {
    ProgramRun run = ProgramRun.of(folder, permissions, HEAD + program);
    assertThat(run.err()).isEmpty();
    return run.out().lines().toList();
  }

  private Permissions.Builder console() {
    return Permissions.builder(folder).console(true).env(Set.of("PATH"));
  }

  @Test
  void shouldRunWhatIsAllowedAndNothingElse() throws IOException {
    String program = """
        tell(() => spawnSync("echo", ["good"]));
        tell(() => spawnSync("/bin/echo", ["good"]));
        tell(() => spawnSync("echo", { env: { PATH: "./evil" } }));
        tell(() => spawnSync("./evil/echo"));
        tell(() => spawnSync("sh", ["-c", "echo shell"]));
        tell(() => spawnSync("echo good", { shell: true }));
        tell(() => spawnSync("echo", ["x"], { env: { LD_PRELOAD: "./evil.so" } }));
        tell(() => spawnSync("echo", ["good"], { argv0: "sh" }));
        tell(() => spawnSync("not-allowed"));
        tell(() => spawnSync(process.execPath, ["-p", "1"]));
        tell(() => process.kill(1, 0));
        """;
    assertThat(run(console().run(Set.of("echo")).build(), program))
        .containsExactly(
            "good",
            "good",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true",
            "good",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true",
            "ERR_ACCESS_DENIED true");
    assertThat(run(console().build(), program)).hasSize(11).containsOnly("ERR_ACCESS_DENIED true");
  }

  @Test
  void shouldDenyAFileUnderEachOfItsNames() throws IOException {
    String program = """
        tell(() => spawnSync("echo", ["good"]));
        tell(() => spawnSync("sh", ["-c", "echo shell"]));
        tell(() => spawnSync("./evil/id", ["-c", "echo shell"]));
        tell(() => spawnSync(fs.realpathSync("/bin/sh"), ["-c", "echo shell"]));
        """;
    assertThat(run(console().readAll().runAll().denyRun(Set.of("sh")).build(), program))
        .containsExactly("good", "ERR_ACCESS_DENIED true", "ERR_ACCESS_DENIED true", "ERR_ACCESS_DENIED true");
  }

  /** Its code can't say what is checked beside what is run. */
  @Test
  void shouldReadWhatIsRunOnce() throws IOException {
    String program = """
        let reads = 0;
        const turning = { toString: () => (reads++ === 0 ? "echo" : "sh"), [Symbol.toPrimitive]: () => (reads++ === 0 ? "echo" : "sh") };
        try { console.log(`${spawnSync(turning, ["x"]).stdout}`); } catch (error) { console.log(error.code); }
        const names = ["echo", "-c", "echo shell"];
        const array = new Proxy(names, { get: (target, key) => (key === "0" && reads++ > 0 ? "sh" : Reflect.get(target, key)) });
        console.log(`${spawnSync("echo", array).stdout}`.includes("shell\\n") ? "echoed" : "ran");
        String.prototype.slice = () => "sh";
        Array.prototype.slice = function () { return ["-c", "echo shell"]; };
        console.log(`${spawnSync("echo", ["x"]).stdout ?? ""}`.trim());
        """;
    assertThat(run(console().run(Set.of("echo")).prototypes(true).build(), program))
        .first()
        .isEqualTo("ERR_INVALID_ARG_TYPE");
    assertThat(run(console().run(Set.of("echo")).prototypes(true).build(), program))
        .doesNotContain("shell", "ran");
  }

  @Test
  void shouldKeepAForkWithinThePermissionsOfItsProgram() throws IOException {
    Files.writeString(folder.resolve("child.mjs"), """
        import fs from "node:fs";
        import { spawnSync } from "node:child_process";
        const code = (body) => { try { body(); return "done"; } catch (error) { return error.code; } };
        process.send([code(() => fs.readFileSync("/etc/hostname")), code(() => fs.readFileSync("child.mjs")), code(() => spawnSync("echo")),
          Object.keys(process.env).includes("SECRET"), process.env.INTARSIA_PROGRAM_PERMISSIONS ?? "hidden"]);
        """);
    assertThat(run(console().run(Set.of("intarsia")).build(), """
                const child = fork("child.mjs", { env: { INTARSIA_PROGRAM_PERMISSIONS: "", SECRET: "x" } });
                console.log(JSON.stringify((await once(child, "message"))[0]), ...await once(child, "exit"));
                """))
        .containsExactly("[\"ERR_ACCESS_DENIED\",\"done\",\"ERR_ACCESS_DENIED\",false,\"hidden\"] 0 null");
  }
}
