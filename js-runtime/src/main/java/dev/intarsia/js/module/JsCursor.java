package dev.intarsia.js.module;

/** A place in a JavaScript text, and how far the simple things reach that begin there: blanks, comments, strings, numbers. */
final class JsCursor {
  final String text;
  final int length;
  int at;

  JsCursor(String text) {
    this.text = text;
    this.length = text.length();
  }

  boolean atEnd() {
    return at >= length;
  }

  char here() {
    return text.charAt(at);
  }

  /** The character some places ahead; NUL behind the end. */
  char peek(int ahead) {
    return charAt(at + ahead);
  }

  /** The character at an index; NUL behind the end. */
  char charAt(int index) {
    return index < length ? text.charAt(index) : '\0';
  }

  void skipLine() {
    while (at < length && here() != '\n' && here() != '\r') {
      at++;
    }
  }

  void skipBlockComment() {
    at = afterBlockComment(at);
  }

  private int afterBlockComment(int from) {
    int end = text.indexOf("*/", from + 2);
    return end < 0 ? length : end + 2;
  }

  /** From the opening quote to after the closing one, or to the end of the line where there is none. */
  void skipString(char quote) {
    at++;
    while (at < length && here() != quote) {
      if (here() == '\n') {
        return;
      }
      at += here() == '\\' ? 2 : 1;
    }
    at = Math.min(length, at + 1);
  }

  void skipNumber() {
    while (at < length && (Character.isLetterOrDigit(here()) || here() == '.' || here() == '_')) {
      at++;
    }
  }

  /** From after the slash that begins a regular expression. Its flags are read as a word later. */
  void skipRegularExpression() {
    boolean inClass = false;
    while (at < length && here() != '\n') {
      char c = here();
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        at++;
        return;
      }
      at++;
    }
  }

  /** The index after the word part that begins at an index. */
  int afterWord(int from) {
    int i = from;
    while (i < length && isWordPart(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index of what follows blanks and comments. */
  int skipBlank(int from) {
    int i = from;
    while (i < length) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
        i++;
      } else if (c == '/' && charAt(i + 1) == '/') {
        while (i < length && text.charAt(i) != '\n') {
          i++;
        }
      } else if (c == '/' && charAt(i + 1) == '*') {
        i = afterBlockComment(i);
      } else {
        return i;
      }
    }
    return i;
  }

  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == '\u2028' || c == '\u2029';
  }

  static boolean isWordStart(char c) {
    return Character.isJavaIdentifierStart(c) || c == '\\' || c == '#' || Character.isSurrogate(c);
  }

  static boolean isWordPart(char c) {
    return (Character.isJavaIdentifierPart(c) && c != '\0')
        || c == '\\'
        || Character.isSurrogate(c)
        || c == '\u200c'
        || c == '\u200d';
  }
}
