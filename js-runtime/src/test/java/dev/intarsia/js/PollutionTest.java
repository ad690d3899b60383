package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one task does to the prototypes of the language must not reach another. */
class PollutionTest {
  private static final String LOOK = """
      const shared = [Object, Function, Array, String, Promise, Error, TypeError, Map, Date, Uint8Array, Object.getPrototypeOf(Uint8Array)];
      const hidden = [
        [][Symbol.iterator](), new Map()[Symbol.iterator](), (function* () {})(), async function () {}, (async function* () {})(),
      ];
      const all = () => [...shared.map((f) => f.prototype), ...hidden.map(Object.getPrototypeOf)];
      const state = () => all().map((o) => [Object.getPrototypeOf(o), ...Reflect.ownKeys(o).map((k) => [k, o === Object.prototype && k === "__proto__" ? null : read(o, k)])]);
      const read = (o, k) => { try { return o[k]; } catch { return null; } };
      const same = (a, b) => a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => Object.is(x, b[i]) || same(x, b[i])));
      const before = state();
      export const look = () => same(before, state());
      const merge = (to, from) => {
        for (const key in from) {
          if (typeof from[key] === "object" && typeof to[key] === "object") merge(to[key], from[key]);
          else to[key] = from[key];
        }
      };
      """;

  @TempDir
  Path root;

  private WorkerHarness worker(String source) {
    WorkerHarness.files(root, "tasks.mjs", LOOK + source);
    return WorkerHarness.open(root, "tasks.mjs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.prototype.polluted = 1",
        "({}).__proto__.polluted = 1",
        "({}).constructor.prototype.polluted = 1",
        "merge({}, JSON.parse('{\"__proto__\": {\"polluted\": 1}}'))",
        "merge({}.constructor, JSON.parse('{\"prototype\": {\"polluted\": 1}}'))",
        "Object.assign(Object.prototype, { polluted: 1 })",
        "Object.prototype.__defineGetter__('polluted', () => 1)",
        "Object.prototype.toString = () => 'evil'",
        "delete Object.prototype.hasOwnProperty",
        "Function.prototype.call = null",
        "Object.getPrototypeOf(async function () {}).polluted = 1",
        "Object.getPrototypeOf((function* () {})()).next = null",
        "Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())).next = null",
        "Array.prototype.map = null",
        "Array.prototype[0] = 'evil'",
        "Object.defineProperty(Array.prototype, 'map', { value: null })",
        "Object.setPrototypeOf(Array.prototype, { polluted: 1 })",
        "Object.getPrototypeOf([][Symbol.iterator]()).next = null",
        "Object.getPrototypeOf(new Map()[Symbol.iterator]()).next = null",
        "String.prototype.slice = null",
        "Promise.prototype.then = null",
        "Map.prototype.get = null",
        "Date.prototype.getTime = null",
        "Error.prototype.message = 'evil'",
        "TypeError.prototype.name = 'evil'",
        "Uint8Array.prototype.polluted = 1",
        "Object.getPrototypeOf(Uint8Array.prototype).set = null",
      })
  void shouldRefuseWhatOtherTasksWouldSee(String attempt) {
    try (WorkerHarness worker = worker("export const pollute = () => { " + attempt + "; };")) {
      assertThat(worker.call("pollute", "null")).startsWith("!error").contains("TypeError");
      assertThat(worker.call("look", "null")).isEqualTo("true");
    }
  }

