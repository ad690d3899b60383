package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.interfaces.DSAKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.XECKey;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.DSAPrivateKeySpec;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/** The forms of asymmetric keys: SPKI (RFC 5280), PKCS #8 (RFC 5958), PKCS #1, SEC 1 and JWK (RFC 7517). */
final class KeyForms {
  private static final List<String> FACTORIES = List.of("RSA", "EC", "EdDSA", "XDH", "RSASSA-PSS", "DSA", "DH");

  /** Tags of DER. */
  static final int SEQUENCE = 0x30;

  static final int OCTETS = 4;

  private KeyForms() {}

  static Key parse(JsRealm realm, byte[] der, boolean secret) {
    for (String name : FACTORIES) {
      try {
        Key key = parse(KeyFactory.getInstance(name), der, secret);
        if (key instanceof ECKey ec && !Curves.isComputed(ec)) {
          break;
        }
        // The factory for DSA also takes keys of Diffie-Hellman.
        if (!(key instanceof DSAKey) || key.getAlgorithm().equals("DSA")) {
          return key;
        }
      } catch (GeneralSecurityException e) {
        // The next kind of key is tried.
      }
    }
    Provider lender = Lender.provider();
    if (lender != null) {
      try {
        return parse(KeyFactory.getInstance("EC", lender), der, secret);
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // It is no key.
      }
    }
    throw realm.error("Error", "error:1E08010C:DECODER routines::unsupported", "ERR_OSSL_UNSUPPORTED");
  }

  private static Key parse(KeyFactory factory, byte[] der, boolean secret) throws GeneralSecurityException {
    return secret
        ? factory.generatePrivate(new PKCS8EncodedKeySpec(der))
        : factory.generatePublic(new X509EncodedKeySpec(der));
  }

