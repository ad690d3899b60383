package dev.intarsia.js.module;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** What was found. */
  enum Kind {
    /** {@code import … from "x"}, {@code import "x"}. */
    IMPORT,
    /** {@code export … from "x"}. */
    EXPORT_FROM,
    /** {@code export} without a specifier. */
    EXPORT,
    /** {@code import(}: the range is the word {@code import}. */
    DYNAMIC,
    /** {@code import.meta}: the range is all of it. */
    META,
    /** {@code using} or {@code await using}: the range is the keywords. */
    USING,
    /** After the equals sign of a {@code using} declarator. */
    USING_VALUE,
    /** After the brace of a block with {@code using} declarations. */
    USING_OPEN,
    /** Before the brace that closes such a block. */
    USING_CLOSE
  }

  /**
   * One find.
   *
   * @param start index of the specifier's opening quote, or of the word
   * @param end index after the closing quote, or after the word
   * @param attributesEnd index after {@code with {…}}, or {@code end}
   * @param attributes the text within the braces; for {@code using} the number of its block, 0 for the
   *     module, and {@code await} where its disposal is awaited; or null
   */
  record Found(
      Kind kind,
      int start,
      int end,
      int attributesEnd,
      @Nullable String attributes) {}

  private enum Last {
    OPERATOR,
    VALUE,
    CLOSE_PAREN_OF_STATEMENT,
    CLOSE_BLOCK
  }

  private final String text;
  private final int length;
  private final List<Found> found = new ArrayList<>();
  private final Deque<Bracket> open = new ArrayDeque<>();
  private final Bracket module = new Bracket('{', 0);

  private int at;
  private Last last = Last.OPERATOR;
  private String word = "";
  private boolean afterDot;
  private boolean topLevelAwait;
  private boolean moduleAwaits;
  /** Whether the last token closed the parentheses of a call or of parameters. */
  private boolean afterParen;
  /** Where the last word {@code await} began. */
  private int awaitAt = -1;
  /** Depth of a {@code using} declaration whose next equals sign begins a value, or -1. */
  private int usingDepth = -1;

  private boolean usingEquals;

  private EsModuleLexer(String text) {
    this.text = text;
    this.length = text.length();
  }

  static List<Found> scan(String text) {
    EsModuleLexer lexer = new EsModuleLexer(text);
    lexer.run();
    lexer.found.sort(Comparator.comparingInt(Found::start));
    return lexer.found;
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
    EsModuleLexer lexer = new EsModuleLexer(text);
    lexer.run();
    if (lexer.found.stream().anyMatch(f -> f.kind() != Kind.DYNAMIC)) {
      return Syntax.MODULE;
    }
    return lexer.topLevelAwait ? Syntax.PERHAPS_MODULE : Syntax.SCRIPT;
  }

  /** Whether a module's own code awaits, outside of all functions. */
  static boolean awaitsAtTopLevel(String text) {
    if (!text.contains("await")) {
      return false;
    }
    EsModuleLexer lexer = new EsModuleLexer(text);
    lexer.run();
    return lexer.moduleAwaits;
  }

  private void run() {
    if (text.startsWith("#!")) {
      skipLine();
    }
    while (at < length) {
      step();
    }
  }

  private void step() {
    char c = text.charAt(at);
    if (c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == '\u2028' || c == '\u2029') {
      at++;
    } else if (c == '/' && peek(1) == '/') {
      skipLine();
    } else if (c == '/' && peek(1) == '*') {
      skipBlockComment();
    } else if (Character.isJavaIdentifierStart(c) || c == '\\' || c == '#' || Character.isSurrogate(c)) {
      word();
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (c == '"' || c == '\'') {
      string(c);
      value();
    } else if (c == '`') {
      at++;
      template();
    } else if (c == '/') {
      slash();
    } else {
      punctuator(c);
    }
  }

  private char peek(int ahead) {
    return at + ahead < length ? text.charAt(at + ahead) : '\0';
  }

  private void skipLine() {
    while (at < length && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  private void skipBlockComment() {
    int end = text.indexOf("*/", at + 2);
    at = end < 0 ? length : end + 2;
  }

  private void value() {
    afterParen = false;
    last = Last.VALUE;
    word = "";
    afterDot = false;
  }

  private void string(char quote) {
    at++;
    while (at < length && text.charAt(at) != quote) {
      if (text.charAt(at) == '\n') {
        return;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(length, at + 1);
  }

  private void number() {
    while (at < length
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.' || text.charAt(at) == '_')) {
      at++;
    }
    value();
  }

  /** From after a backquote or the brace that closes a substitution. */
  private void template() {
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '`') {
        at++;
        value();
        return;
      } else if (c == '$' && peek(1) == '{') {
        at += 2;
        push('`');
        operator();
        return;
      } else {
        at++;
      }
    }
  }

  private void operator() {
    afterParen = false;
    last = Last.OPERATOR;
    word = "";
    afterDot = false;
  }

  private void slash() {
    boolean division = last == Last.VALUE && !BEFORE_EXPRESSION.contains(word);
    if (division) {
      at++;
      operator();
      return;
    }
    at++;
    boolean inClass = false;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\n') {
        break;
      } else if (c == '\\') {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        at++;
        break;
      }
      at++;
    }
    value();
  }

  private void punctuator(char c) {
    usingPunctuator(c);
    switch (c) {
      case '(' -> {
        push(PAREN_KEYWORDS.contains(word) ? 'k' : '(');
        at++;
        operator();
      }
      case ')' -> {
        boolean statement = !open.isEmpty() && open.pop().kind == 'k';
        at++;
        value();
        last = statement ? Last.CLOSE_PAREN_OF_STATEMENT : Last.VALUE;
        afterParen = !statement;
      }
      case '[' -> {
        push('[');
        at++;
        operator();
      }
      case ']' -> {
        pop();
        at++;
        value();
      }
      case '{' -> {
        boolean body = afterParen || word.equals("=>");
        push(opensObject() ? 'o' : '{');
        block().function = body;
        at++;
        operator();
      }
      case '}' -> closeBrace();
      case '.' -> {
        at++;
        if (peek(0) == '.' && peek(1) == '.') {
          at += 2;
          operator();
        } else if (peek(0) >= '0' && peek(0) <= '9' && last == Last.OPERATOR) {
          number();
        } else {
          operator();
          afterDot = true;
        }
      }
      case '+', '-' -> {
        // After x++ a slash divides; before a value it can't be one.
        if (peek(1) == c) {
          at += 2;
          afterDot = false;
        } else {
          at++;
          operator();
        }
      }
      default -> {
        at++;
        if (c == '=' && peek(0) == '>') {
          at++;
          operator();
          word = "=>";
          block().arrow = true;
        } else {
          boolean colon = c == ':';
          boolean semicolon = c == ';';
          block().arrow &= !semicolon && c != ',';
          operator();
          word = colon ? ":" : semicolon ? ";" : "op";
        }
      }
    }
  }

  private boolean opensObject() {
    if (last == Last.OPERATOR) {
      char around = block().kind;
      boolean inBrackets = around == '(' || around == '[' || around == '`' || around == 'k';
      return word.equals("op") || (word.equals(":") && around != '{') || (word.isEmpty() && inBrackets);
    }
    return last == Last.VALUE && BEFORE_EXPRESSION.contains(word) && !word.equals("do") && !word.equals("else");
  }

  private void closeBrace() {
    Bracket closed = open.isEmpty() ? module : open.pop();
    char kind = closed.kind;
    if (closed != module && closed.resources) {
      found.add(new Found(Kind.USING_OPEN, closed.at + 1, closed.at + 1, closed.at + 1, closed.label()));
      found.add(new Found(Kind.USING_CLOSE, at, at, at, closed.label()));
    }
    at++;
    if (kind == '`') {
      template();
    } else if (kind == 'o') {
      value();
    } else {
      value();
      last = Last.CLOSE_BLOCK;
    }
  }

  /** The innermost open bracket, or the module itself. */
  private Bracket block() {
    Bracket innermost = open.peek();
    return innermost == null ? module : innermost;
  }

  private void push(char kind) {
    open.push(new Bracket(kind, at));
  }

  private void pop() {
    if (!open.isEmpty()) {
      open.pop();
    }
  }

  private void word() {
    int start = at;
    at++;
    while (at < length && isWordPart(text.charAt(at))) {
      at++;
    }
    boolean property = afterDot;
    String name = text.substring(start, at);
    boolean newStatement = last != Last.OPERATOR && !BEFORE_EXPRESSION.contains(word);
    value();
    block().arrow &= !newStatement || (BEFORE_EXPRESSION.contains(name) && !name.equals("await"));
    if (property) {
      return;
    }
    word = name;
    if (name.equals("import")) {
      importWord(start);
    } else if (name.equals("export") && open.isEmpty()) {
      exportWord(start);
    } else if (name.equals("await")) {
      topLevelAwait |= open.isEmpty();
      moduleAwaits |= !module.arrow && open.stream().noneMatch(bracket -> bracket.function || bracket.arrow);
      awaitAt = start;
    } else if (name.equals("using")) {
      usingWord(start);
    }
  }

  /** {@code using name =}, with the name on the same line; anything else is a plain identifier. */
  private void usingWord(int start) {
    int i = at;
    while (i < length && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    int nameAt = i;
    while (i < length && isWordPart(text.charAt(i))) {
      i++;
    }
    int equals = skipBlank(i);
    boolean declares = i > nameAt
        && nameAt > at
        && equals + 1 < length
        && text.charAt(equals) == '='
        && text.charAt(equals + 1) != '='
        && text.charAt(equals + 1) != '>';
    if (!declares) {
      return;
    }
    boolean awaited = awaitAt >= 0 && text.substring(awaitAt + 5, start).isBlank();
    Bracket block = block();
    block.resources = true;
    block.awaited |= awaited;
    found.add(new Found(Kind.USING, awaited ? awaitAt : start, at, at, block.label()));
    found.add(new Found(Kind.USING_VALUE, equals + 1, equals + 1, equals + 1, block.label() + (awaited ? "!" : "")));
    usingDepth = open.size();
    usingEquals = false;
  }

  /** Follows {@code using a = x, b = y} to its further declarators. */
  private void usingPunctuator(char c) {
    if (usingDepth < 0 || open.size() > usingDepth) {
      return;
    }
    if (c == ',') {
      usingEquals = true;
    } else if (c == '=' && usingEquals && peek(1) != '=' && peek(1) != '>') {
      usingEquals = false;
      found.add(new Found(Kind.USING_VALUE, at + 1, at + 1, at + 1, block().label()));
    } else if (c == ';' || c == '}') {
      usingDepth = -1;
    }
  }

  private static boolean isWordPart(char c) {
    return (Character.isJavaIdentifierPart(c) && c != '\0')
        || c == '\\'
        || Character.isSurrogate(c)
        || c == '\u200c'
        || c == '\u200d';
  }

  private void importWord(int start) {
    int next = skipBlank(at);
    char c = next < length ? text.charAt(next) : '\0';
    if (c == '(') {
      if (!isMethod(next)) {
        found.add(new Found(Kind.DYNAMIC, start, at, at, null));
      }
    } else if (c == '.') {
      int name = skipBlank(next + 1);
      if (text.startsWith("meta", name)) {
        at = name + 4;
        found.add(new Found(Kind.META, start, at, at, null));
        value();
      }
    } else if (open.isEmpty() && c != ':' && c != '=' && c != ',') {
      specifier(Kind.IMPORT, start, false);
    }
  }

  /** Whether the paren begins the parameters of a method that is called import: a body follows them. */
  private boolean isMethod(int paren) {
    int depth = 0;
    for (int i = paren; i < length; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        return false; // a specifier; parameters with such defaults are not looked for
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        int body = skipBlank(i + 1);
        return body < length && text.charAt(body) == '{';
      }
    }
    return false;
  }

  private void exportWord(int start) {
    int next = skipBlank(at);
    char c = next < length ? text.charAt(next) : '\0';
    if (c == '*' || c == '{') {
      specifier(Kind.EXPORT_FROM, start, true);
    } else if (c != ':' && c != '=' && c != ',' && c != '}') {
      found.add(new Found(Kind.EXPORT, start, at, at, null));
    }
  }

  /** Reads an import or export clause up to its specifier, if it has one. */
  private void specifier(Kind kind, int start, boolean needsFrom) {
    int i = at;
    boolean from = !needsFrom;
    int braces = 0;
    while (i < length) {
      i = skipBlank(i);
      if (i >= length) {
        return;
      }
      char c = text.charAt(i);
      if ((c == '"' || c == '\'') && braces == 0) {
        if (from) {
          finishSpecifier(kind, i, c);
        }
        return;
      } else if (c == '"' || c == '\'') {
        at = i;
        string(c);
        i = at;
      } else if (c == '{') {
        braces++;
        i++;
      } else if (c == '}') {
        braces--;
        i++;
        if (needsFrom && braces == 0 && !text.startsWith("from", skipBlank(i))) {
          found.add(new Found(Kind.EXPORT, start, start + 6, start + 6, null));
          at = i;
          last = Last.CLOSE_BLOCK;
          return;
        }
      } else if (c == '*' || c == ',') {
        i++;
      } else if (isWordPart(c)) {
        int wordStart = i;
        while (i < length && isWordPart(text.charAt(i))) {
          i++;
        }
        from |= braces == 0 && text.substring(wordStart, i).equals("from");
      } else {
        return;
      }
    }
  }

  private void finishSpecifier(Kind kind, int quoteAt, char quote) {
    at = quoteAt;
    string(quote);
    int end = at;
    int next = skipBlank(at);
    boolean with = text.startsWith("with", next);
    boolean asserts =
        text.startsWith("assert", next) && !text.substring(at, next).contains("\n");
    if (with || asserts) {
      int brace = skipBlank(next + (with ? 4 : 6));
      int close = brace < length && text.charAt(brace) == '{' ? text.indexOf('}', brace) : -1;
      if (close > 0) {
        at = close + 1;
        found.add(new Found(kind, quoteAt, end, at, text.substring(brace + 1, close)));
        operator();
        word = ";";
        return;
      }
    }
    found.add(new Found(kind, quoteAt, end, end, null));
    operator();
    word = ";";
  }

  private int skipBlank(int from) {
    int i = from;
    while (i < length) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
        i++;
      } else if (c == '/' && i + 1 < length && text.charAt(i + 1) == '/') {
        while (i < length && text.charAt(i) != '\n') {
          i++;
        }
      } else if (c == '/' && i + 1 < length && text.charAt(i + 1) == '*') {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? length : end + 2;
      } else {
        return i;
      }
    }
    return i;
  }

  /**
   * An open bracket: {@code (}, {@code k} for a paren after if, while, for and with, <code>{</code> for a
   * block, {@code o} for an object, {@code [} and a backquote for a template's substitution.
   */
  private static final class Bracket {
    final char kind;
    final int at;
    boolean resources;
    boolean awaited;
    /** Whether it is a function's body. */
    boolean function;
    /** Whether an arrow function's expression is read directly within it. */
    boolean arrow;

    Bracket(char kind, int at) {
      this.kind = kind;
      this.at = at;
    }

    String label() {
      return at + (awaited ? " await" : "");
    }
  }
}