  @Test
  void shouldLetObjectsHaveNamesOfTheirOwn() {
    String source = """
        export const own = () => {
          const object = {}; object.toString = () => "mine"; object.hasOwnProperty = 1; object.constructor = 2;
          const f = () => 1; f.call = 3; f.toString = () => "f";
          const array = []; array.push = 4;
          const error = new TypeError("old"); error.message = "new"; error.name = "Mine";
          function Old() {} Old.prototype = Object.create(Error.prototype); Old.prototype.constructor = Old; Old.prototype.name = "Old";
          const promise = Promise.resolve(); promise.then = 5;
          const bytes = new Uint8Array(2); bytes.fill = 6;
          class Sub extends Array { push() { return 7; } }
          return [`${object}`, object.hasOwnProperty, object.constructor, f.call, `${f}`, array.push, `${error}`, new Old().name,
            promise.then, bytes.fill, new Sub().push(), Object.keys(object), `${{}}`];
        };
        """;
    try (WorkerHarness worker = worker(source)) {
      assertThat(worker.call("own", "null"))
          .isEqualTo(
              "[\"mine\",1,2,3,\"f\",4,\"Mine: new\",\"Old\",5,6,7,[\"toString\",\"hasOwnProperty\",\"constructor\"],\"[object Object]\"]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.defineProperty(URL.prototype, 'hostname', { get: () => 'evil' })",
        "URL.prototype.toString = () => 'evil'",
        "Headers.prototype.get = () => 'evil'",
        "Request.prototype.polluted = 1",
        "Object.getPrototypeOf(Response.prototype).json = null",
        "AbortSignal.prototype.throwIfAborted = () => {}",
        "EventTarget.prototype.addEventListener = null",
      })
  void shouldCloseWebClassesThatLoadLate(String attempt) {
    try (WorkerHarness worker = worker("export const pollute = () => { " + attempt + "; };")) {
      assertThat(worker.call("pollute", "null")).startsWith("!error").contains("TypeError");
    }
  }

  @Test
  void shouldLetEveryObjectHaveAMethodOfABuiltInName() {
    String source = """
        const made = { Map: new Map(), Set: new Set(), WeakMap: new WeakMap(), WeakSet: new WeakSet(), Date: new Date(0), RegExp: /a/, Array: [],
          DataView: new DataView(new ArrayBuffer(1)), ArrayBuffer: new ArrayBuffer(1), Uint8Array: new Uint8Array(1), String: new String("s"),
          Number: new Number(1), Promise: Promise.resolve(), Error: new Error(), Function() {}, URL: new URL("http://a"), Headers: new Headers() };
        export const each = () => {
          const wrong = [];
          for (const [name, object] of Object.entries(made)) {
            for (const key of Reflect.ownKeys(globalThis[name].prototype)) {
              const { writable } = Object.getOwnPropertyDescriptor(globalThis[name].prototype, key);
              if (!writable || key === "length") continue;
              const { value, ...flags } = (object[key] = made, Object.getOwnPropertyDescriptor(object, key));
              if (value !== made || !Object.values(flags).every(Boolean)) wrong.push(`${name}.${String(key)}`);
            }
          }
          return wrong;
        };
        export const inherit = () => {
          function List() {}
          List.prototype = Object.create(Array.prototype);
          List.prototype.push = function (x) { return Array.prototype.push.call(this, x, x); };
          class Tags extends Set { constructor(v) { super(v); this.has = this.has.bind(this); } }
          const { has } = new Tags(["a"]);
          const list = new List(); list.push(7);
          return [list.length, has("a"), Object.keys(Object.assign(new Map(), { get: 1 }))];
        };
        export const frozen = () => {
          const map = Object.freeze(new Map());
          try { return Reflect.set(map, "get", 1); } catch (error) { return [error.name, Object.keys(map)]; }
        };
        export const lengthen = () => { Array.prototype.length = 3; };
        export const length = () => Array.prototype.length;
        """;
    try (WorkerHarness worker = worker(source)) {
      assertThat(worker.call("each", "null")).isEqualTo("[]");
      assertThat(worker.call("inherit", "null")).isEqualTo("[2,true,[\"get\"]]");
      assertThat(worker.call("frozen", "null")).isEqualTo("[\"TypeError\",[]]");
      worker.call("lengthen", "null");
      assertThat(worker.call("length", "null")).isEqualTo("0");
    }
  }

  @Test
  void shouldCloseThemAlsoWhereAModuleReplacedWhatClosesThem() {
    String source = """
        Array.prototype.forEach = WeakMap.prototype.has = Object.freeze = Object.defineProperty = Reflect.ownKeys = () => {};
        export const pollute = () => { Map.prototype.get = null; };
        """;
    try (WorkerHarness worker = worker(source)) {
      assertThat(worker.call("pollute", "null")).startsWith("!error").contains("TypeError");
    }
  }

  @Test
  void shouldLetModulesExtendPrototypesWhileTheyLoad() {
    String source =
        "Array.prototype.lastOne = function () { return this[this.length - 1]; }; export const last = (list) => list.lastOne();";
    try (WorkerHarness worker = worker(source)) {
      assertThat(worker.call("last", "[1,2,3]")).isEqualTo("3");
    }
  }

  @Test
  void shouldLoadWhatATaskAsksForLate() {
    String source = """
        export const late = async () => {
          const names = ["assert", "buffer", "crypto", "events", "os", "path", "querystring", "stream", "string_decoder", "url", "util", "zlib", "stream/web"];
          for (const name of names) await import(`node:${name}`);
          const url = new URL("http://a/b?c=d");
          const text = new TextDecoder().decode(new TextEncoder().encode(url.searchParams.get("c")));
          const stream = await new Response(new Blob(["x"]).stream()).text();
          return [text, stream, Buffer.from("abc").toString("hex"), Buffer.concat([Buffer.from([1]), Buffer.alloc(1)]).length];
        };
        """;
    try (WorkerHarness worker = worker(source)) {
      assertThat(worker.call("late", "null")).isEqualTo("[\"d\",\"x\",\"616263\",2]");
    }
  }

  @Test
  void shouldLeavePrototypesOpenWhereThatIsAllowed() {
    WorkerHarness.files(
        root,
        "tasks.mjs",
        "export const pollute = () => { Object.prototype.polluted = 1; Array.prototype.map = null; }; export const look = () => [({}).polluted, [].map];");
    try (WorkerHarness worker = WorkerHarness.open(
        root,
        options ->
            options.withPermissions(Permissions.builder(root).prototypes(true).build()),
        "tasks.mjs")) {
      worker.call("pollute", "null");
      assertThat(worker.call("look", "null")).isEqualTo("[1,null]");
    }
  }
}
