package dev.intarsia.js.module;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds the imports of a JavaScript text without parsing it: static ones, dynamic ones and
 * {@code import.meta}. It follows strings, templates, comments and regular expressions; whether a slash
 * begins a regular expression is told from the token before it.
 */
final class EsModuleLexer {
  private static final Set<String> BEFORE_EXPRESSION = Set.of(
      "return",
      "typeof",
      "instanceof",
      "in",
      "of",
      "new",
      "delete",
      "void",
      "throw",
      "case",
      "do",
      "else",
      "await",
      "yield",
      "default",
      "extends");
  private static final Set<String> PAREN_KEYWORDS = Set.of("if", "while", "for", "with", "switch", "catch");

  /** What the last token can be followed by. */
  private enum Last {
    OPERATOR,
    VALUE,
    CLOSE_PAREN_OF_STATEMENT,
    CLOSE_BLOCK
  }

  /** The last token, where it is a word or one of the punctuators that decide what a brace means. */
  private enum Mark {
    NONE,
    WORD,
    COLON,
    SEMICOLON,
    ARROW,
    OTHER
  }

  private final JsCursor cursor;
  private final List<ModuleFind> found = new ArrayList<>();
  private final ImportScanner imports;
  private final UsingScanner usings;
  private final Deque<Bracket> open = new ArrayDeque<>();
  private final Bracket module = new Bracket(Bracket.Kind.BLOCK, 0);

  private Last last = Last.OPERATOR;
  private Mark mark = Mark.NONE;
  /** The last token where that is a word and no property's name. */
  private String word = "";

  private boolean afterDot;
  /** Whether the last token closed the parentheses of a call or of parameters. */
  private boolean afterParen;

  private boolean topLevelAwait;
  private boolean moduleAwaits;

  private EsModuleLexer(String text) {
    cursor = new JsCursor(text);
    imports = new ImportScanner(cursor, found);
    usings = new UsingScanner(cursor, found);
  }

  private static EsModuleLexer read(String text) {
    EsModuleLexer lexer = new EsModuleLexer(text);
    lexer.run();
    return lexer;
  }

  /** What was found, in the order of the text. */
  static List<ModuleFind> scan(String text) {
    List<ModuleFind> found = read(text).found;
    found.sort(Comparator.comparingInt(ModuleFind::start));
    return found;
  }

  /** What a text's syntax says of its format. */
  enum Syntax {
    /** It imports or exports. */
    MODULE,
    /** It seems to await at its top level, which only a parser can tell from an arrow function's body. */
    PERHAPS_MODULE,
    SCRIPT
  }

  static Syntax syntax(String text) {
    EsModuleLexer lexer = read(text);
    if (lexer.found.stream().anyMatch(find -> find.kind() != ModuleFind.Kind.DYNAMIC)) {
      return Syntax.MODULE;
    }
    return lexer.topLevelAwait ? Syntax.PERHAPS_MODULE : Syntax.SCRIPT;
  }

  /** Whether a module's own code awaits, outside of all functions. */
  static boolean awaitsAtTopLevel(String text) {
    return text.contains("await") && read(text).moduleAwaits;
  }

  private void run() {
    if (cursor.text.startsWith("#!")) {
      cursor.skipLine();
    }
    while (!cursor.atEnd()) {
      step(cursor.here());
    }
  }

  private void step(char c) {
    if (JsCursor.isBlank(c)) {
      cursor.at++;
    } else if (c == '/' && cursor.peek(1) == '/') {
      cursor.skipLine();
    } else if (c == '/' && cursor.peek(1) == '*') {
      cursor.skipBlockComment();
    } else if (JsCursor.isWordStart(c)) {
      word();
    } else if (c >= '0' && c <= '9') {
      cursor.skipNumber();
      value();
    } else if (c == '"' || c == '\'') {
      cursor.skipString(c);
      value();
    } else if (c == '`') {
      cursor.at++;
      template();
    } else if (c == '/') {
      slash();
    } else {
      punctuator(c);
    }
  }

  private void value() {
    token(Last.VALUE, Mark.NONE);
  }

  private void operator(Mark newMark) {
    token(Last.OPERATOR, newMark);
  }

  private void token(Last newLast, Mark newMark) {
    last = newLast;
    mark = newMark;
    word = "";
    afterDot = false;
    afterParen = false;
  }

  /** From after a backquote or the brace that closes a substitution. */
  private void template() {
    while (!cursor.atEnd()) {
      char c = cursor.here();
      if (c == '\\') {
        cursor.at += 2;
      } else if (c == '`') {
        cursor.at++;
        value();
        return;
      } else if (c == '$' && cursor.peek(1) == '{') {
        cursor.at += 2;
        push(Bracket.Kind.TEMPLATE);
        operator(Mark.NONE);
        return;
      } else {
        cursor.at++;
      }
    }
  }

