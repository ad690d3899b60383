package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
  @TempDir
  Path folder;

  private WorkerHarness open(String... files) {
    return WorkerHarness.open(WorkerHarness.files(folder, files), files[0]);
  }

  @Test
  void shouldRunTypeScriptAndNameItsLines() {
    try (WorkerHarness worker = open("tasks.ts", """
            import type { Nothing } from "./missing.ts";
            import { task } from "knitting";
            enum Color { Red, Green = "g" }
            export const color = (n: number): string => `${Color.Red}${Color.Green}${n satisfies number}`;
            export class Point<T> { constructor(private readonly x: T, public y?: string) {} get(): T { return this.x; } }
            export const add = task({
              f: ([a, b]: [number, number]): number => a! + (b as number),
            });
            export function fail(what: string): never {
              throw new Error(what);
            }
            """)) {
      assertThat(worker.call("color", "1")).isEqualTo("'0g1'");
      assertThat(worker.call("add", "[1, 2]")).isEqualTo("3");
      assertThat(worker.call("fail", "\"x\"")).contains("tasks.ts:10");
    }
  }

  @Test
  void shouldLowerUsingAndRunDecorators() {
    try (WorkerHarness worker = open("tasks.ts", """
            const log: string[] = [];
            const resource = (name: string) => ({ name, [Symbol.dispose]() { log.push(name); } });
            const later = (name: string) => ({ name, async [Symbol.asyncDispose]() { log.push(name); } });
            using top = resource("top");
            export function run(): string[] {
              using a = resource("a"), b = resource("b");
              { using inner = resource("inner"); log.push(`in ${inner.name}`); }
              if (a.name === "a") return log;
              return [];
            }
            export async function runLater() {
              const seen = log.length;
              { await using x = later("x"); using y = resource("y"); log.push("body"); }
              return log.slice(seen);
            }
            function twice(value: any, context: any) { return function (this: any, ...args: any[]) { return 2 * value.apply(this, args); }; }
            class Counter { @twice count() { return 21; } }
            export const decorated = () => new Counter().count();
            """)) {
      assertThat(worker.call("run", "null")).isEqualTo("[\"top\",\"in inner\",\"inner\",\"b\",\"a\"]");
      assertThat(worker.call("runLater", "null")).isEqualTo("[\"body\",\"y\",\"x\"]");
      assertThat(worker.call("decorated", "null")).isEqualTo("42");
    }
  }

  @Test
  void shouldResolvePackagesAsNodeDoes() {
    try (WorkerHarness worker = open(
        "src/tasks.mjs",
        """
            import dual, { kind } from "dual";
            import { deep } from "dual/features/deep.js";
            import cjs, { named } from "old";
            import sub from "@scope/pkg/lib/index.js";
            import data from "./data.json" with { type: "json" };
            import text from "./note.txt" with { type: "text" };
            import { inner } from "#inner";
            import { self } from "app/self";
            import folder from "./folder/index.js";
            import def from "npm:dual@^1.0.0";
            export const all = () => [kind, deep, cjs.named, named, sub, data.x, text, inner, self, folder, def === dual];
            export const meta = () => [import.meta.url.startsWith("file:///"), import.meta.filename.endsWith("src/tasks.mjs"),
              import.meta.dirname.endsWith("src"), import.meta.resolve("./data.json").endsWith("src/data.json")];
            export const dynamic = async (name) => (await import(`./${name}.mjs`)).value;
            """,
        "src/data.json",
        "{\"x\": 5}",
        "src/note.txt",
        "a \"text\"\n",
        "src/lazy.mjs",
        "export const value = await Promise.resolve('lazy');",
        "src/inner.mjs",
        "export const inner = 'inner';",
        "src/folder/index.js",
        "module.exports = require('./part');",
        "src/folder/part.js",
        "exports.part = __filename.endsWith('part.js');",
        "package.json",
        "{\"name\": \"app\", \"exports\": {\"./self\": \"./src/self.mjs\"}, \"imports\": {\"#inner\": {\"node\": \"./src/inner.mjs\"}}}",
        "src/self.mjs",
        "export const self = 'self';",
        "node_modules/dual/package.json",
        "{\"name\": \"dual\", \"exports\": {\".\": {\"require\": \"./c.cjs\", \"import\": \"./m.mjs\"}, \"./features/*\": \"./src/*\"}}",
        "node_modules/dual/c.cjs",
        "module.exports = { kind: 'cjs' };",
        "node_modules/dual/m.mjs",
        "export const kind = 'esm'; export default 7;",
        "node_modules/dual/src/deep.js",
        "exports.deep = 'deep';",
        "node_modules/old/package.json",
        "{\"main\": \"lib/main\"}",
        "node_modules/old/lib/main.js",
        "const dep = require('dual'); const json = require('./x.json'); exports.named = dep.kind + json.v + require('./cycle').get();",
        "node_modules/old/lib/x.json",
        "{\"v\": 1}",
        "node_modules/old/lib/cycle.js",
        "const main = require('./main'); exports.get = () => typeof main;",
        "node_modules/@scope/pkg/lib/index.js",
        "module.exports = 'scoped';")) {
      assertThat(worker.call("all", "null"))
          .isEqualTo(
              "[\"esm\",\"deep\",\"cjs1object\",\"cjs1object\",\"scoped\",5,\"a \\\"text\\\"\\n\",\"inner\",\"self\",{\"part\":true},true]");
      assertThat(worker.call("meta", "null")).isEqualTo("[true,true,true,true]");
      assertThat(worker.call("dynamic", "\"lazy\"")).isEqualTo("'lazy'");
      assertThat(worker.call("dynamic", "\"nothing\""))
          .startsWith("!error")
          .contains("Cannot find module './nothing.mjs' imported from")
          .contains("tried");
    }
  }

  @Test
  void shouldNameImporterAndSpecifierOfAMissingModule() {
    WorkerHarness.files(folder, "tasks.mjs", "import x from 'not-there'; export const a = () => x;");
    assertThatThrownBy(() -> WorkerHarness.open(folder, "tasks.mjs"))
        .isInstanceOf(JsStartException.class)
        .hasMessageContaining("'not-there' imported from")
        .hasMessageContaining("tasks.mjs")
        .hasMessageContaining("node_modules/not-there");
  }

  @Test
  void shouldImportTasksLazily() {
    try (WorkerHarness worker = open(
        "tasks.mjs",
        "import { importTask, isMain, createPool } from 'knitting';"
            + "export const far = importTask({ href: './far.mjs', name: 'work' });"
            + "export const main = () => isMain;"
            + "export const pool = () => createPool({})({ far }).call.far(1);",
        "far.mjs",
        "export const work = async (x) => x + 1;")) {
      assertThat(worker.call("far", "1")).isEqualTo("2");
      assertThat(worker.call("main", "null")).isEqualTo("false");
      assertThat(worker.call("pool", "null")).contains("createPool can only be called in the main thread.");
    }
  }

  @Test
  void shouldLexTheSlashesOfRealCode() {
    try (WorkerHarness worker = open("tasks.mjs", """
            const a = 4, b = 2, g = 1;
            const division = a / b / g;
            const regex = /import "nothing" from 'x'/g.test('import "nothing" from \\'x\\'');
            const template = `${`${"import('no')"}`} /* ${a} */`;
            if (a) /import\\('y'\\)/.test("");
            const o = { import: 1, "export": 2 }; o.import = 3;
            function f() {} /[/"]import/.test("");
            const h = () => { return /'/; };
            let i = 1; const j = i++ / 2; // import "z"
            export const all = () => [division, regex, template, o.import, j];
            export { h as "string name", f };
            """)) {
      assertThat(worker.call("all", "null")).isEqualTo("[2,true,\"import('no') /* 4 */\",3,0.5]");
    }
  }
}
