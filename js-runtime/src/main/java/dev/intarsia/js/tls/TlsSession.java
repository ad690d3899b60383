package dev.intarsia.js.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One side of a TLS connection, without a socket: bytes come in by {@link #receive} and {@link #write}, and leave through
 * {@link TlsEvents}, within the calls. The delegated tasks of the engine run within them too. All methods belong to the realm's thread.
 */
final class TlsSession {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int FIRST_BYTES = 4096;
  private static final int REASONABLE_STEPS = 1000;

  private final boolean client;
  private final TlsEvents events;
  private TlsContext context;
  private ByteBuffer received = ByteBuffer.allocate(FIRST_BYTES);
  private ByteBuffer plain = NOTHING;
  private ByteBuffer encrypted = NOTHING;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private @Nullable SSLEngine engine;
  private String serverName = "";
  private List<String> protocols = List.of();
  private boolean choosesProtocol;
  private boolean wantsCertificate;
  private boolean needsCertificate;
  private boolean greeted;
  private boolean secure;
  private boolean ended;
  private boolean closing;
  private boolean closed;

  TlsSession(TlsContext context, boolean client, TlsEvents events) {
    this.context = context;
    this.client = client;
    this.events = events;
  }

  /** Whether a client is asked for its certificate, and whether it is refused without one. */
  void verify(boolean want, boolean need) {
    wantsCertificate = want;
    needsCertificate = need;
  }

  void serverName(String name) {
    serverName = name;
  }

  /** The protocols to offer, or to choose from in this order. */
  void protocols(List<String> names) {
    protocols = names;
    choosesProtocol = !client;
  }

  /** A server asks {@link TlsEvents#choose}. */
  void chooseProtocol() {
    choosesProtocol = true;
  }

  /** A client begins. */
  void start() {
    if (client && engine == null) {
      begin();
      advance();
    }
  }

  /** A server goes on after {@link TlsEvents#hello}, with this context. */
  void proceed(TlsContext chosen) {
    if (engine == null && !closed) {
      context = chosen;
      begin();
      advance();
    }
  }

  private void begin() {
    try {
      SSLEngine made = context.engine(client);
      SSLParameters parameters = made.getSSLParameters();
      if (client) {
        if (!serverName.isEmpty() && !looksLikeAddress(serverName)) {
          parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
      } else if (needsCertificate) {
        parameters.setNeedClientAuth(true);
      } else if (wantsCertificate) {
        parameters.setWantClientAuth(true);
      }
      made.setSSLParameters(parameters);
      if (choosesProtocol && !client) {
        made.setHandshakeApplicationProtocolSelector((ignored, offered) -> choose(offered));
      }
      made.beginHandshake();
      engine = made;
      plain = ByteBuffer.allocate(made.getSession().getApplicationBufferSize());
      encrypted = ByteBuffer.allocate(made.getSession().getPacketBufferSize());
    } catch (GeneralSecurityException | SSLException | IllegalArgumentException failed) {
      fail(failed);
    }
  }

  private static boolean looksLikeAddress(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }

  private @Nullable String choose(List<String> offered) {
    if (protocols.isEmpty()) {
      return events.choose(offered);
    }
    return protocols.stream().filter(offered::contains).findFirst().orElse(null);
  }

  void receive(byte[] bytes) {
    if (closed) {
      return;
    }
    if (received.remaining() < bytes.length) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * received.capacity(), received.position() + bytes.length));
      received = larger.put(received.flip());
    }
    received.put(bytes);
    if (engine != null) {
      advance();
    } else if (!client && !greeted) {
      ClientHello hello = ClientHello.read(received.duplicate().flip());
      if (hello != null) {
        greeted = true;
        serverName = hello.serverName();
        events.hello(serverName);
      }
    }
  }

  /** Gives whether all is encrypted; otherwise {@link TlsEvents#drained} follows. */
  boolean write(byte[] bytes) {
    unsent.add(ByteBuffer.wrap(bytes));
    try {
      return flush();
    } catch (SSLException | RuntimeException failed) {
      fail(failed);
      return false;
    }
  }

  private boolean flush() throws SSLException {
    while (!unsent.isEmpty()) {
      ByteBuffer first = unsent.getFirst();
      while (first.hasRemaining()) {
        if (!secure || closed || !wrap(first)) {
          return false;
        }
      }
      unsent.removeFirst();
    }
    return true;
  }

  /** Says that nothing more is written. */
  void end() {
    closing = true;
    SSLEngine current = engine;
    if (current != null && !closed && unsent.isEmpty()) {
      current.closeOutbound();
      try {
        for (int i = 0; i < REASONABLE_STEPS && !current.isOutboundDone() && wrap(NOTHING); i++) {
          // Until the end is said.
        }
      } catch (SSLException failed) {
        fail(failed);
      }
    }
  }

  void close() {
    closed = true;
    unsent.clear();
  }

  private void advance() {
    try {
      int idle = 0;
      while (!closed && idle < 2) {
        idle = step() ? 0 : idle + 1;
        if (secure && !unsent.isEmpty() && flush()) {
          events.drained();
          if (closing) {
            end();
          }
        }
      }
    } catch (SSLException | RuntimeException failed) {
      fail(failed);
    }
  }

  /** Gives whether something has changed. */
  private boolean step() throws SSLException {
    SSLEngine current = engine;
    if (current == null) {
      return false;
    }
    return switch (current.getHandshakeStatus()) {
      case NEED_TASK -> {
        for (Runnable task = current.getDelegatedTask(); task != null; task = current.getDelegatedTask()) {
          task.run();
        }
        yield true;
      }
      case NEED_WRAP -> wrap(NOTHING);
      default -> unwrap(current);
    };
  }

  private boolean wrap(ByteBuffer source) throws SSLException {
    SSLEngine current = engine;
    if (current == null) {
      return false;
    }
    SSLEngineResult result = current.wrap(source, encrypted.clear());
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      encrypted = ByteBuffer.allocate(
          Math.max(2 * encrypted.capacity(), current.getSession().getPacketBufferSize()));
      return true;
    }
    if (result.bytesProduced() > 0) {
      events.encrypted(taken(encrypted));
    }
    finished(result);
    return result.bytesProduced() > 0 || result.bytesConsumed() > 0;
  }

  private boolean unwrap(SSLEngine current) throws SSLException {
    SSLEngineResult result;
    received.flip();
    try {
      result = current.unwrap(received, plain.clear());
    } finally {
      received.compact();
    }
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      plain = ByteBuffer.allocate(
          Math.max(2 * plain.capacity(), current.getSession().getApplicationBufferSize()));
      return true;
    }
    finished(result);
    if (result.bytesProduced() > 0) {
      events.plain(taken(plain));
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && !ended) {
      ended = true;
      events.end();
      return true;
    }
    return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
  }

  private static byte[] taken(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void finished(SSLEngineResult result) {
    if (!secure && result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.FINISHED) {
      secure = true;
      events.secure();
    }
  }

  private void fail(Exception failure) {
    if (closed) {
      return;
    }
    byte[] bytes = Arrays.copyOf(received.array(), received.position());
    SSLEngine current = engine;
    try {
      for (int i = 0;
          current != null
              && i < REASONABLE_STEPS
              && current.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
              && wrap(NOTHING);
          i++) {
        // Tells the peer why.
      }
    } catch (SSLException _) {
      // The peer gets no reason.
    }
    closed = true;
    String code = TlsErrors.code(failure, bytes);
    events.failed(code, TlsErrors.reason(code));
  }

  boolean client() {
    return client;
  }

  TlsContext context() {
    return context;
  }

  private @Nullable SSLSession session() {
    SSLEngine current = engine;
    return current == null ? null : secure ? current.getSession() : current.getHandshakeSession();
  }

  /** Such as {@code TLSv1.3}; "" before the hands are shaken. */
  String protocol() {
    SSLSession session = session();
    return session == null || !secure ? "" : session.getProtocol();
  }

  /** The JDK's name of the suite; "" before the hands are shaken. */
  String suite() {
    SSLSession session = session();
    return session == null || !secure ? "" : session.getCipherSuite();
  }

  String serverName() {
    if (!client && session() instanceof ExtendedSSLSession known && serverName.isEmpty()) {
      for (SNIServerName name : known.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return serverName;
  }

  /** "" when none was agreed upon. */
  String applicationProtocol() {
    SSLEngine current = engine;
    String name = current == null ? "" : current.getApplicationProtocol();
    return name == null ? "" : name;
  }

  /** The peer's own certificate first; empty when it has shown none. */
  List<X509Certificate> peer() {
    SSLSession session = session();
    if (session == null) {
      return List.of();
    }
    try {
      return Arrays.stream(session.getPeerCertificates())
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
  }

  /** This side's own certificate, if it has shown one. */
  @Nullable X509Certificate own() {
    SSLSession session = session();
    Certificate[] shown = session == null ? null : session.getLocalCertificates();
    return shown != null && shown.length > 0 && shown[0] instanceof X509Certificate x509 ? x509 : null;
  }
}
