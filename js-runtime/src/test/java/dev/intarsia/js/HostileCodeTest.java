package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code and values that mean harm: each gives an error or a harmless value, and the worker goes on. One attempt a test. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileCodeTest {
  /** Whether a value, or anything below it, is an object of the host. */
  private static final String LOOKS = """
      const seen = new Set();
      const isHost = (value) => {
        if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return false;
        seen.add(value);
        if (!(value instanceof Object) && Object.getPrototypeOf(value) !== null) return true;
        if (typeof value.getClass === "function" || typeof value.hashCode === "function") return true;
        return Reflect.ownKeys(value).some((key) => { try { return isHost(value[key]); } catch { return false; } });
      };
      """;

  @TempDir
  Path outside;

  private Path root;
  private @Nullable WorkerHarness opened;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(outside.resolve("root"));
    Files.writeString(outside.resolve("secret.txt"), "the secret");
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  /** Runs {@code attempt}, then a plain task: the worker has to be usable still. */
  private String run(String body) {
    return run(Permissions.strict(root), body);
  }

  private Permissions openPrototypes() {
    return Permissions.builder(root).prototypes(true).build();
  }

  private String run(Permissions permissions, String body) {
    WorkerHarness.files(
        root,
        "tasks.mjs",
        LOOKS + "export const attempt = async (x) => { " + body + " };\nexport const plain = (x) => x;");
    WorkerHarness worker = open(permissions, "tasks.mjs");
    String outcome = worker.call("attempt", "null");
    assertThat(worker.call("plain", "{\"n\":[1]}")).isEqualTo("{\"n\":[1]}");
    return outcome;
  }

  private WorkerHarness open(Permissions permissions, String module) {
    WorkerHarness worker = WorkerHarness.open(root, options -> options.withPermissions(permissions), module);
    opened = worker;
    return worker;
  }

  @Test
  void shouldFindNoHostObjectInErrorsOfHostFunctions() {
    assertThat(run("""
                const { readFileSync } = await import("node:fs");
                const attempts = [
                  () => readFileSync("/etc/passwd"), () => atob("%"), () => new URL("x"), () => structuredClone(() => 1),
                  () => crypto.getRandomValues(new Uint8Array(1e6)), () => require("x"), () => new TextDecoder("nope"),
                ];
                return attempts.map((f) => { try { f(); return "fine"; } catch (e) { return isHost(e) || isHost(e.cause); } });
                """)).doesNotContain("true");
  }

  @Test
  void shouldFindNoHostObjectWhenTheStackEndsInAHostFunction() {
    assertThat(run("""
                let caught, deepest = 0;
                const down = (n) => { deepest = n; try { performance.now(); atob("aaaa"); down(n + 1); } catch (e) { caught ??= e; } };
                down(0);
                return [deepest > 100, caught instanceof Error, isHost(caught)];
                """)).isEqualTo("[true,true,false]");
  }

  @Test
  void shouldFindNoHostObjectThroughStackFrames() {
    assertThat(run("""
                const original = Error.prepareStackTrace;
                Error.prepareStackTrace = (error, sites) => sites;
                const sites = [...[1].map(() => new Error("x").stack), await new Promise((done) => setTimeout(() => done(new Error("y").stack), 1))].flat();
                Error.prepareStackTrace = original;
                const found = sites.map((site) => [site.getThis?.(), site.getFunction?.()]).flat();
                return [sites.length > 0, found.some((value) => value !== globalThis && isHost(value))];
                """)).isEqualTo("[true,false]");
  }

  @Test
  void shouldSurviveAPrepareStackTraceThatThrows() {
    assertThat(run("Error.prepareStackTrace = () => { throw new Error('from the hook'); }; throw new Error('plain');"))
        .startsWith("!error");
  }

  @Test
  void shouldSurviveGettersOnThrownErrors() {
    assertThat(run("throw Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('getter'); } });"))
        .startsWith("!");
  }

  @Test
  void shouldSurviveAnErrorWhoseGettersThrowThemselves() {
    assertThat(run("""
                const bad = new Error("x");
                Object.defineProperty(bad, "stack", { get() { throw bad; } });
                Object.defineProperty(bad, "message", { get() { throw bad; } });
                throw bad;
                """)).startsWith("!");
  }

  @Test
  void shouldSurviveAnErrorThatIsItsOwnCause() {
    assertThat(run("const e = new Error('ring'); e.cause = e; throw e;")).startsWith("!");
  }

  @Test
  void shouldSurviveProxyReplies() {
    assertThat(run("return new Proxy({}, { getPrototypeOf() { throw new Error('trap'); } });"))
        .startsWith("refused")
        .contains("trap");
  }

  @Test
  void shouldSurviveARevokedProxyAsReply() {
    assertThat(run("const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy;"))
        .startsWith("!");
  }

  @Test
  void shouldSurviveAProxyAsThrownValue() {
    assertThat(
            run(
                "throw new Proxy({}, { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } });"))
        .startsWith("!");
  }

  @Test
  void shouldSurviveThenGetters() {
    assertThat(run("return { get then() { throw new Error('then'); } };"))
        .startsWith("!error")
        .contains("then");
  }

  @Test
  void shouldSettleOncePerCallWhateverThenDoes() {
    assertThat(
            run(
                "return { then(resolve, reject) { resolve(1); resolve(2); reject(new Error('late')); throw new Error('later'); } };"))
        .isEqualTo("1");
  }

  @Test
  void shouldSurvivePromisesOfForeignSpecies() {
    WorkerHarness.files(root, "species.mjs", """
        class Odd extends Promise { static get [Symbol.species]() { throw new Error("species"); } }
        export const odd = () => Odd.resolve(3);
        export const own = () => Object.defineProperty(Promise.resolve(4), "constructor", { get() { throw new Error("constructor"); } });
        export const plain = (x) => x;
        """);
    WorkerHarness worker = open(Permissions.strict(root), "species.mjs");
    assertThat(worker.call("odd", "null")).startsWith("!error").contains("species");
    assertThat(worker.call("own", "null")).startsWith("!error").contains("constructor");
    assertThat(worker.call("plain", "5")).isEqualTo("5");
    assertThat(worker.executor().pending()).isZero();
  }

  @Test
  void shouldKeepGoingWithOverwrittenBuiltins() {
    assertThat(run(openPrototypes(), """
                for (const [owner, name] of [[Promise.prototype, "then"], [Promise, "resolve"], [JSON, "stringify"], [JSON, "parse"],
                  [Array.prototype, "map"], [Array.prototype, "push"], [Function.prototype, "apply"], [Function.prototype, "call"],
                  [Map.prototype, "get"], [Reflect, "apply"], [Object, "keys"], [Object, "getPrototypeOf"]]) owner[name] = () => "overwritten";
                Object.prototype.toJSON = undefined;
                globalThis.Uint8Array = globalThis.Error = globalThis.Promise = undefined;
                return x;
                """)).isEqualTo("null");
  }

  @Test
  void shouldKeepGoingWithoutHasInstanceAndIterators() {
    assertThat(run(openPrototypes(), """
                Object.defineProperty(Promise, Symbol.hasInstance, { value: () => true });
                Object.defineProperty(Error, Symbol.hasInstance, { value: () => true });
                Array.prototype[Symbol.iterator] = () => { throw new Error("iterator"); };
                return 1;
                """)).isEqualTo("1");
  }

  @Test
  void shouldRefuseHugeAllocations() {
    assertThat(
            run(
                "return [() => new ArrayBuffer(2 ** 50), () => 'x'.repeat(2 ** 40), () => new Array(2 ** 32), () => Buffer.alloc(2 ** 45)].map((f) => { try { f(); return 'made'; } catch (e) { return e.name; } });"))
        .isEqualTo("[\"RangeError\",\"RangeError\",\"RangeError\",\"RangeError\"]");
  }

  @Test
  void shouldImportDataUrlsAsCodeOfItsOwnRealmAndNoOtherUrls() {
    assertThat(
            run(
                "return Promise.all(['data:text/javascript,export default 1', 'http://127.0.0.1/x.mjs', 'blob:x', 'node:nothing', 'data:text/javascript,import \"./secret.txt\"', 'data:text/javascript,import \"file:///etc/passwd\"'].map((u) => import(u).then(() => 'loaded', (e) => e.code)));"))
        .isEqualTo(
            "[\"loaded\",\"ERR_UNSUPPORTED_ESM_URL_SCHEME\",\"ERR_UNSUPPORTED_ESM_URL_SCHEME\",\"ERR_UNKNOWN_BUILTIN_MODULE\",\"ERR_UNSUPPORTED_RESOLVE_REQUEST\",\"ERR_ACCESS_DENIED\"]");
  }

  @Test
  void shouldNotRequireTheFolderAbove() {
    assertThat(run("""
                const { createRequire } = await import("node:module");
                const require = createRequire(import.meta.url);
                return ["..", "../secret.txt", "/etc/passwd", "../../../../../../etc/passwd"].map((id) => { try { return String(require(id)); } catch (e) { return e.code; } });
                """)).doesNotContain("secret\"").doesNotContain("root:");
  }

  @Test
  void shouldNotReadThroughALinkMadeByTheTask() {
    Permissions writable =
        Permissions.builder(root).write(java.util.List.of(root)).build();
    assertThat(run(writable, """
                const fs = await import("node:fs");
                const target = "%s";
                const tries = [
                  () => { fs.symlinkSync(target, "link"); return fs.readFileSync("link", "utf8"); },
                  () => { fs.linkSync(target, "hard"); return fs.readFileSync("hard", "utf8"); },
                  () => { fs.copyFileSync(target, "copy"); return fs.readFileSync("copy", "utf8"); },
                  () => { fs.renameSync(target, "moved"); return fs.readFileSync("moved", "utf8"); },
                  () => { fs.mkdirSync("d"); fs.symlinkSync("..", "d/up"); return fs.readFileSync("d/up/../secret.txt", "utf8"); },
                  () => { fs.writeFileSync("../root/../secret.txt", "gone"); return fs.readFileSync(target, "utf8"); },
                ];
                return tries.map((attempt) => { try { return attempt(); } catch (e) { return e.code ?? e.name; } });
                """.formatted(outside.resolve("secret.txt"))))
        .doesNotContain("the secret")
        .doesNotContain("gone");
    assertThat(outside.resolve("secret.txt")).hasContent("the secret");
  }

  @Test
  void shouldNotOpenSharedMemoryOfOthers() {
    assertThat(run("""
                const { ProcessSharedBuffer } = await import("knitting/shared-memory");
                const metadata = { version: 1, descriptor: { version: 1, fd: 1, size: 64, byteLength: 64, name: "/other" }, byteOffset: 0, byteLength: 64 };
                const tries = [
                  () => ProcessSharedBuffer.create({ size: 64, mode: "open", name: "/other" }),
                  () => ProcessSharedBuffer.create({ size: 64, mode: "create", name: "/../../tmp/x" }),
                  () => ProcessSharedBuffer.fromMetadata(metadata),
                  () => ProcessSharedBuffer.fromMetadata({ ...metadata, descriptor: { ...metadata.descriptor, name: undefined } }),
                  () => new ProcessSharedBuffer({ fd: 1 }), () => new ProcessSharedBuffer(),
                ];
                const own = ProcessSharedBuffer.create(64);
                const leaks = isHost(own) || isHost(own.getSAB());
                own.close();
                return [leaks, tries.map((attempt) => { try { attempt(); return "opened"; } catch (e) { return e.code ?? e.name; } })];
                """))
        .isEqualTo(
            "[false,[\"ERR_ACCESS_DENIED\",\"ERR_ACCESS_DENIED\",\"ERR_ACCESS_DENIED\",\"ERR_ACCESS_DENIED\",\"TypeError\",\"TypeError\"]]");
  }

  @Test
  void shouldNotReachTheProcess() {
    assertThat(run("""
                const { execSync } = await import("node:child_process");
                const tries = [() => execSync("id"), () => process.kill(process.pid), () => process.exit(1), () => process.abort(), () => process.chdir("/"),
                  () => process.dlopen({}, "/lib/x.so"), () => process.binding("fs"), () => process.reallyExit(1)];
                return tries.map((attempt) => { try { attempt(); return "did it"; } catch (e) { return "refused"; } });
                """)).doesNotContain("did it");
  }

  @Test
  void shouldNotLookPastTheGlobalsOfAnotherRealm() {
    assertThat(run("""
                const vm = await import("node:vm");
                const inside = vm.runInNewContext("this.constructor.constructor('return typeof Java + typeof Polyglot + typeof Graal')()");
                const shadow = typeof ShadowRealm === "undefined" ? "" : new ShadowRealm().evaluate("typeof Java + typeof Graal");
                return [inside, shadow.replaceAll("undefined", "")];
                """)).isEqualTo("[\"undefinedundefinedundefined\",\"\"]");
  }

  @Test
  void shouldNotBuildFunctionsWithHostPowers() {
    assertThat(run("""
                const { readFileSync } = await import("node:fs");
                const hosts = [setTimeout, fetch, readFileSync, process.cwd, crypto.getRandomValues, import.meta.resolve, TextEncoder.prototype.encode];
                return hosts.map((f) => {
                  const made = Object.getPrototypeOf(f).constructor("return [typeof Java, typeof Graal, typeof native, typeof host].join()");
                  return made() === "undefined,undefined,undefined,undefined" && !("arguments" in f && f.arguments) && !("caller" in f && isHost(f.caller));
                });
                """)).doesNotContain("false");
  }
}
