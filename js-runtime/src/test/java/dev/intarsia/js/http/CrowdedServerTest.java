package dev.intarsia.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.Program;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with many clients that do nothing, are slow, or vanish: others are served meanwhile, and nothing of them is left. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdedServerTest {
  private static final int LARGE = 8 << 20;
  private static final int MANY = 1000;
  private static final int SOME = 100;

  /** It tells connections, requests and answers that are open, without those of the client that asks for the numbers. */
  private static final String SERVER = """
      import http from "node:http";
      import { pipeline, Readable } from "node:stream";
      const piece = Buffer.alloc(65536, "x");
      let requests = 0, answers = 0, given = 0;
      function* pieces() {
        given++;
        try { for (let i = 0; i < %d / piece.length; i++) yield piece; } finally { given--; }
      }
      const server = http.createServer((request, response) => {
        if (request.url === "/count") {
          return server.getConnections((error, connections) => response.end([connections - 1, requests, answers, given].join()));
        }
        if (request.url === "/stop") {
          response.end();
          return server.close();
        }
        requests++;
        answers++;
        request.on("error", () => {}).on("close", () => requests--);
        response.on("close", () => answers--);
        request.resume();
        if (request.url === "/large") return pipeline(Readable.from(pieces()), response, () => {});
        request.on("end", () => response.end("served"));
      });
      server.keepAliveTimeout = 0;
      server.listen(0, "127.0.0.1", 1500, () => console.log(server.address().port));
      """.formatted(LARGE);

  @TempDir
  private Path folder;

  private final List<Client> clients = new ArrayList<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private int port;

  /** A connection that is kept. */
  private record Client(Socket socket) {
    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String ask(String path) throws IOException {
      send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("ended after: " + head);
        }
        head.write(next);
      }
      String length = head.toString(StandardCharsets.ISO_8859_1).replaceFirst("(?is).*content-length: (\\d+).*", "$1");
      return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
    }

    /** Closes so that the server gets a reset. */
    void vanish() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    Path main = Files.writeString(folder.resolve("main.mjs"), SERVER);
    PipedOutputStream out = new PipedOutputStream();
    BufferedReader lines = new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
    Thread.ofPlatform().name("server").start(() -> {
      try {
        code.complete(Program.run(main, List.of(), Permissions.unsafe(folder), out, err));
      } catch (RuntimeException failed) {
        code.completeExceptionally(failed);
      }
    });
    port = Integer.parseInt(lines.readLine());
  }

  @AfterEach
  void stop() throws IOException {
    for (Client client : clients) {
      client.socket().close();
    }
  }

  private Client connect(int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new java.net.InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    Client client = new Client(socket);
    clients.add(client);
    return client;
  }

  private void assertServed() throws IOException {
    assertThat(connect(0).ask("/")).isEqualTo("served");
    clients.removeLast().socket().close();
  }

  /** The program ends by itself, which it would not with a socket left. */
  private void assertEnds() throws Exception {
    connect(0).ask("/stop");
    for (Client client : clients) {
      client.socket().close();
    }
    assertThat(code.get()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** Connections, requests, answers and generators that are open, once they are as given: a close takes a moment to arrive. */
  private void awaitCounts(String counts) throws IOException {
    Client asking = connect(0);
    String found = asking.ask("/count");
    while (!found.equals(counts)) {
      Thread.onSpinWait();
      found = asking.ask("/count");
    }
    clients.remove(asking);
    asking.socket().close();
  }

  @Test
  void shouldKeepIdleConnectionsAndServeOthers() throws Exception {
    for (int i = 0; i < MANY; i++) {
      assertThat(connect(0).ask("/")).isEqualTo("served");
    }
    awaitCounts(MANY + ",0,0,0");
    assertServed();
    assertThat(clients.getFirst().ask("/")).isEqualTo("served");
    for (int i = 0; i < MANY; i++) {
      clients.removeFirst().socket().close();
    }
    awaitCounts("0,0,0,0");
    assertEnds();
  }

  @Test
  void shouldWaitForSlowReadersWithoutTheirBytes() throws Exception {
    for (int i = 0; i < SOME; i++) {
      connect(4096).send("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
    // Each generator has given what the buffers hold, and waits.
    awaitCounts("100,0,100,100");
    assertServed();
    for (int i = 0; i < SOME / 2; i++) {
      clients.removeFirst().vanish();
    }
    awaitCounts("50,0,50,50");
    for (int i = 0; i < SOME / 2; i++) {
      Client client = clients.removeFirst();
      String answer = new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer.chars().filter(c -> c == 'x').count()).isEqualTo(LARGE);
      client.socket().close();
    }
    awaitCounts("0,0,0,0");
    assertEnds();
  }

  @Test
  void shouldForgetClientsThatVanishWithinABody() throws Exception {
    for (int i = 0; i < SOME; i++) {
      connect(0).send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + "y".repeat(1000));
    }
    awaitCounts("100,100,100,0");
    assertServed();
    for (int i = 0; i < SOME; i++) {
      Client client = clients.removeFirst();
      if (i % 2 == 0) {
        client.vanish();
      } else {
        client.socket().close();
      }
    }
    awaitCounts("0,0,0,0");
    assertServed();
    assertEnds();
  }
}
