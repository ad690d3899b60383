package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.task.JsWorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What task code must not reach, one attempt a test. */
class EscapeTest {
  @TempDir
  Path outside;

  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(outside.resolve("root"));
    Files.writeString(outside.resolve("secret.mjs"), "export const secret = 'secret';");
    Files.writeString(outside.resolve("secret.json"), "{\"secret\": \"secret\"}");
  }

  private String run(String expression) {
    WorkerHarness.files(root, "tasks.mjs", "export const attempt = async () => { " + expression + " };");
    try (WorkerHarness worker = WorkerHarness.open(root, "tasks.mjs")) {
      return worker.call("attempt", "null");
    }
  }

  private void shouldFail(String expression, String message) {
    assertThat(run(expression)).startsWith("!error").contains(message).doesNotContain("'secret'");
  }

  @Test
  void shouldHaveNoJavaType() {
    shouldFail("return Java.type('java.lang.System').getenv('PATH');", "Java is not defined");
  }

  @Test
  void shouldHaveNoPackages() {
    assertThat(run("return [typeof Packages, typeof java, typeof javax, typeof JavaImporter, typeof importScripts];"))
        .isEqualTo("[\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\"]");
  }

  @Test
  void shouldHaveNoPolyglot() {
    shouldFail("return Polyglot.eval('js', '1');", "Polyglot is not defined");
  }

  @Test
  void shouldHaveNoGraalObject() {
    assertThat(run("return [typeof Graal, typeof print, typeof quit, typeof read, typeof readbuffer];"))
        .isEqualTo("[\"undefined\",\"undefined\",\"undefined\",\"undefined\",\"undefined\"]");
  }

  @Test
  void shouldHaveNoLoad() {
    shouldFail("return load('" + outside.resolve("secret.mjs") + "');", "load is not defined");
    shouldFail("return loadWithNewGlobal('x');", "loadWithNewGlobal is not defined");
  }

  @Test
  void shouldNotImportAFileUrlOutside() {
    shouldFail("return (await import('" + outside.resolve("secret.mjs").toUri() + "')).secret;", "outside of the root");
  }

  @Test
  void shouldNotImportAnAbsolutePathOutside() {
    shouldFail("return (await import('" + outside.resolve("secret.mjs") + "')).secret;", "outside of the root");
  }

  @Test
  void shouldNotTraverseOut() {
    shouldFail("return (await import('../secret.mjs')).secret;", "outside of the root");
    shouldFail("return (await import('./a/../../secret.mjs')).secret;", "outside of the root");
  }

  @Test
  void shouldNotImportThroughEval() {
    shouldFail("return (await eval(\"import('" + outside.resolve("secret.mjs") + "')\")).secret;", "secret.mjs");
    shouldFail(
        "return (await new Function(\"return import('" + outside.resolve("secret.mjs") + "')\")()).secret;",
        "secret.mjs");
  }

  @Test
  void shouldNotRequireOutside() {
    shouldFail(
        "const { createRequire } = await import('node:module'); return createRequire(import.meta.url)('../secret.json').secret;",
        "secret.json");
  }

  @Test
  void shouldNotFollowASymlinkOut() throws IOException {
    Files.createSymbolicLink(root.resolve("link.mjs"), outside.resolve("secret.mjs"));
    Files.createSymbolicLink(root.resolve("folder"), outside);
    shouldFail("return (await import('./link.mjs')).secret;", "outside of the root");
    shouldFail("return (await import('./folder/secret.mjs')).secret;", "outside of the root");
  }

  @Test
  void shouldFollowASymlinkInside() throws IOException {
    Files.writeString(root.resolve("real.mjs"), "export const value = 'inside';");
    Files.createSymbolicLink(root.resolve("alias.mjs"), root.resolve("real.mjs"));
    assertThat(run("return (await import('./alias.mjs')).value;")).isEqualTo("'inside'");
  }

  @Test
  void shouldNotImportSensitiveFiles() throws IOException {
    Files.writeString(root.resolve(".env"), "export const secret = 'secret';");
    shouldFail("return (await import('./.env', { with: { type: 'text' } })).default;", ".env");
    shouldFail(
        "return (await import('/proc/self/environ', { with: { type: 'text' } })).default;", "/proc/self/environ");
  }

  @Test
  void shouldStayInItsRealmThroughConstructors() {
    assertThat(run("return (async () => {}).constructor.constructor('return typeof Java + typeof Polyglot')();"))
        .isEqualTo("'undefinedundefined'");
    assertThat(
            run(
                "const host = [setTimeout, queueMicrotask, import.meta.resolve];"
                    + "return host.map((f) => f.constructor('return typeof Java')() + (f.constructor === Function) + typeof f.getClass + typeof f.class);"))
        .isEqualTo(
            "[\"undefinedtrueundefinedundefined\",\"undefinedtrueundefinedundefined\",\"undefinedtrueundefinedundefined\"]");
  }

  @Test
  void shouldHaveNoProcessBinding() {
    assertThat(
            run("try { return process.binding('fs') === undefined ? 'none' : 'leak'; } catch (e) { return 'none'; }"))
        .isEqualTo("'none'");
  }

  @Test
  void shouldShowNoEnvironment() {
    assertThat(run("return Object.keys(globalThis.process?.env ?? {});")).isEqualTo("[]");
    assertThat(run("return String(globalThis.process?.env?.PATH);")).isEqualTo("'undefined'");
  }

  @Test
  void shouldKeepPollutionWithinAContext() {
    WorkerHarness.files(
        root,
        "tasks.mjs",
        "export const pollute = () => { Object.prototype.polluted = 1; Array.prototype.map = null; JSON.parse = null; Promise.prototype.then = null; return 1; };"
            + "export const look = (x) => [typeof ({}).polluted, typeof [].map, x.a];");
    UnaryOperator<JsWorkerOptions> open = options -> options.withPermissions(Permissions.unsafe(root));
    try (WorkerHarness bad = WorkerHarness.open(root, open, "tasks.mjs");
        WorkerHarness good = WorkerHarness.open(root, open, "tasks.mjs")) {
      bad.call("pollute", "null");
      assertThat(good.call("look", "{\"a\": 5}")).isEqualTo("[\"undefined\",\"function\",5]");
      // The codec took its intrinsics before: payloads of the polluted context still cross.
      assertThat(bad.call("look", "{\"a\": 5}")).startsWith("[\"number\",\"object\",5");
    }
  }

  @Test
  void shouldGiveWebAssemblyNoHost() {
    assertThat(run("""
                if (typeof WebAssembly !== "object") return "none";
                const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 11, 1, 3, 101, 110, 118, 3, 114, 117, 110, 0, 0]);
                try { await WebAssembly.instantiate(bytes, {}); return "linked"; } catch (error) { return "refused"; }
                """)).isIn("'refused'", "'none'");
  }

  @Test
  void shouldNotLeaveThePackageThroughExports() {
    WorkerHarness.files(root, "node_modules/evil/package.json", "{\"exports\": \"./../../../secret.mjs\"}");
    shouldFail("return (await import('evil')).secret;", "leaves the package");
  }

  @Test
  void shouldRefuseModulesOutsideAtTheStart() {
    assertThatThrownBy(() -> WorkerHarness.open(root, "../secret.mjs"))
        .isInstanceOf(JsStartException.class)
        .hasMessageContaining("outside of the root");
  }
}
