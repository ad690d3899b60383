package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stack traces name the TypeScript file and its own lines. */
class TypeScriptTraceTest {
  private static final String MODULE = """
      import { task } from "knitting";

      enum Level {
        Low,
        High,
      }
      interface Options<T extends object = {}> {
        readonly value: T;
        level?: Level;
      }
      type Pair<A, B = A> = [
        A,
        B,
      ];
      abstract class Base<T> {
        protected constructor(
          private readonly text: string,
          public level: Level = Level.High,
        ) {}
        abstract get(): T;
        fail(): never {
          throw new TypeError(`failed at ${this.text satisfies string}`); // line 22
        }
      }
      class Child extends Base<Pair<number>> {
        constructor() {
          super("line 22");
        }
        get(): Pair<number> { return [1, 2]; }
      }
      export const fail = task<Options, string>({
        f: (options) =>
          new Child().fail() as unknown as string, // line 33
      });
      export const later = async (): Promise<string[]> => {
        await null;
        const error: Error = new RangeError("made on line 37");
        return (error.stack as string).split("\\n").slice(1).filter((line: string) => line.includes(".ts"));
      };
      """;

  @TempDir
  Path folder;

  @Test
  void shouldNameTheTypeScriptLineInARejection() {
    WorkerHarness.files(folder, "tasks.ts", MODULE);
    try (WorkerHarness worker = WorkerHarness.open(folder, "tasks.ts")) {
      assertThat(worker.call("fail", "{\"value\":{}}"))
          .contains("failed at line 22")
          .containsSubsequence("tasks.ts:22:", "tasks.ts:33:");
      assertThat(worker.call("later", "null")).contains("tasks.ts:37:");
    }
  }
}
