package dev.intarsia.js.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whether a peer's certificates lead to one that is trusted. The JDK decides; a look at the chain names the cause. */
final class PeerCheck {
  /** What is wrong, by OpenSSL's name, and in its words. */
  record Fault(String code, String message) {}

  static final Fault MISSING = new Fault("UNABLE_TO_GET_ISSUER_CERT", "unable to get issuer certificate");
  private static final Fault EXPIRED = new Fault("CERT_HAS_EXPIRED", "certificate has expired");
  private static final Fault EARLY = new Fault("CERT_NOT_YET_VALID", "certificate is not yet valid");
  private static final Fault SELF_SIGNED = new Fault("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate");
  private static final Fault SELF_SIGNED_IN_CHAIN =
      new Fault("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain");
  private static final Fault UNVERIFIABLE =
      new Fault("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate");
  private static final Fault NO_ISSUER =
      new Fault("UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get local issuer certificate");
  private static final Fault UNTRUSTED = new Fault("CERT_UNTRUSTED", "certificate not trusted");

  private PeerCheck() {}

  /**
   * Gives null for a chain that is trusted.
   *
   * @param chain the peer's own certificate first
   * @param context holds the certificates that are trusted
   * @param client whether the peer is the client
   */
  static @Nullable Fault of(List<X509Certificate> chain, TlsContext context, boolean client) {
    if (chain.isEmpty()) {
      return MISSING;
    }
    try {
      X509Certificate[] given = chain.toArray(X509Certificate[]::new);
      X509TrustManager manager = context.trust();
      String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
      // The names of the certificates are checked by the script.
      if (client) {
        manager.checkClientTrusted(given, algorithm);
      } else {
        manager.checkServerTrusted(given, "UNKNOWN");
      }
      return validity(chain.getFirst());
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return cause(chain, context.authorities());
    }
  }

  /** Trusts what leads to one of these. */
  static X509TrustManager manager(List<X509Certificate> anchors) throws GeneralSecurityException {
    if (anchors.isEmpty()) {
      throw new GeneralSecurityException("nothing is trusted");
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store(anchors));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("the JDK has no trust manager for X.509");
  }

  private static KeyStore store(List<X509Certificate> anchors) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate anchor : anchors) {
        store.setCertificateEntry(String.valueOf(store.size()), anchor);
      }
      return store;
    } catch (java.io.IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static Fault cause(List<X509Certificate> chain, List<X509Certificate> anchors) {
    List<X509Certificate> left = new ArrayList<>(chain);
    X509Certificate current = left.removeFirst();
    boolean first = true;
    while (true) {
      Fault invalid = validity(current);
      boolean root = signed(current, current);
      if (anchors.contains(current)) {
        return invalid == null ? UNTRUSTED : invalid;
      }
      if (root) {
        return first ? SELF_SIGNED : SELF_SIGNED_IN_CHAIN;
      }
      Optional<X509Certificate> issuer = issuer(current, anchors);
      if (issuer.isPresent()) {
        Fault late = validity(issuer.get());
        return invalid != null ? invalid : late != null ? late : UNTRUSTED;
      }
      issuer = issuer(current, left);
      if (issuer.isEmpty()) {
        return first ? UNVERIFIABLE : NO_ISSUER;
      }
      current = issuer.get();
      left.remove(current);
      first = false;
    }
  }

  private static Optional<X509Certificate> issuer(X509Certificate subject, List<X509Certificate> among) {
    return among.stream().filter(known -> signed(subject, known)).findFirst();
  }

  private static boolean signed(X509Certificate subject, X509Certificate issuer) {
    if (!subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static @Nullable Fault validity(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return null;
    } catch (CertificateExpiredException _) {
      return EXPIRED;
    } catch (CertificateNotYetValidException _) {
      return EARLY;
    }
  }
}
