package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.Pool;
import dev.intarsia.host.TypeRef;
import dev.intarsia.js.JsWorkers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TypesCommandTest {
  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private static Path shop() throws URISyntaxException {
    URL module = TypesCommandTest.class.getResource("/types/shop-tasks.ts");
    assertThat(module).isNotNull();
    return Path.of(module.toURI());
  }

  private String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  private String java(String file, String text) throws IOException {
    out.getBuffer().setLength(0);
    assertThat(run("types", write(file, text))).as(err.toString()).isEqualTo(ExitCode.DONE);
    return out.toString();
  }

  private Class<?> compile(Path source, String name) throws Exception {
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int result = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            complaints,
            "-proc:none",
            "-Xlint:all",
            "-Werror",
            "-cp",
            System.getProperty("java.class.path"),
            "-implicit:none",
            "-d",
            classes.toString(),
            source.toString());
    assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(result).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> type = loader.loadClass(name);
      for (Class<?> inner : type.getDeclaredClasses()) {
        loader.loadClass(inner.getName());
      }
      return type;
    }
  }

  private static Object call(Class<?> type, Object client, String method, Object... arguments) throws Exception {
    for (Method candidate : type.getMethods()) {
      if (candidate.getName().equals(method) && candidate.getParameterCount() == arguments.length) {
        return candidate.invoke(client, arguments);
      }
    }
    throw new AssertionError(type + " has no method " + method + " of " + arguments.length);
  }

  private static Object make(Class<?> type, String name, Object... values) throws Exception {
    for (Class<?> inner : type.getDeclaredClasses()) {
      if (inner.getSimpleName().equals(name)) {
        return inner.getDeclaredConstructors()[0].newInstance(values);
      }
    }
    throw new AssertionError(type + " has no " + name);
  }

  private static Object constant(Class<?> type, String name, String constant) throws Exception {
    for (Class<?> inner : type.getDeclaredClasses()) {
      if (inner.getSimpleName().equals(name)) {
        return inner.getField(constant).get(null);
      }
    }
    throw new AssertionError(type + " has no " + name);
  }

  @Test
  void shouldMakeAnInterfaceThatCallsTheTasks() throws Exception {
    assertThat(run(
            "types",
            "--package",
            "made.here",
            "--out",
            folder.toString(),
            shop().toString()))
        .isEqualTo(ExitCode.DONE);
    Class<?> type = compile(folder.resolve("made/here/ShopTasks.java"), "made.here.ShopTasks");
    assertThat(type.getDeclaredClasses())
        .extracting(Class::getSimpleName)
        .contains("Size", "Shape", "Circle", "Page", "Expr", "Level");
    try (Pool pool = Pool.builder().workers(JsWorkers.of(shop())).build()) {
      Object shop = pool.as(type);
      Object extra = make(type, "TotalArgumentItemExtra", "red");
      Object small = constant(type, "Size", "S");
      Object item = make(type, "TotalArgumentItem", "tea", 4.5, small, Optional.empty(), extra);
      assertThat(call(type, shop, "total", List.of(item, item))).isEqualTo(9.0);
      assertThat(call(type, shop, "area", make(type, "Circle", 2.0))).isEqualTo(6.0);
      assertThat(call(type, shop, "area", make(type, "ShapeSquare", 3.0))).isEqualTo(9.0);
      assertThat(call(type, shop, "page", 2.5))
          .hasToString("Page[items=[PageT[name=tea, price=2.5]], next=Optional.empty]");
      assertThat(call(type, shop, "page")).asString().contains("price=1.0");
      assertThat(call(type, shop, "find", "c")).isEqualTo(Optional.of(make(type, "Circle", 1.0)));
      assertThat(call(type, shop, "find", "d")).isEqualTo(Optional.empty());
      Object one = make(type, "ExprNum", 1.0);
      assertThat(call(type, shop, "evaluate", make(type, "ExprAdd", one, make(type, "ExprAdd", one, one))))
          .isEqualTo(3.0);
      assertThat(call(type, shop, "bytes", new byte[] {1, 2})).isEqualTo(new byte[] {2, 3});
      assertThat(call(type, shop, "counts", List.of("a", "bcd"))).isEqualTo(Map.of("a", 1.0, "bcd", 3.0));
      assertThat(call(type, shop, "big", BigInteger.TEN)).isEqualTo(BigInteger.valueOf(20));
      assertThat(call(type, shop, "slow", small)).isEqualTo("s");
      assertThat(call(type, shop, "typed", make(type, "TypedArgument", 1.0))).isEqualTo("1");
      assertThat(call(type, shop, "defaultTask")).isEqualTo(true);
      assertThat(call(type, shop, "toStringTask")).isEqualTo("text");
      assertThat(call(type, shop, "temper", "very hot")).isEqualTo("very hot");
      assertThat(call(type, shop, "level")).isEqualTo(constant(type, "Level", "low"));
      assertThat(call(type, shop, "level", 6.0)).isEqualTo(constant(type, "Level", "high"));
      assertThat(call(type, shop, "later", Instant.EPOCH)).isEqualTo(Instant.ofEpochSecond(1));
      assertThat(call(type, shop, "headers")).isEqualTo(Map.of("content-type", "text/plain"));
      assertThat(call(type, shop, "nothing", "text")).isNull();
    }
    assertThat(err.toString())
        .contains("guess: the module does not say what its argument is, so it is an Object")
        .doesNotContain("total:");
  }

  @Test
  void shouldMakeFutures() throws Exception {
    String module = write("twice.ts", "export const twice = (n: number): number => n * 2;");
    assertThat(run("types", "--futures", "--name", "Numbers", "--out", folder.toString(), module))
        .isEqualTo(ExitCode.DONE);
    Class<?> type = compile(folder.resolve("Numbers.java"), "Numbers");
    try (Pool pool = Pool.builder().workers(JsWorkers.of(Path.of(module))).build()) {
      Object numbers = pool.as(type);
      assertThat(call(type, numbers, "twice", 4.0))
          .isInstanceOfSatisfying(
              CompletableFuture.class, future -> assertThat(future.join()).isEqualTo(8.0));
    }
  }

  @Test
  void shouldWriteTypesThatHaveNoNameWhereTheyAreUsed() throws IOException {
    assertThat(java("a.ts", "export const f = (x: { y: 'on' | 'off' }): { z: [number, number] } | null => null;"))
        .contains("Optional<FResult> f(FArgument x);", "record FResult(List<Double> z) {}")
        .contains("record FArgument(FArgumentY y) {}", "enum FArgumentY {\n    on,\n    off\n  }");
    assertThat(java("String.ts", "export interface A { a: A[] }\nexport const a = (a: A): unknown => a;"))
        .contains("public interface StringType {", "Object a(A a);", "record A(List<A> a) {}");
    assertThat(java("c.ts", "type J = string | J[];\n/** Reads <b>. */\nexport const c = (j: J): string => `${j}`;"))
        .contains("  /** Reads &lt;b&gt;. */\n  String c(Object j);");
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    assertThat(run("types", "missing.ts")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(err.toString()).contains("no module missing.ts");
    assertThat(run("types", write("empty.ts", "export const x = 1;"))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("empty.ts exports no function, so it has no tasks");
    assertThat(run("types", write("broken.ts", "export const f = (: number) => 1;")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("broken.ts:1:19");
    assertThat(
            run("types", write("keyword.ts", "export interface K { class: string }\nexport const f = (k: K): K => k;")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("type K has members that no Java record can have");
    assertThat(out.toString()).isEmpty();
  }

  /** What modules can import, by module. */
  private static Map<String, List<String>> exported(Path module) throws IOException {
    Files.writeString(module, """
        import * as knitting from "knitting";
        import * as utils from "knitting/utils";
        import * as memory from "knitting/shared-memory";
        export const names = () => ({ "knitting": Object.keys(knitting), "knitting/utils": Object.keys(utils),
          "knitting/shared-memory": Object.keys(memory) });
        """);
    try (Pool pool = Pool.builder().workers(JsWorkers.of(module)).build()) {
      return pool.call("names", null, new TypeRef<Map<String, List<String>>>() {})
          .await();
    }
  }

  @Test
  void shouldDeclareEverythingThatKnittingExports() throws IOException {
    assertThat(run("types", "--knitting", "--out", folder.toString())).isEqualTo(ExitCode.DONE);
    String text = Files.readString(folder.resolve("knitting.d.ts"));
    exported(folder.resolve("names.mjs")).forEach((module, names) -> {
      Set<String> declared = new TreeSet<>();
      int start = text.indexOf("declare module \"" + module + "\" {");
      assertThat(start).isNotNegative();
      Pattern.compile("(?m)^  export (?:function|class|const) (\\w+)")
          .matcher(text.substring(start, text.indexOf("\n}\n", start)))
          .results()
          .forEach(match -> declared.add(match.group(1)));
      declared.add("default");
      assertThat(declared).as(module).containsExactlyInAnyOrderElementsOf(names);
    });
  }
}
