package dev.intarsia.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.cluster.ClusterNode;
import dev.intarsia.cluster.RemoteWorkers;
import dev.intarsia.host.JavaWorkers;
import dev.intarsia.host.Pool;
import dev.intarsia.host.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only who has a certificate of the same authority and subject joins. */
@Timeout(300)
class MutualTlsTest {
  private static final Task<byte[], byte[]> ECHO = Task.of("echo", byte[].class, byte[].class);
  /** Who has a right to join has long done so by then. */
  private static final Duration KEPT_OUT = Duration.ofSeconds(6);

  @TempDir
  private static Path folder;

  private static PemFiles server;
  private static PemFiles caller;
  private static PemFiles stranger;
  private static PemFiles web;
  private static PemFiles curve;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger ran = new AtomicInteger();
  private String seed = "";

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "ca");
    server = authority.issue("server", "intarsia", "RSA");
    caller = authority.issue("caller", "intarsia", "RSA");
    curve = authority.issue("curve", "intarsia", "EC");
    web = authority.issue("web", "web", "RSA");
    PemFiles foreign = new TestAuthority(folder, "other").issue("stranger", "intarsia", "RSA");
    stranger = new PemFiles(foreign.certificate(), foreign.key(), server.authority());
  }

  @BeforeEach
  void serve() throws Exception {
    PekkoTransport transport = PekkoTransport.builder().tls(server).open();
    JavaWorkers workers = JavaWorkers.of(1).task(ECHO, bytes -> {
      ran.incrementAndGet();
      return bytes;
    });
    open.add(ClusterNode.builder(transport).serve(workers).open());
    assertThat(transport.awaitJoined(Duration.ofSeconds(60))).isTrue();
    seed = transport.self().address();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private boolean joins(PekkoTransport.Builder builder, Duration limit) throws Exception {
    PekkoTransport transport =
        builder.join(seed).leaveLimit(Duration.ofSeconds(3)).open();
    open.add(ClusterNode.builder(transport).open());
    return transport.awaitJoined(limit);
  }

  @Test
  void shouldCallOverTls() throws Exception {
    PekkoTransport transport = PekkoTransport.builder().tls(caller).join(seed).open();
    ClusterNode node = ClusterNode.builder(transport).open();
    open.add(node);
    Pool pool = Pool.builder()
        .closeLimit(Duration.ZERO)
        .workers(RemoteWorkers.of(node).task(ECHO).lanes(1))
        .build();
    open.add(pool);
    byte[] bytes = new byte[200_000];
    new Random(5).nextBytes(bytes);
    assertThat(pool.call(ECHO, bytes).await()).isEqualTo(bytes);
    assertThat(ran).hasValue(1);
  }

  @Test
  void shouldKeepOutWhoHasNoCertificate() throws Exception {
    assertThat(joins(PekkoTransport.builder(), KEPT_OUT)).isFalse();
  }

  @Test
  void shouldKeepOutWhoHasACertificateOfAnotherAuthority() throws Exception {
    assertThat(joins(PekkoTransport.builder().tls(stranger), KEPT_OUT)).isFalse();
  }

  @Test
  void shouldKeepOutWhoHasACertificateForSomethingElse() throws Exception {
    assertThat(joins(PekkoTransport.builder().tls(web), KEPT_OUT)).isFalse();
  }

  @Test
  void shouldRefuseFilesThatItCannotUseBeforeItListens() {
    PemFiles missing = new PemFiles(folder.resolve("nothing.crt"), server.key(), server.authority());
    for (PemFiles files : List.of(missing, curve, new PemFiles(server.key(), server.key(), server.authority()))) {
      assertThatThrownBy(() -> PekkoTransport.builder().tls(files).open())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The certificate files of this node can't be used");
    }
  }
}
