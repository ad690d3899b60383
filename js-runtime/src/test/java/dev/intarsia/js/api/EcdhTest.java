package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node's ECDH and the forms of EC private keys. The answers are those of Node 24. */
class EcdhTest {
  private static final String HELPERS = """
      import c from 'node:crypto';
      const point = '037fcdce2770f6c45d4183cbee6fdb4b7b580733357be9ef13bacf6e3c7bd15445';
      const ecdh = (curve = 'prime256v1') => c.createECDH(curve);
      const to = (key, format) => c.ECDH.convertKey(key, 'prime256v1', 'hex', 'hex', format);
      const code = (body) => { try { body(); return 'done'; } catch (e) { return `${e.name} ${e.code}`; } };
      function ofValue(curve, ...bytes) {
        const e = ecdh(curve);
        e.setPrivateKey(Buffer.from(bytes));
        return `${e.getPublicKey('hex', 'compressed').slice(0, 12)} ${e.getPrivateKey('hex')}`;
      }
      function agreed() {
        const [a, b] = [ecdh(), ecdh()];
        a.generateKeys();
        return a.computeSecret(b.generateKeys('hex', 'compressed'), 'hex', 'hex') === b.computeSecret(a.getPublicKey(), null, 'hex');
      }
      function bytesOf(type, curve) {
        const { privateKey } = c.generateKeyPairSync('ec', { namedCurve: curve });
        const der = privateKey.export({ type, format: 'der' });
        return `${der.length} ${c.createPrivateKey({ key: der, format: 'der', type }).equals(privateKey)}`;
      }
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      to(to(point, 'hybrid'), 'compressed') === point           | true
      to(point, 'hybrid').slice(0, 4)                           | 077f
      to(point).length                                          | 130
      ofValue('secp384r1', 5, 5, 5)                             | 0344097b637f 050505
      agreed()                                                  | true
      code(() => ecdh().setPrivateKey(Buffer.alloc(32)))        | RangeError ERR_CRYPTO_INVALID_KEYTYPE
      code(() => ecdh().setPrivateKey(Buffer.alloc(32, 255)))   | RangeError ERR_CRYPTO_INVALID_KEYTYPE
      code(() => ecdh().getPrivateKey())                        | Error ERR_CRYPTO_OPERATION_FAILED
      code(() => ecdh().generateKeys('hex', 'x'))               | TypeError ERR_CRYPTO_ECDH_INVALID_FORMAT
      code(() => c.ECDH.convertKey(point, 'zz', 'hex'))         | TypeError ERR_CRYPTO_INVALID_CURVE
      code(() => to('04' + point.slice(2)))                     | Error ERR_CRYPTO_OPERATION_FAILED
      bytesOf('pkcs8', 'P-256')                                 | 138 true
      bytesOf('sec1', 'P-256')                                  | 121 true
      bytesOf('pkcs8', 'P-521')                                 | 241 true
      """)
  void shouldGiveWhatNodeGives(String expression, String expected) {
    WorkerHarness.files(folder, "tasks.mjs", HELPERS + "export const attempt = () => `${" + expression + "}`;");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      assertThat(worker.call("attempt", "null")).isEqualTo("'" + expected + "'");
    }
  }
}