  private void slash() {
    boolean division = last == Last.VALUE && !BEFORE_EXPRESSION.contains(word);
    cursor.at++;
    if (division) {
      operator(Mark.NONE);
    } else {
      cursor.skipRegularExpression();
      value();
    }
  }

  private void punctuator(char c) {
    usings.punctuator(c, block(), open.size());
    switch (c) {
      case '(' -> opens(PAREN_KEYWORDS.contains(word) ? Bracket.Kind.CONTROL_PAREN : Bracket.Kind.PAREN);
      case ')' -> {
        boolean statement = !open.isEmpty() && open.pop().kind == Bracket.Kind.CONTROL_PAREN;
        cursor.at++;
        token(statement ? Last.CLOSE_PAREN_OF_STATEMENT : Last.VALUE, Mark.NONE);
        afterParen = !statement;
      }
      case '[' -> opens(Bracket.Kind.SQUARE);
      case ']' -> {
        Bracket _ = open.poll();
        cursor.at++;
        value();
      }
      case '{' -> {
        boolean body = afterParen || mark == Mark.ARROW;
        opens(opensObject() ? Bracket.Kind.OBJECT : Bracket.Kind.BLOCK);
        block().function = body;
      }
      case '}' -> closeBrace();
      case '.' -> dot();
      case '+', '-' -> {
        // After x++ a slash divides; before a value it can't be one.
        if (cursor.peek(1) == c) {
          cursor.at += 2;
          afterDot = false;
        } else {
          cursor.at++;
          operator(Mark.NONE);
        }
      }
      default -> plain(c);
    }
  }

  private void opens(Bracket.Kind kind) {
    push(kind);
    cursor.at++;
    operator(Mark.NONE);
  }

  private void dot() {
    cursor.at++;
    if (cursor.peek(0) == '.' && cursor.peek(1) == '.') {
      cursor.at += 2;
      operator(Mark.NONE);
    } else if (cursor.peek(0) >= '0' && cursor.peek(0) <= '9' && last == Last.OPERATOR) {
      cursor.skipNumber();
      value();
    } else {
      operator(Mark.NONE);
      afterDot = true;
    }
  }

  private void plain(char c) {
    cursor.at++;
    if (c == '=' && cursor.peek(0) == '>') {
      cursor.at++;
      operator(Mark.ARROW);
      block().arrow = true;
    } else {
      block().arrow &= c != ';' && c != ',';
      operator(c == ':' ? Mark.COLON : c == ';' ? Mark.SEMICOLON : Mark.OTHER);
    }
  }

  private boolean opensObject() {
    if (last == Last.OPERATOR) {
      Bracket.Kind around = block().kind;
      boolean inBrackets = around != Bracket.Kind.BLOCK && around != Bracket.Kind.OBJECT;
      return mark == Mark.OTHER
          || (mark == Mark.COLON && around != Bracket.Kind.BLOCK)
          || (mark == Mark.NONE && inBrackets);
    }
    return last == Last.VALUE && BEFORE_EXPRESSION.contains(word) && !word.equals("do") && !word.equals("else");
  }

  private void closeBrace() {
    Bracket closed = open.poll();
    if (closed != null) {
      usings.closes(closed);
    }
    Bracket.Kind kind = closed == null ? Bracket.Kind.BLOCK : closed.kind;
    cursor.at++;
    switch (kind) {
      case TEMPLATE -> template();
      case OBJECT -> value();
      default -> token(Last.CLOSE_BLOCK, Mark.NONE);
    }
  }

  /** The innermost open bracket, or the module itself. */
  private Bracket block() {
    Bracket innermost = open.peek();
    return innermost == null ? module : innermost;
  }

  private void push(Bracket.Kind kind) {
    open.push(new Bracket(kind, cursor.at));
  }

  private void word() {
    int start = cursor.at;
    cursor.at = cursor.afterWord(start + 1);
    boolean property = afterDot;
    String name = cursor.text.substring(start, cursor.at);
    boolean newStatement = last != Last.OPERATOR && !BEFORE_EXPRESSION.contains(word);
    value();
    block().arrow &= !newStatement || (BEFORE_EXPRESSION.contains(name) && !name.equals("await"));
    if (property) {
      return;
    }
    mark = Mark.WORD;
    word = name;
    switch (name) {
      case "import" -> goOn(imports.afterImport(start, open.isEmpty()));
      case "export" -> {
        if (open.isEmpty()) {
          goOn(imports.afterExport(start));
        }
      }
      case "await" -> {
        topLevelAwait |= open.isEmpty();
        moduleAwaits |= !module.arrow && open.stream().noneMatch(bracket -> bracket.function || bracket.arrow);
        usings.afterAwait(start);
      }
      case "using" -> usings.afterUsing(start, block(), open.size());
      default -> {}
    }
  }

  private void goOn(ImportScanner.End end) {
    switch (end) {
      case WORD -> {}
      case VALUE -> value();
      case STATEMENT -> operator(Mark.SEMICOLON);
      case BLOCK -> last = Last.CLOSE_BLOCK;
    }
  }
}
