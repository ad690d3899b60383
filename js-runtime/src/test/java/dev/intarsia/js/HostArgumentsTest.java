package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a task hands to the host: it gets a value or an error of its own language, and nothing of the host shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class HostArgumentsTest {
  @TempDir
  static Path folder;

  private WorkerHarness worker;

  @BeforeAll
  void open() throws IOException {
    Path root = Files.createDirectory(folder.resolve("in"));
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/there.mjs"), "export const secret = 1;");
    Files.createSymbolicLink(root.resolve("to-there.mjs"), folder.resolve("out/there.mjs"));
    Files.createSymbolicLink(root.resolve("to-nothing.mjs"), folder.resolve("out/nothing.mjs"));
    Files.createSymbolicLink(root.resolve("folder"), folder.resolve("out"));
    WorkerHarness.files(root, "tasks.mjs", """
        import { createRequire } from "node:module";
        const require = createRequire(import.meta.url);
        const [crypto, zlib, fs, buffer, process_] = ["crypto", "zlib", "fs", "buffer", "process"].map((name) => require(name));
        const evaluate = (text) => new Function("require", "crypto", "zlib", "fs", "load", "return (async () => (" + text + "))()")(
          require, crypto, zlib, fs, (name) => import(name));
        export const attempt = async (text) => {
          try {
            const value = await evaluate(text);
            return "value " + typeof value;
          } catch (error) {
            if (!(error instanceof Error)) return "foreign " + typeof error;
            return [error.name, error.code, error.message, error.stack].join(" | ");
          }
        };
        export const why = async (name) => {
          try { await import(name); return "loaded"; } catch (error) { return [error.name, error.code, error.message].join(" | "); }
        };
        """);
    worker = WorkerHarness.open(root, options -> options.withPermissions(Permissions.strict(root)), "tasks.mjs");
  }

  @AfterAll
  void close() {
    worker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crypto.pbkdf2Sync('a', 'b', 1e12, 8, 'sha256')",
        "crypto.pbkdf2Sync('a', 'b', -1, 8, 'sha256')",
        "crypto.pbkdf2Sync('a', 'b', 1, 1e12, 'sha256')",
        "crypto.pbkdf2Sync('a', 'b', 1, 2 ** 31 - 1, 'sha256')",
        "crypto.scryptSync('a', 'b', 8, { N: 2 ** 40 })",
        "crypto.scryptSync('a', 'b', 8, { N: 2, r: 2 ** 30, p: 2 ** 30, maxmem: 2 ** 52 })",
        "crypto.hkdfSync('sha256', 'a', 'b', 'c', 1e12)",
        "crypto.randomBytes(2 ** 31 - 1)",
        "crypto.randomBytes(1e15)",
        "crypto.randomBytes(NaN)",
        "crypto.createHash('no such hash')",
        "crypto.createHmac('sha256', Symbol('a'))",
        "crypto.createCipheriv('aes-128-gcm', new Uint8Array(3), new Uint8Array(0))",
        "crypto.createDecipheriv('aes-256-cbc', new Uint8Array(32), new Uint8Array(16)).final()",
        "crypto.createPrivateKey('-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----')",
        "crypto.createPublicKey({ key: new Uint8Array([48, 255, 1]), format: 'der', type: 'spki' })",
        "crypto.generateKeyPairSync('rsa', { modulusLength: 1e9 })",
        "crypto.generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 2 })",
        "crypto.generateKeyPairSync('ec', { namedCurve: 'nonsense' })",
        "crypto.subtle.importKey('raw', new Uint8Array(0), 'AES-GCM', false, ['encrypt'])",
        "crypto.subtle.digest('SHA-0', new Uint8Array(1))",
        "crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(1), iterations: 1e15 }, {}, 8)",
        "crypto.verify('sha256', Buffer.alloc(1), '-----BEGIN PUBLIC KEY-----', Buffer.alloc(1))",
        "zlib.inflateSync(Buffer.from('nonsense'))",
        "zlib.brotliDecompressSync(Buffer.from('nonsense'))",
        "zlib.deflateSync('a', { level: 99, windowBits: 1e9, memLevel: -5 })",
        "zlib.crc32('a', 1e30)",
        "fs.readFileSync('\\0')",
        "fs.readFileSync('x'.repeat(100000))",
        "fs.readFileSync(-1)",
        "fs.openSync('tasks.mjs', 1e12)",
        "fs.openSync('tasks.mjs', 0o777777777)",
        "fs.readSync(fs.openSync('tasks.mjs'), new Uint8Array(8), 0, 8, 2 ** 60)",
        "fs.readSync(fs.openSync('tasks.mjs'), new Uint8Array(8), 0, 8, -5)",
        "fs.utimesSync('tasks.mjs', 1e300, NaN)",
        "fs.chmodSync('tasks.mjs', 2 ** 40)",
        "fs.truncateSync('tasks.mjs', -1)",
        "fs.mkdtempSync('\\0')",
        "fetch('http://[::1')",
        "fetch('file:///etc/passwd')",
        "fetch('http://example.com', { method: 'BAD METHOD' })",
        "fetch('http://example.com', { headers: { 'a\\nb': 'c' } })",
        "fetch('http://user:pw@127.0.0.1:99999/')",
        "new Promise((done) => setTimeout(done, -1e300))",
        "new Promise((done) => setTimeout(done, Symbol.iterator))",
        "clearTimeout({ valueOf() { throw new RangeError('mine'); } })",
        "Buffer.from('zz', 'hex').toString('nonsense')",
        "Buffer.alloc(2 ** 53)",
        "new TextDecoder('nonsense')",
        "new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))",
        "atob('*')",
        "structuredClone(Symbol('a'))",
        "load('\\0')",
        "load('x'.repeat(10000))",
        "load('data:text/javascript,' + '('.repeat(10000))",
        "require('\\0')",
        "require(Symbol('a'))",
        "require('module').createRequire('nonsense')",
        "process.hrtime(Symbol('a'))",
        "process.chdir('/')",
        "process.kill(1)",
        "process.binding('fs')",
        "new (require('worker_threads').Worker)('x')",
        "require('child_process').execSync('id')",
      })
  void shouldAnswerInTheTasksLanguage(String text) {
    assertThat(worker.call("attempt", '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'))
        .doesNotContain(
            "java.",
            "javax.",
            "sun.",
            "org.graalvm",
            "com.oracle",
            "polyglot",
            "foreign ",
            "Value.as",
            "dev.intarsia",
            "!error");
  }

  /** What is outside can't be told from what is not there. */
  @Test
  void shouldNotTellWhatExistsOutside() {
    assertThat(why("../out/there.mjs"))
        .contains("ERR_ACCESS_DENIED")
        .isEqualTo(why("../out/nothing.mjs").replace("nothing", "there"));
    assertThat(why("./to-there.mjs"))
        .contains("ERR_ACCESS_DENIED")
        .isEqualTo(why("./to-nothing.mjs").replace("nothing", "there"));
    assertThat(why("./folder/there.mjs"))
        .contains("ERR_ACCESS_DENIED")
        .isEqualTo(why("./folder/nothing.mjs").replace("nothing", "there"));
    assertThat(why("./missing.mjs")).contains("ERR_MODULE_NOT_FOUND");
  }

  private String why(String name) {
    return worker.call("why", '"' + name + '"');
  }
}
