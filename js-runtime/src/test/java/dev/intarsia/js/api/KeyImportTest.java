package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys {@code crypto.subtle.importKey} refuses. The answers are those of Node 24. */
class KeyImportTest {
  private static final String HELPERS = """
      const S = crypto.subtle;
      const answer = (promise) => promise.then(() => 'imported', (e) => e.name);
      const hmac = (j, extractable = true) => answer(S.importKey('jwk', { kty: 'oct', k: 'AAECAwQFBgcICQoLDA0ODw', ...j },
        { name: 'HMAC', hash: 'SHA-256' }, extractable, ['sign']));
      const ed = (j) => answer(S.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', ...j },
        'Ed25519', true, ['verify']));
      async function pair(curve, change) {
        const made = async () => S.exportKey('jwk', (await S.generateKey({ name: 'ECDSA', namedCurve: curve }, true, ['sign'])).privateKey);
        const [one, other] = [await made(), await made()];
        const { key_ops, ...jwk } = one;
        return answer(S.importKey('jwk', { ...jwk, ...change(other) }, { name: 'ECDSA', namedCurve: curve }, true, ['sign']));
      }
      """;

  @TempDir
  Path folder;

  private String run(String expression) {
    WorkerHarness.files(folder, "tasks.mjs", HELPERS + "export const attempt = async () => " + expression + ";");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      return worker.call("attempt", "null");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      hmac({})                               | imported
      hmac({ alg: 'HS256', use: 'sig' })     | imported
      hmac({ alg: 'HS512' })                 | DataError
      hmac({ key_ops: ['verify'] })          | DataError
      hmac({ key_ops: ['sign', 'sign'] })    | DataError
      hmac({ use: 'enc' })                   | DataError
      hmac({ ext: false })                   | DataError
      hmac({ ext: false }, false)            | imported
      hmac({ kty: 'RSA' })                   | DataError
      ed({})                                 | imported
      ed({ alg: 'ES256' })                   | DataError
      ed({ key_ops: ['sign'] })              | DataError
      """)
  void shouldRefuseJwksThatDoNotAllowWhatTheyAreImportedFor(String attempt, String outcome) {
    assertThat(run(attempt)).isEqualTo("'" + outcome + "'");
  }

  @ParameterizedTest
  @CsvSource({"P-256", "P-384", "P-521"})
  void shouldRefuseAPrivateValueOfAnotherPublicKey(String curve) {
    assertThat(run("pair('" + curve + "', () => ({}))")).isEqualTo("'imported'");
    assertThat(run("pair('" + curve + "', (other) => ({ d: other.d }))")).isEqualTo("'DataError'");
    assertThat(run("pair('" + curve + "', (other) => ({ x: other.x, y: other.y }))"))
        .isEqualTo("'DataError'");
  }

  @Test
  void shouldRefuseACurveThatItDoesNotKnowBeforeTheKey() {
    assertThat(run(
            "answer(S.importKey('raw', new Uint8Array(3), { name: 'ECDSA', namedCurve: 'P-999' }, true, ['verify']))"))
        .isEqualTo("'NotSupportedError'");
  }

  @Test
  void shouldReadCompressedPoints() {
    String compressed = """
        (async () => {
          const { publicKey } = await S.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
          const raw = new Uint8Array(await S.exportKey('raw', publicKey));
          const short = Uint8Array.of(2 + (raw[64] & 1), ...raw.subarray(1, 33));
          const again = await S.importKey('raw', short, { name: 'ECDH', namedCurve: 'P-256' }, true, []);
          return `${new Uint8Array(await S.exportKey('raw', again))}` === `${raw}`;
        })()
        """;
    assertThat(run(compressed)).isEqualTo("true");
  }
}
