package dev.intarsia.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of fetch, of WebSocket and of EventSource as streams, between a program and its own server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FetchStreamTest {
  private static final String HEAD = """
      import http from "node:http";
      import zlib from "node:zlib";
      import { createHash } from "node:crypto";
      import { once } from "node:events";
      const bytes = (text) => new TextEncoder().encode(text);
      const attempt = async (body) => { try { return await body(); } catch (error) { return `${error.name}: ${error.message} ${error.cause?.code ?? ""}`; } };
      const serve = async (handler) => {
        const server = http.createServer(handler).listen(0, "127.0.0.1");
        await once(server, "listening");
        return [server, `http://127.0.0.1:${server.address().port}`];
      };
      """;

  @TempDir
  private Path folder;

  private List<String> lines(String program) throws IOException {
    return ProgramRun.lines(folder, HEAD + program);
  }

  @Test
  void shouldHandOverEachPieceOfAnAnswerAsItComes() throws IOException {
    assertThat(lines("""
                let next;
                const [server, base] = await serve((request, response) => {
                  response.write("one");
                  next = () => response.end("two");
                });
                const answer = await fetch(base);
                const reader = answer.body.getReader();
                console.log(answer.status, Buffer.from((await reader.read()).value).toString());
                next();
                console.log(Buffer.from((await reader.read()).value).toString(), (await reader.read()).done);
                server.close();
                """)).containsExactly("200 one", "two true");
  }

  @Test
  void shouldHoldBackAnAnswerThatNobodyReads() throws IOException {
    assertThat(lines("""
                const piece = Buffer.alloc(65536);
                let sent = 0;
                const [server, base] = await serve((request, response) => {
                  response.on("close", () => console.log("closed", response.writableFinished));
                  const more = () => { while (sent++ < 2000) if (!response.write(piece)) return void response.once("drain", more); response.end(); };
                  more();
                });
                const answer = await fetch(base);
                const reader = answer.body.getReader();
                await reader.read();
                await new Promise((resolve) => setTimeout(resolve, 300));
                console.log("held back", sent < 2000);
                await reader.cancel();
                await once(server.close(), "close");
                """)).containsExactly("held back true", "closed false");
  }

  @Test
  void shouldSendABodyPieceByPiece() throws IOException {
    assertThat(lines("""
                const [server, base] = await serve(async (request, response) => {
                  if (request.url === "/again") return response.writeHead(307, { location: "/" }).end();
                  parts = [];
                  try {
                    for await (const part of request) parts.push(part.toString());
                  } catch (error) { console.log("server", error.code); }
                  response.end(`${request.headers["transfer-encoding"]} ${parts}`);
                });
                let parts = [];
                let count = 0;
                const body = new ReadableStream({
                  async pull(controller) {
                    // The next piece follows when the server has the one before.
                    while (parts.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
                    if (count++ < 3) controller.enqueue(bytes(`part${count}`));
                    else controller.close();
                  },
                }, { highWaterMark: 0 });
                console.log(await (await fetch(base, { method: "POST", body, duplex: "half" })).text());
                const one = () => new ReadableStream({ start(controller) { controller.enqueue(bytes("x")); controller.close(); } });
                console.log(await attempt(() => fetch(base + "/again", { method: "POST", body: one(), duplex: "half" })));
                console.log(await (await fetch(base + "/again", { method: "POST", body: "kept" })).text());
                const broken = new ReadableStream({ pull(controller) { controller.error(new RangeError("mine")); } });
                console.log(await attempt(() => fetch(base, { method: "POST", body: broken, duplex: "half" })));
                server.close();
                server.closeAllConnections();
                """))
        .contains("chunked part1,part2,part3", "TypeError: fetch failed ", "undefined kept")
        .filteredOn(line -> line.startsWith("TypeError: fetch failed"))
        .hasSize(2);
  }

  @Test
  void shouldEndWithItsSignalOrItsConnection() throws IOException {
    assertThat(lines("""
                const [server, base] = await serve((request, response) => {
                  if (request.url === "/break") {
                    response.writeHead(200, { "content-length": 100 });
                    return response.write("part", () => response.destroy());
                  }
                  response.on("close", () => console.log("closed"));
                  response.write("x");
                });
                console.log(await attempt(async () => (await fetch(base + "/break")).text()));
                const control = new AbortController();
                const answer = await fetch(base, { signal: control.signal });
                const whole = attempt(() => answer.text());
                control.abort();
                console.log(await whole);
                await once(server.close(), "close");
                console.log(await attempt(() => fetch(base)));
                """))
        .containsExactlyInAnyOrder(
            "TypeError: terminated UND_ERR_SOCKET",
            "AbortError: This operation was aborted ",
            "closed",
            "TypeError: fetch failed ECONNREFUSED");
  }

  @Test
  void shouldDecodeWhatIsCoded() throws IOException {
    assertThat(lines("""
                const text = "coded ".repeat(10000);
                const [server, base] = await serve((request, response) => {
                  const coding = request.url.slice(1);
                  const coded = { "gzip": zlib.gzipSync(text), "br": zlib.brotliCompressSync(text), "deflate": zlib.deflateSync(text),
                    "deflate,gzip": zlib.gzipSync(zlib.deflateSync(text)), "unknown": Buffer.from(text) }[coding];
                  response.writeHead(200, { "content-encoding": coding }).end(coded);
                });
                for (const coding of ["gzip", "br", "deflate", "deflate,gzip", "unknown"]) {
                  console.log(coding, (await (await fetch(`${base}/${coding}`)).text()) === text);
                }
                console.log((await fetch(base + "/gzip", { method: "HEAD" })).body);
                server.close();
                server.closeAllConnections();
                """))
        .containsExactly("gzip true", "br true", "deflate true", "deflate,gzip true", "unknown true", "null");
  }

  @Test
  void shouldKeepAWebSocket() throws IOException {
    assertThat(lines("""
                const [server, base] = await serve((request, response) => response.writeHead(404).end());
                const frame = (kind, content) => Buffer.concat([Buffer.from([0x80 | kind, content.length]), content]);
                server.on("upgrade", (request, socket) => {
                  const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
                  socket.write("HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n"
                    + `Sec-WebSocket-Protocol: b\\r\\nSec-WebSocket-Accept: ${accept}\\r\\n\\r\\n`);
                  socket.on("data", (part) => {
                    // Each message here comes in one short frame.
                    for (let at = 0; at < part.length;) {
                      const kind = part[at] & 15, length = part[at + 1] & 127, mask = part.subarray(at + 2, at + 6);
                      const content = Buffer.from(part.subarray(at + 6, at + 6 + length).map((byte, i) => byte ^ mask[i % 4]));
                      at += 6 + length;
                      socket.write(frame(kind, content));
                      if (kind === 8) socket.end();
                    }
                  });
                });
                const socket = new WebSocket(base.replace("http", "ws"), ["a", "b"]);
                socket.binaryType = "arraybuffer";
                console.log(socket.readyState, socket.binaryType, await attempt(() => socket.send("early")));
                await new Promise((resolve) => { socket.onopen = resolve; });
                console.log(socket.readyState, socket.protocol);
                socket.send("text");
                socket.send(new Uint8Array([1, 2, 3]));
                const came = [];
                await new Promise((resolve) => { socket.onmessage = ({ data }) => came.push(data) === 2 && resolve(); });
                console.log(came[0], [...new Uint8Array(came[1])].join());
                socket.close(4000, "bye");
                const { code, reason, wasClean } = await new Promise((resolve) => socket.addEventListener("close", resolve));
                console.log(code, reason, wasClean, socket.readyState);
                const other = new WebSocket(base);
                server.removeAllListeners("upgrade");
                await new Promise((resolve) => { other.onerror = () => { console.log("error"); resolve(); }; });
                console.log(await attempt(() => new WebSocket("ftp://x")), await attempt(() => new WebSocket("ws://x", ["a", "a"])));
                server.close();
                server.closeAllConnections();
                """))
        .containsExactly(
            "0 arraybuffer InvalidStateError: Sent before connected. ",
            "1 b",
            "text 1,2,3",
            "4000 bye true 3",
            "error",
            "SyntaxError: expected a ws: or wss: url  SyntaxError: Invalid Sec-WebSocket-Protocol value ");
  }

  @Test
  void shouldReadEventsAndComeBackForMore() throws IOException {
    assertThat(lines("""
                const [server, base] = await serve((request, response) => {
                  response.writeHead(200, { "content-type": "text/event-stream" });
                  const last = request.headers["last-event-id"];
                  response.end(last === undefined ? "retry: 20\\nid: 7\\ndata: a\\ndata: b\\n\\nevent: named\\ndata: {}\\n\\n" : `data: after ${last}\\n\\n`);
                });
                const source = new EventSource(base);
                source.addEventListener("named", ({ data, lastEventId }) => console.log("named", data, lastEventId));
                await new Promise((resolve) => {
                  source.onmessage = ({ data, lastEventId }) => {
                    console.log(JSON.stringify(data), lastEventId);
                    if (data.startsWith("after")) resolve();
                  };
                });
                source.close();
                console.log(source.readyState);
                server.close();
                server.closeAllConnections();
                """)).containsExactly("\"a\\nb\" 7", "named {} 7", "\"after 7\" 7", "2");
  }
}
