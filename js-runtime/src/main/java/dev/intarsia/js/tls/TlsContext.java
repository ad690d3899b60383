package dev.intarsia.js.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What a script's {@code SecureContext} holds: keys, certificates, authorities, versions and suites. */
final class TlsContext {
  private static final int TLS_1_2 = 0x0303;
  private static final int TLS_1_3 = 0x0304;
  private static final List<String> KEYS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private final List<PrivateKey> keys = new ArrayList<>();
  private final List<List<X509Certificate>> chains = new ArrayList<>();
  private final List<X509Certificate> authorities = new ArrayList<>();
  private List<String> suites = List.of();
  private int least = TLS_1_2;
  private int most = TLS_1_3;
  private @Nullable SSLContext made;
  private @Nullable X509TrustManager trust;

  /**
   * @param newLeast a version as in its records, such as 0x0303 for TLS 1.2
   */
  void versions(int newLeast, int newMost) {
    least = newLeast;
    most = newMost;
  }

  /**
   * Takes the suites that a list in OpenSSL's form names, in its order, and after them all others where it has groups of suites.
   *
   * @return whether there is one
   */
  boolean suites(String list) {
    List<String> chosen = new ArrayList<>(CipherNames.named(list, supported()));
    if (CipherNames.hasGroups(list)) {
      Stream.of(Defaults.CONTEXT.getDefaultSSLParameters().getCipherSuites())
          .filter(suite -> !chosen.contains(suite))
          .forEach(chosen::add);
    }
    suites = chosen;
    return !chosen.isEmpty();
  }

  /** The JDK's names of all suites. */
  static List<String> supported() {
    return List.of(Defaults.CONTEXT.getSupportedSSLParameters().getCipherSuites());
  }

  void key(byte[] pkcs8) throws GeneralSecurityException {
    for (String kind : KEYS) {
      try {
        keys.add(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        made = null;
        return;
      } catch (GeneralSecurityException _) {
        // The next kind is tried.
      }
    }
    throw new GeneralSecurityException("no kind of key that there is");
  }

  /** An own certificate, followed by those that lead to its root. */
  void chain(byte[] certificates) throws CertificateException {
    chains.add(read(certificates));
    made = null;
  }

  void authorities(byte[] certificates) throws CertificateException {
    authorities.addAll(read(certificates));
    made = null;
    trust = null;
  }

  /** Trusts whom the JDK trusts. */
  void roots() {
    // Most clients trust nobody else: the manager of all of these is made once.
    trust = authorities.isEmpty() ? Defaults.TRUST : null;
    authorities.addAll(Defaults.ROOTS);
    made = null;
  }

  static List<X509Certificate> defaultRoots() {
    return Defaults.ROOTS;
  }

  void pkcs12(byte[] store, String passphrase) throws GeneralSecurityException, IOException {
    char[] password = passphrase.toCharArray();
    KeyStore opened = KeyStore.getInstance("PKCS12");
    opened.load(new ByteArrayInputStream(store), password);
    for (String alias : Collections.list(opened.aliases())) {
      if (opened.getKey(alias, password) instanceof PrivateKey key) {
        keys.add(key);
        List<X509Certificate> chain = x509(List.of(opened.getCertificateChain(alias)));
        chains.add(chain);
        authorities.addAll(chain.subList(Math.min(1, chain.size()), chain.size()));
      }
    }
    made = null;
    trust = null;
  }

  /** Decides by the authorities. */
  X509TrustManager trust() throws GeneralSecurityException {
    X509TrustManager known = trust;
    if (known == null) {
      known = PeerCheck.manager(authorities);
      trust = known;
    }
    return known;
  }

  List<X509Certificate> authorities() {
    return authorities;
  }

  List<X509Certificate> ownChain() {
    return chains.isEmpty() ? List.of() : chains.getFirst();
  }

  /** In PEM or DER; at least one. */
  static List<X509Certificate> read(byte[] certificates) throws CertificateException {
    List<X509Certificate> found =
        x509(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(certificates)));
    if (found.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    return found;
  }

  private static List<X509Certificate> x509(Iterable<? extends Certificate> certificates) {
    List<X509Certificate> found = new ArrayList<>();
    for (Certificate certificate : certificates) {
      if (certificate instanceof X509Certificate x509) {
        found.add(x509);
      }
    }
    return found;
  }

  SSLEngine engine(boolean client) throws GeneralSecurityException {
    SSLContext context = made;
    if (context == null) {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OwnKeys(entries())}, new TrustManager[] {new AnyPeer(authorities)}, null);
      made = context;
    }
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols());
    if (!suites.isEmpty()) {
      parameters.setCipherSuites(suites.toArray(String[]::new));
    }
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private String[] protocols() throws GeneralSecurityException {
    String[] found = Stream.of("TLSv1.2", "TLSv1.3")
        .filter(name -> {
          int version = name.equals("TLSv1.2") ? TLS_1_2 : TLS_1_3;
          return version >= least && version <= most;
        })
        .toArray(String[]::new);
    if (found.length == 0) {
      throw new GeneralSecurityException("no version of TLS is left");
    }
    return found;
  }

  /** Each chain with the first key of its kind. */
  private List<OwnKeys.Entry> entries() {
    List<OwnKeys.Entry> entries = new ArrayList<>();
    for (List<X509Certificate> chain : chains) {
      String kind = chain.getFirst().getPublicKey().getAlgorithm();
      keys.stream()
          .filter(key -> key.getAlgorithm().equals(kind))
          .findFirst()
          .ifPresent(key -> entries.add(new OwnKeys.Entry(key, chain)));
    }
    return entries;
  }

  private static final class Defaults {
    static final SSLContext CONTEXT = context();
    static final @Nullable X509TrustManager TRUST = manager();
    static final List<X509Certificate> ROOTS = TRUST == null ? List.of() : List.of(TRUST.getAcceptedIssuers());

    private static SSLContext context() {
      try {
        return SSLContext.getDefault();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static @Nullable X509TrustManager manager() {
      try {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElse(null);
      } catch (GeneralSecurityException _) {
        return null;
      }
    }
  }
}
