package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.task.JsWorkerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsWorkerTest {
  @TempDir
  Path folder;

  private WorkerHarness open(String text) {
    return WorkerHarness.open(WorkerHarness.files(folder, "tasks.mjs", text), "tasks.mjs");
  }

  @Test
  void shouldOrderTasksAsLocaleCompareDoes() {
    try (WorkerHarness worker = open(
        "import { task } from 'knitting';"
            + "export const b = task({ f: (x) => x }); export function a() {} export function B() {} export const notATask = 5;")) {
      assertThat(worker.worker().taskNames()).containsExactly("a", "b", "B");
    }
  }

  @Test
  void shouldReturnEveryKindOfValue() {
    try (WorkerHarness worker = open("""
            import { Envelope, NumericArray } from "knitting";
            const values = {
              number: 1.5, int: 3, string: "é", yes: true, nul: null, undef: undefined, big: 10n, huge: 2n ** 70n,
              sym: Symbol.for("k"), local: Symbol("k"), fn: function named() {}, date: new Date(5),
              json: { b: [1, { a: "x" }] }, u8: new Uint8Array([1, 2, 3]).subarray(1), ab: new ArrayBuffer(2),
              view: new DataView(new Uint8Array([9, 8, 7]).buffer, 1), i32: new Int32Array([1]),
              f64: new Float64Array([1]), i64: new BigInt64Array([1n]), u64: new BigUint64Array([1n]),
              envelope: new Envelope({ a: 1 }, new Uint8Array([5]).buffer), text: new Envelope("h", new ArrayBuffer(0)),
              numeric: NumericArray.from([1, 2]), map: new Map(), promise: Promise.resolve(Promise.resolve(7n)),
            };
            export const get = (name) => values[name];
            """)) {
      assertThat(worker.call("get", "\"number\"")).isEqualTo("1.5");
      assertThat(worker.call("get", "\"int\"")).isEqualTo("3");
      assertThat(worker.call("get", "\"string\"")).isEqualTo("'é'");
      assertThat(worker.call("get", "\"yes\"")).isEqualTo("true");
      assertThat(worker.call("get", "\"nul\"")).isEqualTo("null");
      assertThat(worker.call("get", "\"undef\"")).isEqualTo("undefined");
      assertThat(worker.call("get", "\"big\"")).isEqualTo("10n");
      assertThat(worker.call("get", "\"huge\"")).isEqualTo("1180591620717411303424n");
      assertThat(worker.call("get", "\"sym\"")).isEqualTo("symbol k");
      assertThat(worker.call("get", "\"local\""))
          .isEqualTo("refused KNT_ERROR_1: Symbol must use Symbol.for(...) keys");
      assertThat(worker.call("get", "\"fn\""))
          .isEqualTo("refused KNT_ERROR_0: Function is not a valid type; name: named");
      assertThat(worker.call("get", "\"date\"")).isEqualTo("date 5.0");
      assertThat(worker.call("get", "\"json\"")).isEqualTo("{\"b\":[1,{\"a\":\"x\"}]}");
      assertThat(worker.call("get", "\"u8\"")).isEqualTo("UINT8_ARRAY 0203");
      assertThat(worker.call("get", "\"ab\"")).isEqualTo("ARRAY_BUFFER 0000");
      assertThat(worker.call("get", "\"view\"")).isEqualTo("DATA_VIEW 0807");
      assertThat(worker.call("get", "\"i32\"")).isEqualTo("INT32_ARRAY 01000000");
      assertThat(worker.call("get", "\"f64\"")).isEqualTo("FLOAT64_ARRAY 000000000000f03f");
      assertThat(worker.call("get", "\"i64\"")).isEqualTo("BIGINT64_ARRAY 0100000000000000");
      assertThat(worker.call("get", "\"u64\"")).isEqualTo("BIGUINT64_ARRAY 0100000000000000");
      assertThat(worker.call("get", "\"envelope\"")).isEqualTo("envelope {\"a\":1} true 05");
      assertThat(worker.call("get", "\"text\"")).isEqualTo("envelope h false ");
      assertThat(worker.call("get", "\"numeric\"")).isEqualTo("NUMERIC_ARRAY 000000000000f03f0000000000000040");
      assertThat(worker.call("get", "\"map\""))
          .startsWith("refused KNT_ERROR_3: Unsupported payload type; Unsupported object type.");
      assertThat(worker.call("get", "\"promise\"")).isEqualTo("7n");
    }
  }

  @Test
  void shouldRejectWithTheCauseChain() {
    try (WorkerHarness worker = open(
        "export async function fail() { throw new TypeError('outer', { cause: new RangeError('inner', { cause: 5 }) }); }")) {
      assertThat(worker.call("fail", "null"))
          .startsWith("!error {\"name\":\"TypeError\",\"message\":\"outer\"")
          .contains("\"cause\":{\"name\":\"RangeError\",\"message\":\"inner\"")
          .contains("\"cause\":5")
          .contains("tasks.mjs:1");
      assertThat(worker.log).isEmpty();
    }
  }

  @Test
  void shouldNameTheTaskThatIsNotExported() {
    WorkerHarness.files(folder, "tasks.mjs", "export const a = () => 1;");
    assertThatThrownBy(() -> WorkerHarness.open(folder, o -> o.withNames(Set.of("a", "hidden")), "tasks.mjs"))
        .isInstanceOf(JsStartException.class)
        .hasMessageContaining("hidden not exported by")
        .hasMessageContaining("exported are: a");
  }

  @Test
  void shouldRecurseTwentyThousandDeep() {
    try (WorkerHarness worker = open("export const deep = (n) => n === 0 ? 0 : 1 + deep(n - 1);")) {
      assertThat(worker.call("deep", "20000")).isEqualTo("20000");
    }
  }

  @Test
  void shouldRunTimersAndSettleTimeouts() {
    try (WorkerHarness worker = open("""
            import { task } from "knitting";
            const sleep = (ms, v) => new Promise((resolve) => setTimeout(resolve, ms, v));
            export const quick = task({ timeout: 1000, f: (v) => sleep(5, v) });
            export const late = task({ timeout: { time: 50, default: "late" }, f: () => sleep(5000) });
            export const failing = task({ timeout: 50, f: () => sleep(5000) });
            export const immediate = () => new Promise((resolve) => setImmediate(resolve, "soon"));
            export const order = async () => {
              const seen = [];
              setTimeout(() => seen.push("timeout"), 0);
              queueMicrotask(() => seen.push("micro"));
              await sleep(20);
              return seen;
            };
            """)) {
      assertThat(worker.call("quick", "\"v\"")).isEqualTo("'v'");
      assertThat(worker.call("late", "null")).isEqualTo("'late'");
      assertThat(worker.call("failing", "null")).startsWith("!error").contains("Task timeout");
      assertThat(worker.call("immediate", "null")).isEqualTo("'soon'");
      assertThat(worker.call("order", "null")).isEqualTo("[\"micro\",\"timeout\"]");
    }
  }

  @Test
  void shouldRunTicksBeforeTheJobsOfTheSameTurn() {
    try (WorkerHarness worker = open("""
            const turn = (seen) => {
              Promise.resolve().then(() => seen.push("job"));
              process.nextTick(() => seen.push("tick"));
              process.nextTick((text) => seen.push(text), "second");
            };
            const after = (seen) => new Promise((done) => setTimeout(done, 5, seen));
            export const task = () => { const seen = []; turn(seen); return after(seen); };
            export const timer = () => { const seen = []; setTimeout(turn, 1, seen); return after(seen); };
            export const immediate = () => { const seen = []; setImmediate(turn, seen); return after(seen); };
            export const thrower = () => { process.nextTick(() => { throw new Error("in a tick"); }); return 1; };
            """)) {
      for (String task : List.of("task", "timer", "immediate")) {
        assertThat(worker.call(task, "null")).as(task).isEqualTo("[\"tick\",\"second\",\"job\"]");
      }
      assertThat(worker.call("thrower", "null")).isEqualTo("1");
      assertThat(worker.log).hasSize(1).first().asString().contains("Uncaught Error: in a tick");
    }
  }

  @Test
  void shouldNumberTasksInTheOrderOfLocaleCompare() {
    String characters = "aAbBz_$19";
    List<String> names = new ArrayList<>();
    for (String first : characters.split("")) {
      for (String second : characters.split("")) {
        names.add(first + second);
        names.add("x" + second + first + "a");
      }
    }
    names.removeIf(name -> Character.isDigit(name.charAt(0)));
    names.add("\u00e9t");
    String exports = names.stream().map(name -> "f as " + name).collect(Collectors.joining(",", "export {", "};"));
    String sorter = "export const sorted = (names) => names.sort((a, b) => a.localeCompare(b)).join();";
    try (WorkerHarness worker = open("const f = () => 1;" + exports + sorter)) {
      List<String> found = worker.worker().taskNames();
      String shuffled =
          found.stream().sorted(Comparator.reverseOrder()).collect(Collectors.joining("\",\"", "[\"", "\"]"));
      assertThat(worker.call("sorted", shuffled)).isEqualTo("'" + String.join(",", found) + "'");
    }
  }

  @Test
  void shouldGiveAPlainFunctionTheToolkitWhenItsCallCarriesASignal() {
    try (WorkerHarness worker = open(
        "export const plain = (...got) => [got.length, typeof got[1]?.hasAborted, got[1]?.hasAborted() ?? null];")) {
      assertThat(worker.call("plain", "1")).isEqualTo("[1,\"undefined\",null]");
      assertThat(worker.callSignalled("plain", "1")).isEqualTo("[2,\"function\",false]");
    }
  }

  @Test
  void shouldReportAnUnhandledRejectionOnce() {
    try (WorkerHarness worker =
        open("export const leave = () => { Promise.reject(new Error('nobody')); return 1; };")) {
      assertThat(worker.call("leave", "null")).isEqualTo("1");
      assertThat(worker.log).hasSize(1).first().asString().startsWith("error Unhandled rejection: Error: nobody");
    }
  }

  @Test
  void shouldKeepEveryBitOfBytes() {
    try (WorkerHarness worker = open("export const id = (x) => x;")) {
      byte[] bytes = new byte[8 * 1000 + 5];
      new java.util.Random(7).nextBytes(bytes);
      for (int i = 0; i < 4000; i += 8) {
        // Signalling NaNs with a payload: a floating point unit may make them quiet.
        bytes[i + 6] = (byte) (0xf0 | (i & 7));
        bytes[i + 7] = 0x7f;
      }
      assertThat(worker.echo("id", dev.intarsia.bridge.payload.BinaryKind.UINT8_ARRAY, bytes))
          .isEqualTo("UINT8_ARRAY " + java.util.HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void shouldOpenAndCloseManyContexts() {
    WorkerHarness.files(folder, "tasks.mjs", "export const id = (x) => x;");
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.mjs")) {
      JsWorkerOptions options = JsWorkerOptions.of(java.util.List.of(folder.resolve("tasks.mjs")))
          .withRoot(folder)
          .withPermissions(Permissions.strict(folder));
      int opened = worker.on(() -> {
        int count = 0;
        for (int i = 0; i < 20; i++) {
          JsWorker other = JsWorker.open(options);
          count += other.taskNames().size();
          other.close();
        }
        return count;
      });
      assertThat(opened).isEqualTo(20);
      assertThat(worker.call("id", "1")).isEqualTo("1");
    }
  }

  @Test
  void shouldDoTheSameAtomicsOnMappedMemoryAsOnItsOwn() {
    WorkerHarness.files(folder, "atomics.mjs", """
        import { ProcessSharedBuffer } from "knitting/shared-memory";
        const kinds = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array,
          Float64Array, Uint8ClampedArray];
        const show = (value) => (typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "-0" : `${value}`);
        const attempt = (run) => { try { return show(run()); } catch (wrong) { return wrong.name; } };
        const values = [0, 1, -1, 127, 200, 40000, 3e9, -3e9, 2.7, -2.7, NaN, Infinity, "5", undefined, 7n, -1n, 2n ** 63n];
        const log = (Kind, view) => {
          const lines = [];
          for (const name of ["add", "sub", "and", "or", "xor", "exchange", "store"]) {
            for (const value of values) {
              lines.push(`${Kind.name} ${name} ${show(value)}: ` + attempt(() => Atomics[name](view, 1, value)) + " " + show(view[1]));
            }
          }
          for (const value of values) {
            lines.push(attempt(() => Atomics.compareExchange(view, 1, view[1], value)) + " " + attempt(() => Atomics.load(view, 1)));
            lines.push(attempt(() => Atomics.compareExchange(view, 1, value, 1)) + " " + show(view[1]));
          }
          for (const index of [-1, 4, 1e9, "1", 1.9, NaN, undefined]) lines.push(attempt(() => Atomics.load(view, index)));
          lines.push(`${show(view[0])} ${show(view[2])}`);
          return lines;
        };
        export const compare = () => {
          const differing = [];
          for (const Kind of kinds) {
            const own = log(Kind, new Kind(new SharedArrayBuffer(64), 8, 4));
            const mapped = log(Kind, new Kind(ProcessSharedBuffer.create(64).getSAB(), 8, 4));
            own.forEach((line, at) => line === mapped[at] || differing.push([line, mapped[at]]));
          }
          const lengths = Reflect.ownKeys(Atomics).filter((key) => typeof Atomics[key] === "function")
            .map((key) => `${Atomics[key].name}/${Atomics[key].length}`).sort();
          return { differing, lengths, keys: Object.keys(Atomics), wrong: attempt(() => Atomics.add({}, 0, 1)) };
        };
        """);
    try (WorkerHarness worker = WorkerHarness.open(folder, "atomics.mjs")) {
      assertThat(worker.call("compare", "null"))
          .startsWith("{\"differing\":[],\"lengths\":[\"add/3\",\"and/3\",\"compareExchange/4\",\"exchange/3\"")
          .endsWith("\"keys\":[],\"wrong\":\"TypeError\"}");
    }
  }
}
