package dev.intarsia.js.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that listen and connect. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetProgramTest {
  @TempDir
  private Path folder;

  @Test
  void shouldTalkBothWaysAndEnd() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                const server = net.createServer((socket) => {
                  socket.setEncoding("utf8");
                  socket.on("data", (text) => socket.write(text.toUpperCase()));
                  socket.on("end", () => socket.end("!"));
                }).listen(0, "127.0.0.1", () => {
                  const client = net.connect(server.address().port, "127.0.0.1");
                  client.on("connect", () => {
                    console.log(client.remoteAddress, client.remoteFamily, client.remotePort === server.address().port);
                    client.end("hello");
                  });
                  let text = "";
                  client.on("data", (bytes) => { text += bytes; });
                  client.on("close", (failed) => {
                    console.log(text, failed, client.bytesRead, client.bytesWritten);
                    server.close(() => console.log("closed"));
                  });
                });
                """)).containsExactly("127.0.0.1 IPv4 true", "HELLO! false 6 5", "closed");
  }

  @Test
  void shouldNameErrorsAsNodeDoes() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                import { once } from "node:events";
                const tell = ({ code, syscall, errno, address }) => console.log(code, syscall, errno, address);
                const server = net.createServer().listen(0, "127.0.0.1");
                await once(server, "listening");
                const { port } = server.address();
                tell((await once(net.createServer().listen(port, "127.0.0.1"), "error"))[0]);
                server.close();
                await once(server, "close");
                tell((await once(net.connect(port, "127.0.0.1"), "error"))[0]);
                const again = net.createServer().listen(port, "127.0.0.1");
                await once(again, "listening");
                again.on("connection", (socket) => socket.on("data", () => socket.resetAndDestroy()));
                const client = net.connect(port, "127.0.0.1", () => client.write("x"));
                tell((await once(client, "error"))[0]);
                again.close();
                tell((await once(net.connect("/nowhere/socket"), "error"))[0]);
                """))
        .containsExactly(
            "EADDRINUSE listen -98 127.0.0.1",
            "ECONNREFUSED connect -111 127.0.0.1",
            "ECONNRESET read -104 undefined",
            "ENOENT connect -2 /nowhere/socket");
  }

  @Test
  void shouldHoldASenderBackWhenItsReaderPauses() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                const piece = Buffer.alloc(65536, 1);
                const pieces = 500;
                const server = net.createServer((socket) => {
                  let sent = 0;
                  const send = () => {
                    while (sent < pieces) {
                      sent++;
                      if (!socket.write(piece)) return void socket.once("drain", send);
                    }
                    socket.end();
                  };
                  send();
                  setTimeout(() => console.log("held back", sent < pieces, socket.writableLength <= 2 * piece.length), 300);
                }).listen(0, () => {
                  const client = net.connect(server.address().port);
                  let count = 0;
                  client.pause();
                  client.on("data", (bytes) => { count += bytes.length; });
                  client.on("end", () => { console.log(count === pieces * piece.length); server.close(); });
                  setTimeout(() => client.resume(), 600);
                });
                """)).containsExactly("held back true true", "true");
  }

  @Test
  void shouldEndWithUnreferencedSocketsAndIdleOnes() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                const server = net.createServer((socket) => {
                  socket.setTimeout(50, () => { console.log("idle"); socket.destroy(); });
                  server.unref();
                }).listen(0, () => net.connect(server.address().port).unref());
                """)).containsExactly("idle");
  }

  @Test
  void shouldListenAndConnectOnlyWhereThePermissionAllows() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      String program = """
          import net from "node:net";
          import { once } from "node:events";
          import dns from "node:dns/promises";
          const outcome = (emitter, good) => new Promise((resolve) =>
            emitter.on("error", (error) => resolve(error.code)).on(good, () => { resolve(good); (emitter.destroy ?? emitter.close).call(emitter); }));
          console.log(await outcome(net.connect(%1$d, "127.0.0.1"), "connect"));
          console.log(await outcome(net.connect(%1$d, "localhost"), "connect"));
          console.log(await outcome(net.connect(%2$d, "127.0.0.1"), "connect"));
          console.log(await outcome(net.createServer().listen(0, "127.0.0.1"), "listening"));
          console.log(await outcome(net.createServer().listen(0), "listening"));
          console.log(await outcome(net.createServer().listen("socket"), "listening"));
          console.log(await dns.lookup("example.invalid").catch((error) => error.code));
          """.formatted(other.getLocalPort(), other.getLocalPort() + 1);
      assertThat(run(
              Permissions.builder(folder)
                  .console(true)
                  .net(Set.of("127.0.0.1:" + other.getLocalPort()))
                  .build(),
              program))
          .containsExactly("connect", "ERR_ACCESS_DENIED", "EACCES", "EACCES", "EACCES", "EACCES", "ERR_ACCESS_DENIED");
      // 127.0.0.1 is allowed from the moment when the program has looked up localhost, and found it there.
      assertThat(run(
              Permissions.builder(folder)
                  .console(true)
                  .net(Set.of("localhost", "0.0.0.0:0"))
                  .build(),
              program))
          .containsExactly(
              "EACCES", "connect", "ECONNREFUSED", "listening", "listening", "EACCES", "ERR_ACCESS_DENIED");
      assertThat(run(
                  Permissions.builder(folder)
                      .console(true)
                      .netAll()
                      .denyNet(Set.of("127.0.0.1"))
                      .build(),
                  program)
              .subList(0, 6))
          .containsExactly("EACCES", "EACCES", "EACCES", "EACCES", "EACCES", "EACCES");
    }
  }

  private java.util.List<String> run(Permissions permissions, String program) throws IOException {
    ProgramRun run = ProgramRun.of(folder, permissions, program);
    assertThat(run.err()).isEmpty();
    return run.out().lines().toList();
  }

  @Test
  void shouldConnectFromAChosenAddressAndPort() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                import { once } from "node:events";
                const server = net.createServer((socket) => socket.end()).listen(0, "127.0.0.1");
                await once(server, "listening");
                const { port } = server.address();
                const chosen = net.connect({ port, host: "127.0.0.1", localAddress: "127.0.0.1" });
                await once(chosen, "connect");
                console.log(chosen.localAddress, chosen.localPort > 0);
                await once(chosen.resume(), "close");
                const [{ code, syscall }] = await once(net.connect({ port, host: "127.0.0.1", localAddress: "127.0.0.1", localPort: port }), "error");
                console.log(code, syscall);
                const spare = net.createServer().listen(0, "127.0.0.1");
                await once(spare, "listening");
                const free = spare.address().port;
                await new Promise((done) => spare.close(done));
                const client = net.connect({ port, host: "127.0.0.1", localPort: free });
                await once(client, "connect");
                console.log(client.localPort === free);
                client.destroy();
                server.close();
                """)).containsExactly("127.0.0.1 true", "EADDRINUSE connect", "true");
  }

  @Test
  void shouldKeepATimerThatWasTakenOffOff() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import net from "node:net";
                import { once } from "node:events";
                const server = net.createServer((socket) => socket.write("a")).listen(0, "127.0.0.1");
                await once(server, "listening");
                const client = net.connect(server.address().port, "127.0.0.1");
                client.setTimeout(1, () => console.log("timeout"));
                client.setTimeout(0);
                await once(client, "data");
                await new Promise((done) => setTimeout(done, 100));
                console.log("quiet");
                client.setTimeout(1);
                await once(client, "timeout");
                client.destroy();
                server.close();
                """)).containsExactly("quiet", "timeout");
  }

  @Test
  void shouldOpenASocketFileToOthersWhenAsked() throws IOException {
    assertThat(ProgramRun.lines(folder, """
                import fs from "node:fs";
                import net from "node:net";
                import { once } from "node:events";
                const server = net.createServer().listen({ path: "s", readableAll: true, writableAll: true });
                await once(server, "listening");
                console.log((fs.statSync("s").mode & 0o666).toString(8));
                server.close();
                """)).containsExactly("666");
  }
}
