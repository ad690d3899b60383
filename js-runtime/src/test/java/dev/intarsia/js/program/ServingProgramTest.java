package dev.intarsia.js.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that read lines, and programs that serve with a pool behind them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServingProgramTest {
  @TempDir
  private Path folder;

  @Test
  void shouldReadLinesAndAnswers() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import readline from "node:readline";
                import * as promises from "node:readline/promises";
                import { PassThrough, Readable } from "node:stream";
                const lines = [];
                for await (const line of readline.createInterface({ input: Readable.from(["one\\ntw", "o\\r\\nthree"]) })) lines.push(line);
                console.log(JSON.stringify(lines));
                const input = new PassThrough();
                const output = new PassThrough();
                const asking = promises.createInterface({ input, output });
                const answer = asking.question("name? ");
                input.write("Ada\\n");
                console.log(await answer, String(output.read()));
                asking.close();
                """)).containsExactly("[\"one\",\"two\",\"three\"]", "Ada name? ");
  }

  @Test
  void shouldServeWithAPoolBehindItsHandlersAndEnd() throws IOException {
    Files.writeString(folder.resolve("tasks.mjs"), """
        import { task } from "knitting";
        export const shout = task({ f: (bytes) => new TextDecoder().decode(bytes).toUpperCase() });
        """);
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                import { createPool } from "knitting";
                import { shout } from "./tasks.mjs";
                const pool = createPool({ threads: 2 })({ shout });
                const server = http.createServer(async (request, response) => {
                  const parts = [];
                  for await (const part of request) parts.push(part);
                  response.end(await pool.call.shout(Buffer.concat(parts)));
                }).listen(0, "127.0.0.1", async () => {
                  const ask = (body) => new Promise((resolve, reject) => {
                    http.request({ port: server.address().port, method: "POST" }, async (response) => {
                      let text = "";
                      for await (const part of response) text += part;
                      resolve(text);
                    }).on("error", reject).end(body);
                  });
                  console.log((await Promise.all(["a", "b", "c", "d"].map((letter) => ask(letter.repeat(3))))).join());
                  pool.shutdown();
                  server.close(() => console.log("closed"));
                });
                """)).containsExactly("AAA,BBB,CCC,DDD", "closed");
  }
}
