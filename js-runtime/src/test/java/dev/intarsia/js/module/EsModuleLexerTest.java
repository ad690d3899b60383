package dev.intarsia.js.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.module.EsModuleLexer.Syntax;
import dev.intarsia.js.module.ModuleFind.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EsModuleLexerTest {
  /** What is found, each as its kind and its text. */
  private static List<String> finds(String text) {
    return EsModuleLexer.scan(text).stream()
        .map(find -> find.kind() + " " + text.substring(find.start(), find.end()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          import "a";                                 | IMPORT "a"
          import x from 'a'                           | IMPORT 'a'
          import x, { y as z, "s t" as u } from "a"   | IMPORT "a"
          import * as x from "a"                      | IMPORT "a"
          import/*c*/x/*'no'*/from/**/"a"             | IMPORT "a"
          export * from "a"                           | EXPORT_FROM "a"
          export * as x from "a"                      | EXPORT_FROM "a"
          export { x, from } from "a"                 | EXPORT_FROM "a"
          export { from }; "b"                        | EXPORT export
          export default "b"                          | EXPORT export
          export const from = "b"                     | EXPORT export
          x = import("a")                             | DYNAMIC import
          x = import.meta.url                         | META import.meta
          x = import . meta                           | META import . meta
          """)
  void shouldFindImportAndExport(String text, String find) {
    assertThat(finds(text)).containsExactly(find);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x.import('a'); x?.export",
        "({ import: 1, export: 2 })",
        "({ import() { return 1 } })",
        "class A { import(a, b) {} }",
        "// import 'a'\n/* export 'b' */",
        "'import \"a\"'; \"import('b')\"",
        "`import 'a' ${1} export * from 'b'`",
        "/import 'a'/.test(x)",
        "x = a / import_ / b",
        "important('a'); exporter('b')",
        "<!-- nothing"
      })
  void shouldFindNothing(String text) {
    assertThat(finds(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (x) /'/.test(y); import('a')",
        "return /\"/ ; import('a')",
        "x = y++ / 2 / '1'; import('a')",
        "x = {} / '/' ; import('a')",
        "function f() {} /'/.test(x); import('a')",
        "x = [/[/']/]; import('a')",
        "`${ { a: `${ '}' }` } }`; import('a')",
        "x = a ? { b: 1 } : /'/ ; import('a')",
        "'line\nimport('a')"
      })
  void shouldTellDivisionFromRegularExpression(String text) {
    assertThat(finds(text)).containsExactly("DYNAMIC import");
  }

  @Test
  void shouldReadAttributes() {
    ModuleFind with =
        EsModuleLexer.scan("import x from 'a' with { type: \"json\" }; y").getFirst();
    assertThat(with.attributes()).isEqualTo(" type: \"json\" ");
    assertThat(with.attributesEnd()).isEqualTo("import x from 'a' with { type: \"json\" }".length());
    assertThat(EsModuleLexer.scan("import x from 'a' assert { type: 'json' }")
            .getFirst()
            .attributes())
        .isNotNull();
    ModuleFind nextLine = EsModuleLexer.scan("import x from 'a'\nassert({})").getFirst();
    assertThat(nextLine.attributes()).isNull();
    assertThat(nextLine.attributesEnd()).isEqualTo(nextLine.end());
  }

  @Test
  void shouldFindUsingOfModuleAndOfBlock() {
    String text = "using a = x, b = y;\n{ await using c = z }";
    List<ModuleFind> found = EsModuleLexer.scan(text);
    int brace = text.indexOf('{');
    assertThat(found)
        .extracting(ModuleFind::kind)
        .containsExactly(
            Kind.USING,
            Kind.USING_VALUE,
            Kind.USING_VALUE,
            Kind.USING_OPEN,
            Kind.USING,
            Kind.USING_VALUE,
            Kind.USING_CLOSE);
    assertThat(found)
        .extracting(ModuleFind::using)
        .containsExactly(
            new ModuleFind.Using(0, false),
            new ModuleFind.Using(0, false),
            new ModuleFind.Using(0, false),
            new ModuleFind.Using(brace, true),
            new ModuleFind.Using(brace, true),
            new ModuleFind.Using(brace, true),
            new ModuleFind.Using(brace, true));
  }

  @Test
  void shouldAwaitEveryDeclaratorOfAwaitUsing() {
    List<ModuleFind> values = EsModuleLexer.scan("await using a = x, b = f(1, 2), c = z;").stream()
        .filter(find -> find.kind() == Kind.USING_VALUE)
        .toList();
    assertThat(values).hasSize(3).allSatisfy(find -> assertThat(find.using()).isEqualTo(new ModuleFind.Using(0, true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"using = 1", "using.x = 1", "using(x)", "using\na = 1", "x = using == 1", "using a == 1", "let using"})
  void shouldTakeUsingForAnIdentifier(String text) {
    assertThat(finds(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          import('a')                       | SCRIPT
          require('a')                      | SCRIPT
          export {}                         | MODULE
          import.meta                       | MODULE
          await x                           | PERHAPS_MODULE
          async () => { await x }           | SCRIPT
          """)
  void shouldTellModuleFromScript(String text, Syntax syntax) {
    assertThat(EsModuleLexer.syntax(text)).isEqualTo(syntax);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          await x                             | true
          if (y) { await x }                  | true
          for await (const x of y) {}         | true
          async function f() { await x }      | false
          const f = async () => { await x }   | false
          const f = async () => await x       | false
          const f = async () => 1; await x    | true
          x.await                             | false
          """)
  void shouldTellWhatAwaitsAtTopLevel(String text, boolean awaits) {
    assertThat(EsModuleLexer.awaitsAtTopLevel(text)).isEqualTo(awaits);
  }
}
