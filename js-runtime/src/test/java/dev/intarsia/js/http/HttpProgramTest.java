package dev.intarsia.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that serve and ask over HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpProgramTest {
  @TempDir
  private Path folder;

  @Test
  void shouldStreamBothWaysAndKeepConnections() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
                let connections = 0;
                const server = http.createServer(async (request, response) => {
                  response.setHeader("Trailer", "x-count");
                  let count = 0;
                  for await (const bytes of request) {
                    count += bytes.length;
                    response.write(bytes);
                  }
                  response.addTrailers({ "x-count": String(count) });
                  response.end();
                }).on("connection", () => connections++).listen(0);
                await new Promise((resolve) => server.on("listening", resolve));
                const ask = (path, pieces) => new Promise((resolve, reject) => {
                  const request = http.request({ agent, port: server.address().port, method: "POST", path }, (response) => {
                    let text = "";
                    response.setEncoding("utf8").on("data", (part) => { text += part; });
                    response.on("end", () => resolve([response.statusCode, text, response.trailers["x-count"],
                      response.headers["transfer-encoding"]].join(" ")));
                  }).on("error", reject);
                  for (const piece of pieces) request.write(piece);
                  request.end();
                });
                console.log(await ask("/1", ["one ", "two"]));
                console.log(await ask("/2", ["\\u20ac".repeat(3)]));
                console.log((await ask("/3", Array(100).fill("0123456789".repeat(1000)))).length, connections);
                agent.destroy();
                server.close(() => console.log("closed"));
                """))
        .containsExactly("200 one two 7 chunked", "200 \u20ac\u20ac\u20ac 9 chunked", "1000020 1", "closed");
  }

  @Test
  void shouldAnswerWhatIsWrongAndGoOn() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                import net from "node:net";
                const server = http.createServer((request, response) => response.end("fine")).listen(0);
                await new Promise((resolve) => server.on("listening", resolve));
                const raw = (text) => new Promise((resolve) => {
                  let answer = "";
                  const socket = net.connect(server.address().port, () => socket.write(text));
                  socket.on("data", (bytes) => { answer += bytes; }).on("close", () => resolve(answer.split("\\r\\n")[0]));
                });
                console.log(await raw("BREW / HTTP/1.1\\r\\n\\r\\n"));
                console.log(await raw("GET / HTTP/1.1\\r\\nHost: x\\r\\nA: " + "b".repeat(20000) + "\\r\\n\\r\\n"));
                console.log(await raw("POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 3\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"));
                console.log(await raw("GET / HTTP/1.1\\r\\n\\r\\n"));
                console.log(await raw("GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n"));
                server.close();
                """))
        .containsExactly(
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 431 Request Header Fields Too Large",
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 200 OK");
  }

  @Test
  void shouldTellARequestWhoseClientLeft() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                import net from "node:net";
                const server = http.createServer((request, response) => {
                  request.on("error", (error) => console.log("request", error.code));
                  response.on("close", () => { console.log("response", response.writableFinished); server.close(); });
                  request.resume();
                  client.destroy();
                }).listen(0);
                let client;
                server.on("listening", () => {
                  client = net.connect(server.address().port, () => client.write("POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 10\\r\\n\\r\\nabc"));
                });
                """)).containsExactlyInAnyOrder("request ECONNRESET", "response false");
  }

  @Test
  void shouldCloseConnectionsOnRequestAndByTime() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                import net from "node:net";
                const server = http.createServer({ headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 },
                  (request, response) => { if (request.url === "/") response.end("ok"); }).listen(0);
                await new Promise((resolve) => server.on("listening", resolve));
                const open = (text, name) => new Promise((resolve) => {
                  let answer = "";
                  const socket = net.connect(server.address().port, () => { socket.write(text); resolve(); });
                  socket.on("data", (bytes) => { answer += bytes; });
                  socket.on("close", () => console.log(name, answer.split("\\r\\n")[0]));
                });
                await open("GET / HTTP/1.1\\r\\nHo", "slow");
                await new Promise((resolve) => setTimeout(resolve, 600));
                await open("GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n", "idle");
                await new Promise((resolve) => setTimeout(resolve, 100));
                server.closeIdleConnections();
                await open("GET /never HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n", "busy");
                await new Promise((resolve) => setTimeout(resolve, 100));
                server.close(() => console.log("closed"));
                server.closeAllConnections();
                """))
        .containsExactlyInAnyOrder("slow HTTP/1.1 408 Request Timeout", "idle HTTP/1.1 200 OK", "busy ", "closed");
  }

  @Test
  void shouldUpgradeContinueAndInform() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import http from "node:http";
                const server = http.createServer((request, response) => {
                  response.writeEarlyHints({ link: "</a.css>; rel=preload" });
                  request.resume().on("end", () => response.end("done"));
                });
                server.on("checkContinue", (request, response) => {
                  console.log("expects");
                  response.writeContinue();
                  server.emit("request", request, response);
                });
                server.on("upgrade", (request, socket, head) => {
                  socket.write("HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: echo\\r\\n\\r\\n");
                  socket.pipe(socket);
                });
                server.listen(0, () => {
                  const { port } = server.address();
                  const request = http.request({ port, method: "PUT", headers: { expect: "100-continue" } });
                  request.on("continue", () => { console.log("goes on"); request.end("body"); });
                  request.on("information", ({ statusCode }) => console.log("information", statusCode));
                  request.on("response", (response) => response.resume().on("end", () => {
                    const upgrade = http.get({ port, headers: { connection: "upgrade", upgrade: "echo" } });
                    upgrade.on("upgrade", (answer, socket) => {
                      socket.on("data", (bytes) => { console.log(String(bytes)); socket.end(); server.close(); });
                      socket.write("hi");
                    });
                  }));
                  request.flushHeaders();
                });
                """))
        .containsExactly("expects", "goes on", "information 100", "information 103", "hi");
  }
}
