package dev.intarsia.js.tls;

import org.jspecify.annotations.Nullable;

/** Takes what one {@link TlsSession} has to say, on the realm's thread. */
interface TlsEvents {
  /** Bytes for the peer. */
  void encrypted(byte[] bytes);

  /** Bytes from the peer. */
  void plain(byte[] bytes);

  /**
   * A client's first message is there. The handshake goes on by {@link TlsSession#proceed}.
   *
   * @param serverName whom the client asks for, "" when it does not say
   */
  void hello(String serverName);

  /** The handshake is done. */
  void secure();

  /** All that waited for the handshake is encrypted. */
  void drained();

  /** The peer sends no more. */
  void end();

  /**
   * Nothing follows.
   *
   * @param code in OpenSSL's words, such as {@code ERR_SSL_NO_SHARED_CIPHER}
   */
  void failed(String code, String reason);

  /** The protocol that a server takes of those that a client offers: "" for none, null to refuse the client. */
  @Nullable String choose(java.util.List<String> offered);
}