  static PublicKey ofCertificate(JsRealm realm, byte[] der) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "error:1E08010C:DECODER routines::unsupported", "ERR_OSSL_UNSUPPORTED");
    }
  }

  static PublicKey publicOf(JsRealm realm, PrivateKey key) {
    try {
      if (key instanceof RSAPrivateCrtKey rsa) {
        return KeyFactory.getInstance(rsa.getAlgorithm())
            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent(), rsa.getParams()));
      }
      if (key instanceof ECPrivateKey ec) {
        if (ec.getS().signum() <= 0 || ec.getS().compareTo(ec.getParams().getOrder()) >= 0) {
          throw new InvalidKeyException("its value is not between 1 and the order of its curve");
        }
        ECPoint point = CurvePoint.multiply(ec.getParams(), ec.getS());
        return Curves.factory(Curves.openssl(ec)).generatePublic(new ECPublicKeySpec(point, ec.getParams()));
      }
      if (key instanceof DSAPrivateKey dsa) {
        DSAParams p = dsa.getParams();
        BigInteger y = p.getG().modPow(dsa.getX(), p.getP());
        return KeyFactory.getInstance("DSA").generatePublic(new DSAPublicKeySpec(y, p.getP(), p.getQ(), p.getG()));
      }
      if (key instanceof DHPrivateKey dh) {
        DHParameterSpec p = dh.getParams();
        BigInteger y = p.getG().modPow(dh.getX(), p.getP());
        return KeyFactory.getInstance("DH").generatePublic(new DHPublicKeySpec(y, p.getP(), p.getG()));
      }
      // The generator takes the private bytes from its source of randomness.
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve(key));
      generator.initialize(new NamedParameterSpec(curve(key)), new FixedRandom(rawPrivate(key)));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "The private key has no public key: " + e.getMessage(), "");
    }
  }

  /** Ed25519, Ed448, X25519 or X448. */
  static String curve(Key key) {
    return key instanceof EdECKey ed
        ? ed.getParams().getName()
        : key instanceof XECKey x && x.getParams() instanceof NamedParameterSpec named
            ? named.getName()
            : key.getAlgorithm();
  }

  /** The last bytes of the SPKI form. */
  static byte[] rawPublic(PublicKey key) {
    byte[] der = key.getEncoded();
    return Arrays.copyOfRange(der, der.length - rawBytes(curve(key)), der.length);
  }

  static byte[] rawPrivate(PrivateKey key) {
    return key instanceof EdECPrivateKey ed
        ? ed.getBytes().orElseThrow()
        : ((XECPrivateKey) key).getScalar().orElseThrow();
  }

  private static int rawBytes(String curve) {
    return switch (curve) {
      case "Ed448" -> 57;
      case "X448" -> 56;
      default -> 32;
    };
  }

  /** The opposite of the parts that {@link KeyFunctions} gives. */
  static Key fromParts(JsRealm realm, String type, List<String> parts) {
    try {
      return switch (type) {
        case "RSA" ->
          rsa(parts.stream().map(part -> new BigInteger(1, bytes(part))).toList());
        case "EC" -> ec(realm, parts);
        case "EC-compressed" -> compressed(parts);
        default -> okp(realm, parts);
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw realm.error("Error", "Invalid JWK data: " + e.getMessage(), "ERR_CRYPTO_INVALID_JWK");
    }
  }

  private static Key rsa(List<BigInteger> n) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    return n.size() == 2
        ? factory.generatePublic(new RSAPublicKeySpec(n.get(0), n.get(1)))
        : factory.generatePrivate(
            new RSAPrivateCrtKeySpec(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7)));
  }

  private static Key ec(JsRealm realm, List<String> parts) throws GeneralSecurityException {
    ECParameterSpec curve = Curves.parameters(parts.get(0));
    ECPoint point = new ECPoint(new BigInteger(1, bytes(parts.get(1))), new BigInteger(1, bytes(parts.get(2))));
    CurvePoint.check(curve, point);
    KeyFactory factory = Curves.factory(parts.get(0));
    PublicKey open = factory.generatePublic(new ECPublicKeySpec(point, curve));
    if (parts.size() == 3) {
      return open;
    }
    PrivateKey secret = factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, bytes(parts.get(3))), curve));
    return checkedPair(realm, secret, open);
  }

  /** A public key from its curve and its compressed point (SEC 1, 2.3.3). */
  private static Key compressed(List<String> parts) throws GeneralSecurityException {
    ECParameterSpec curve = Curves.parameters(parts.get(0));
    ECPoint point = CurvePoint.decompress(curve, bytes(parts.get(1)));
    return Curves.factory(parts.get(0)).generatePublic(new ECPublicKeySpec(point, curve));
  }

  /** A JWK states both halves of a pair: one that does not belong to the other would sign as somebody else. */
  private static Key checkedPair(JsRealm realm, PrivateKey secret, PublicKey open) throws GeneralSecurityException {
    if (!Arrays.equals(publicOf(realm, secret).getEncoded(), open.getEncoded())) {
      throw new InvalidKeyException("the private key does not belong to the public key");
    }
    return secret;
  }

  private static Key okp(JsRealm realm, List<String> parts) throws GeneralSecurityException {
    String curve = parts.get(0);
    byte[] id = oid(curve);
    byte[] raw = bytes(parts.get(1));
    byte[] bits = tagged(3, concat(new byte[1], raw));
    Key open = parse(realm, tagged(0x30, concat(tagged(0x30, id), bits)), false);
    if (parts.size() == 2) {
      return open;
    }
    return checkedPair(realm, (PrivateKey) rawSecret(realm, curve, bytes(parts.get(2))), (PublicKey) open);
  }

  /** A private key of Ed25519, Ed448, X25519 or X448 from its bytes. */
  static Key rawSecret(JsRealm realm, String curve, byte[] raw) {
    byte[] inner = tagged(4, tagged(4, raw));
    return parse(realm, tagged(0x30, concat(new byte[] {2, 1, 0}, tagged(0x30, oid(curve)), inner)), true);
  }

  /** The traditional form of DSA keys: a version, p, q, g, y and x. */
  static Key fromDsa(JsRealm realm, byte[] der) {
    try {
      List<BigInteger> n = DerNumbers.read(der);
      return KeyFactory.getInstance("DSA")
          .generatePrivate(new DSAPrivateKeySpec(n.get(5), n.get(1), n.get(2), n.get(3)));
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw realm.error("Error", "error:1E08010C:DECODER routines::unsupported", "ERR_OSSL_UNSUPPORTED");
    }
  }

  private static byte[] oid(String curve) {
    int last = switch (curve) {
      case "X25519" -> 0x6e;
      case "X448" -> 0x6f;
      case "Ed25519" -> 0x70;
      case "Ed448" -> 0x71;
      default -> throw new IllegalArgumentException("no curve " + curve);
    };
    return new byte[] {6, 3, 0x2b, 0x65, (byte) last};
  }

  static byte[] fromPkcs1(byte[] der, boolean secret) {
    byte[] id = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    return secret
        ? tagged(0x30, concat(new byte[] {2, 1, 0}, id, tagged(4, der)))
        : tagged(0x30, concat(id, tagged(3, concat(new byte[1], der))));
  }

  static byte[] fromSec1(byte[] der, String curve) {
    String id = switch (curve) {
      case "P-384", "secp384r1" -> "301006072a8648ce3d020106052b81040022";
      case "P-521", "secp521r1" -> "301006072a8648ce3d020106052b81040023";
      case "secp256k1" -> "301006072a8648ce3d020106052b8104000a";
      default -> "301306072a8648ce3d020106082a8648ce3d030107";
    };
    return tagged(0x30, concat(new byte[] {2, 1, 0}, HexFormat.of().parseHex(id), tagged(4, der)));
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  /** Big-endian, without a sign, at least as many bytes as asked for. */
  static byte[] unsigned(BigInteger number, int least) {
    byte[] signed = number.toByteArray();
    int skip = signed.length > 1 && signed[0] == 0 ? 1 : 0;
    int length = Math.max(least, signed.length - skip);
    byte[] out = new byte[length];
    System.arraycopy(signed, skip, out, length - (signed.length - skip), signed.length - skip);
    return out;
  }

  /** A DER value (X.690). */
  static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = unsigned(BigInteger.valueOf(content.length), 1);
      out.write(0x80 | length.length);
      out.writeBytes(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Gives the bytes it was made with. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] fixed;

    FixedRandom(byte[] fixed) {
      this.fixed = fixed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(fixed, 0, bytes, 0, Math.min(fixed.length, bytes.length));
    }
  }
}
