package dev.intarsia.js.api;

import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.List;
import org.graalvm.polyglot.Value;

/** Big numbers, Diffie-Hellman groups, curves' names and what another library lends. */
final class NumberFunctions {
  private static final long KIB = 1024;

  /** One call may take this part of the JVM's memory. */
  private static final int PART_OF_MEMORY = 4;

  private NumberFunctions() {}

  static void define(HostGroup group) {
    JsRealm realm = group.realm();
    group
        .constant("hasSealing", Lender.present())
        .function("curves", a -> ProcessFunctions.array(realm, List.copyOf(Curves.names())))
        .function(
            "prime",
            a -> unsigned(Primes.random(a[0].asInt(), a[1].asBoolean(), number(realm, a[2]), number(realm, a[3]))))
        .function("isPrime", a -> Primes.test(number(realm, a[0]), a[1].asInt()))
        .function("groupPrime", a -> unsigned(Primes.ofGroup(a[0].asInt())))
        .function("power", a -> unsigned(number(realm, a[0]).modPow(number(realm, a[1]), number(realm, a[2]))))
        .function("openKey", a -> KeyEnvelope.open(realm.bytes(a[0]), realm.bytes(a[1])))
        .function("sealKey", a -> sealKey(realm, a))
        .function("seal", a -> seal(realm, a))
        .function("argon2", a -> argon2(realm, a));
  }

  private static BigInteger number(JsRealm realm, Value bytes) {
    return new BigInteger(1, realm.bytes(bytes));
  }

  private static byte[] unsigned(BigInteger number) {
    return KeyForms.unsigned(number, 1);
  }

  /** Arguments: PKCS #8 key, cipher, passphrase. */
  private static byte[] sealKey(JsRealm realm, Value[] a) {
    try {
      return KeyEnvelope.seal(realm.bytes(a[0]), a[1].asString(), realm.bytes(a[2]));
    } catch (GeneralSecurityException | IOException e) {
      throw realm.error("Error", "Unknown cipher", "ERR_CRYPTO_UNKNOWN_CIPHER");
    }
  }

  /** Arguments: mode, whether to encrypt, key, nonce, associated data, the tag's bytes, data. */
  private static byte[] seal(JsRealm realm, Value[] a) {
    try {
      return Lender.seal(
          a[0].asString(),
          a[1].asBoolean(),
          realm.bytes(a[2]),
          realm.bytes(a[3]),
          realm.bytes(a[4]),
          a[5].asInt(),
          realm.bytes(a[6]));
    } catch (GeneralSecurityException e) {
      throw realm.error("Error", "Unsupported state or unable to authenticate data", "");
    }
  }

  /** Arguments: message, nonce, lanes, length, memory in KiB, passes, secret, associated data, type. */
  private static byte[] argon2(JsRealm realm, Value[] a) {
    if (a[4].asInt() > Runtime.getRuntime().maxMemory() / KIB / PART_OF_MEMORY) {
      throw realm.error(
          "Error",
          "Argon2 with " + a[4].asInt() + " KiB: more than a quarter of the memory",
          "ERR_CRYPTO_OPERATION_FAILED");
    }
    var setting = new Lender.Argon2Setting(
        realm.bytes(a[1]),
        a[2].asInt(),
        a[3].asInt(),
        a[4].asInt(),
        a[5].asInt(),
        realm.bytes(a[6]),
        realm.bytes(a[7]));
    return Lender.argon2(a[8].asInt(), realm.bytes(a[0]), setting);
  }
}
