package dev.intarsia.js.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that serve and connect over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsProgramTest {
  private static final String HEAD = """
      import tls from "node:tls";
      import https from "node:https";
      import net from "node:net";
      import fs from "node:fs";
      import { once } from "node:events";
      import { duplexPair } from "node:stream";
      const pem = (name) => fs.readFileSync(new URL(name + ".pem", import.meta.url), "utf8");
      const own = (name) => ({ key: pem(name + "-key"), cert: pem(name + "-cert") });
      const ca = pem("ca");
      const listen = async (server) => { server.listen(0, "127.0.0.1"); await once(server, "listening"); return server.address().port; };
      const text = async (stream) => { let all = ""; for await (const part of stream.setEncoding("utf8")) all += part; return all; };
      const attempt = async (body) => { try { return await body(); } catch (error) { return error.code; } };
      """;

  private Path folder;

  @BeforeAll
  void sign(@TempDir Path given) throws Exception {
    folder = given;
    TestKeys keys = new TestKeys(folder);
    keys.sign("rsa", "RSA", "dns:localhost,dns:*.example.org,ip:127.0.0.1");
    keys.sign("ec", "EC", "dns:other.example.org");
  }

  private List<String> lines(String program) throws IOException {
    return ProgramRun.lines(folder, HEAD + program);
  }

  @Test
  void shouldTalkBothWaysAndTellThePeersCertificate() throws IOException {
    assertThat(lines("""
                const server = tls.createServer(own("rsa"), (socket) => {
                  socket.setEncoding("utf8").on("data", (part) => socket.write(part.toUpperCase()));
                  socket.on("end", () => socket.end("!"));
                });
                const port = await listen(server);
                const client = tls.connect({ port, host: "127.0.0.1", ca });
                await once(client, "secureConnect");
                const { subject, issuer, subjectaltname, bits, issuerCertificate } = client.getPeerCertificate(true);
                console.log(client.authorized, client.encrypted, client.getProtocol(), client.getCipher().name.startsWith("TLS_"));
                console.log(subject.CN, subject.O, issuer.CN, subjectaltname, bits > 1024, issuerCertificate?.subject.CN);
                client.end("hello");
                console.log(await text(client));
                server.close(() => console.log("closed"));
                """))
        .containsExactly(
            "true true TLSv1.3 true",
            "rsa Test Test CA DNS:localhost, DNS:*.example.org, IP Address:127.0.0.1 true undefined",
            "HELLO!",
            "closed");
  }

  @Test
  void shouldConnectOnlyToWhomItTrusts() throws IOException {
    assertThat(lines("""
                const server = tls.createServer(own("rsa"), (socket) => socket.end("in"));
                const port = await listen(server);
                const ask = (options) => attempt(async () => {
                  const client = tls.connect({ port, host: "127.0.0.1", ...options });
                  await once(client, "secureConnect");
                  return `${client.authorized} ${client.authorizationError} ${await text(client)}`;
                });
                console.log(await ask({}));
                console.log(await ask({ ca: pem("ec-cert") }));
                console.log(await ask({ ca, servername: "elsewhere.example.com" }));
                console.log(await ask({ ca, servername: "some.example.org" }));
                console.log(await ask({ rejectUnauthorized: false }));
                console.log(await ask({ ca, minVersion: "TLSv1.2", maxVersion: "TLSv1.2" }));
                server.close();
                """))
        .containsExactly(
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "ERR_TLS_CERT_ALTNAME_INVALID",
            "true null in",
            "false UNABLE_TO_VERIFY_LEAF_SIGNATURE in",
            "true null in");
  }

  @Test
  void shouldAskClientsForTheirCertificates() throws IOException {
    assertThat(lines("""
                const server = tls.createServer({ ...own("rsa"), ca, requestCert: true }, (socket) => {
                  socket.end(`${socket.authorized} ${socket.getPeerCertificate().subject.CN}`);
                });
                server.on("tlsClientError", (error) => console.log("refused", error.code));
                const port = await listen(server);
                const ask = (options) => attempt(() => text(tls.connect({ port, host: "127.0.0.1", ca, ...options })));
                console.log(await ask(own("ec")));
                console.log(await ask({}));
                server.close();
                """))
        .containsExactly(
            "true ec",
            "refused ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE",
            "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED");
  }

  @Test
  void shouldChooseByTheServersNameAndByProtocol() throws IOException {
    assertThat(lines("""
                const server = tls.createServer({ ...own("rsa"), ALPNProtocols: ["two", "one"] },
                  (socket) => socket.end(`${socket.servername} ${socket.alpnProtocol}`));
                server.addContext("other.example.org", own("ec"));
                const port = await listen(server);
                const ask = (options) => attempt(async () => {
                  const client = tls.connect({ port, host: "127.0.0.1", ca, ...options });
                  await once(client, "secureConnect");
                  return `${client.getPeerCertificate().subject.CN} ${client.alpnProtocol} ${await text(client)}`;
                });
                console.log(await ask({ servername: "other.example.org", ALPNProtocols: ["one"] }));
                console.log(await ask({ servername: "localhost", ALPNProtocols: ["one", "two"] }));
                console.log(await ask({}));
                console.log(await ask({ ALPNProtocols: ["three"] }));
                server.close();
                """))
        .containsExactly(
            "ec one other.example.org one",
            "rsa two localhost two",
            "rsa false false false",
            "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
  }

  @Test
  void shouldServeHttpsAndKeepConnections() throws IOException {
    assertThat(lines("""
                const server = https.createServer(own("ec"), async (request, response) => {
                  let count = 0;
                  for await (const part of request) count += part.length;
                  response.end(`${request.method} ${count} ${request.socket.encrypted}`);
                });
                server.on("tlsClientError", (error) => console.log("refused", error.code));
                const port = await listen(server);
                const agent = new https.Agent({ keepAlive: true, ca, servername: "other.example.org" });
                const ask = (body) => new Promise((resolve, reject) => {
                  const request = https.request({ host: "127.0.0.1", port, agent, method: "POST" }, async (response) => {
                    resolve(`${await text(response)} ${request.reusedSocket}`);
                  }).on("error", reject).end(body);
                });
                console.log(await ask("x".repeat(3_000_000)));
                console.log(await ask("again"));
                agent.destroy();
                console.log(await attempt(() => new Promise((resolve, reject) => https.get({ host: "127.0.0.1", port }, resolve).on("error", reject))));
                const plain = net.connect(port, "127.0.0.1", () => plain.write("GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n"));
                plain.on("error", () => {}).resume();
                await once(plain, "close");
                server.close(() => console.log("closed"));
                """))
        .containsExactlyInAnyOrder(
            "POST 3000000 true false",
            "POST 5 true true",
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "refused ERR_SSL_HTTP_REQUEST",
            "closed");
  }

  @Test
  void shouldStandOnAnyStream() throws IOException {
    assertThat(lines("""
                const [here, there] = duplexPair();
                const server = new tls.TLSSocket(there, { isServer: true, ...own("rsa") });
                server.on("data", (part) => server.end(`got ${part}`));
                const client = tls.connect({ socket: here, ca, host: "127.0.0.1" }, () => client.write("it"));
                console.log(await text(client));
                """)).containsExactly("got it");
  }

  @Test
  void shouldHoldASenderBackWhenItsReaderPauses() throws IOException {
    assertThat(lines("""
                const piece = Buffer.alloc(65536, 1);
                const pieces = 300;
                const server = tls.createServer(own("rsa"), (socket) => {
                  let sent = 0;
                  const send = () => {
                    while (sent < pieces) {
                      sent++;
                      if (!socket.write(piece)) return void socket.once("drain", send);
                    }
                    socket.end();
                  };
                  send();
                  setTimeout(() => { console.log("held back", sent < pieces); client.resume(); }, 300);
                });
                const port = await listen(server);
                const client = tls.connect({ port, host: "127.0.0.1", ca });
                let count = 0;
                client.pause();
                client.on("data", (part) => { count += part.length; });
                await once(client, "end");
                console.log(count === pieces * piece.length);
                server.close();
                """)).containsExactly("held back true", "true");
  }

  @Test
  void shouldRefuseKeysAndSuitesThatAreNone() throws IOException {
    assertThat(lines("""
                console.log(await attempt(() => tls.createSecureContext({ key: "none" })));
                console.log(await attempt(() => tls.createSecureContext({ cert: "none" })));
                console.log(await attempt(() => tls.createSecureContext({ ciphers: "NONE" })));
                console.log(await attempt(() => tls.createSecureContext({ secureProtocol: "SSLv3_method" })));
                console.log(tls.getCiphers().includes("tls_aes_128_gcm_sha256"), tls.rootCertificates.length > 50);
                """))
        .containsExactly(
            "ERR_OSSL_UNSUPPORTED",
            "ERR_OSSL_PEM_NO_START_LINE",
            "ERR_SSL_NO_CIPHER_MATCH",
            "ERR_TLS_INVALID_PROTOCOL_METHOD",
            "true true");
  }
}
