package dev.intarsia.js.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TypeScript that sucrase translates otherwise than {@code ts.transpileModule}, or not at all. */
final class TypeScriptSyntaxTest {
  private static final Path FILE = Path.of("/modules/a.ts");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "namespace A { export const x = 1; }",
        "declare module Foo.Bar { }",
        "import path = require('node:path');",
        "import B = A.B;",
        "export = 1;",
        "enum Side { Left, Side }",
        "enum A { x = 1 } enum A { y = 2 }",
        "enum A { x = y }",
        "type P = typeof import('./none.ts', { with: { 'resolution-mode': 'import' } });",
        "class A { 'constructor'() {} }",
        "class A { constructor(private x: number) {} }",
      })
  void shouldLeaveToTypeScriptWhatSucraseCannotDo(String text) {
    assertThat(SucraseSyntax.handles(FILE, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enum Color { Red, Green = 'g', Blue = 1 << 3, /* last */ Black = -0x10, }",
        "export const enum A { x = 1 }\nenum B { x = 1 }",
        "const x = await import('./b.ts'); class A<T> { constructor(y: T) {} }",
      })
  void shouldLeaveToSucraseWhatItDoesRight(String text) {
    assertThat(SucraseSyntax.handles(FILE, text)).isTrue();
  }

  @Test
  void shouldRunNamespacesEnumsAndAliases() {
    WorkerHarness.files(folder, "tasks.ts", """
        import path = require("node:path");
        namespace Cfg { export const size = 3; export namespace Deep { export function twice(n: number) { return 2 * n; } } }
        import Deep = Cfg.Deep;
        function tagged() { return tagged.tag; }
        namespace tagged { export const tag = "t"; }
        enum Side { Left, Side }
        enum Level { Low = 1 } enum Level { High = Low + 1, Top = High * 2 }
        class Point { sum = 0; constructor(public x: number, private readonly y = 2) { this.sum = x + y; } }
        class Quoted { n = 1; "constructor"() { this.n = 2; } }
        export const all = () => [Cfg.size, Deep.twice(4), tagged(), Side.Side, Level.Low, Level.High, Level.Top, Level[2],
          JSON.stringify(new Point(1)), path.basename("/a/b"), new Quoted().n];
        export function fail() {
          const text = `two
        lines`;
          throw new Error(text);
        }
        """);
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.ts")) {
      assertThat(worker.call("all", "null"))
          .isEqualTo("[3,8,\"t\",1,1,2,4,\"High\",\"{\\\"x\\\":1,\\\"y\\\":2,\\\"sum\\\":3}\",\"b\",2]");
      assertThat(worker.call("fail", "null")).contains("tasks.ts:15");
    }
  }

  @Test
  void shouldEmitOldDecoratorsAndTheirMetadataWhereTheProjectAsksForThem() {
    WorkerHarness.files(
        folder,
        "tsconfig.json",
        "{ \"compilerOptions\": { \"experimentalDecorators\": true, /* types */ \"emitDecoratorMetadata\": true } }",
        "tasks.ts",
        """
        const seen: string[] = [];
        (Reflect as any).metadata = (key: string, value: any) => () => { seen.push(key + " " + (value?.name ?? value?.map((v: any) => v.name))); };
        function inject(target: any, key: any, index: number) { seen.push(`parameter ${index}`); }
        function service(target: any) { seen.push(target.name); }
        class Dependency {}
        @service class Service { constructor(@inject private dependency: Dependency, name: string) {} }
        export const all = () => seen;
        """);
    try (WorkerHarness worker =
        WorkerHarness.open(folder, options -> options.withPermissions(Permissions.unsafe(folder)), "tasks.ts")) {
      assertThat(worker.call("all", "null"))
          .isEqualTo("[\"design:paramtypes Dependency,String\",\"parameter 0\",\"Service\"]");
    }
  }

  @Test
  void shouldCompileNamespacedJsxNames() {
    WorkerHarness.files(folder, "tasks.tsx", """
        /** @jsx h */
        const h = (type: any, props: any, ...children: any[]) => ({ type, props, children });
        export const all = () => <svg:path xlink:href="#a">it's</svg:path>;
        """);
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.tsx")) {
      assertThat(worker.call("all", "null"))
          .isEqualTo("{\"type\":\"svg:path\",\"props\":{\"xlink:href\":\"#a\"},\"children\":[\"it's\"]}");
    }
  }
}
