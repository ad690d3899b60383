package dev.intarsia.js.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The keys that one side shows, each with its chain of certificates. Their names are their positions. */
final class OwnKeys extends X509ExtendedKeyManager {
  /** A key, and the certificates that lead from its own to a root. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {}

  private final List<Entry> entries;

  OwnKeys(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  private String[] names(String keyType) {
    String algorithm = keyType.startsWith("EC") ? "EC" : keyType;
    return IntStream.range(0, entries.size())
        .filter(i -> entries.get(i).key().getAlgorithm().equals(algorithm))
        .mapToObj(String::valueOf)
        .toArray(String[]::new);
  }

  private @Nullable String first(String... keyTypes) {
    for (String keyType : keyTypes) {
      String[] names = names(keyType);
      if (names.length > 0) {
        return names[0];
      }
    }
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return names(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return names(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(keyType);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(keyType);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return entries.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return entries.get(Integer.parseInt(alias)).key();
  }
}
