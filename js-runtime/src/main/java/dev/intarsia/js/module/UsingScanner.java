package dev.intarsia.js.module;

import dev.intarsia.js.module.ModuleFind.Kind;
import java.util.List;

/** Finds {@code using} and {@code await using} declarations and the values of all their declarators. */
final class UsingScanner {
  private static final int NONE = -1;
  private static final int AWAIT_LENGTH = "await".length();

  private final JsCursor cursor;
  private final List<ModuleFind> found;

  /** Where the last word {@code await} began. */
  private int awaitAt = NONE;
  /** Number of open brackets around the declaration that is being read. */
  private int depth = NONE;

  private boolean awaited;
  /** Whether a comma came, so that the next equals sign begins another value. */
  private boolean expectsValue;

  UsingScanner(JsCursor cursor, List<ModuleFind> found) {
    this.cursor = cursor;
    this.found = found;
  }

  void afterAwait(int start) {
    awaitAt = start;
  }

  /** After the word. {@code using name =}, with the name on the same line, declares; anything else is a plain identifier. */
  void afterUsing(int start, Bracket block, int openBrackets) {
    int nameAt = cursor.at;
    while (cursor.charAt(nameAt) == ' ' || cursor.charAt(nameAt) == '\t') {
      nameAt++;
    }
    int nameEnd = cursor.afterWord(nameAt);
    int equals = cursor.skipBlank(nameEnd);
    if (nameEnd == nameAt || nameAt == cursor.at || !isAssignment(equals)) {
      return;
    }
    awaited =
        awaitAt >= 0 && cursor.text.substring(awaitAt + AWAIT_LENGTH, start).isBlank();
    block.resources = true;
    block.awaited |= awaited;
    found.add(ModuleFind.using(Kind.USING, awaited ? awaitAt : start, cursor.at, block, awaited));
    found.add(ModuleFind.using(Kind.USING_VALUE, equals + 1, equals + 1, block, awaited));
    depth = openBrackets;
    expectsValue = false;
  }

  private boolean isAssignment(int index) {
    char next = cursor.charAt(index + 1);
    return cursor.charAt(index) == '=' && index + 1 < cursor.length && next != '=' && next != '>';
  }

  /** Follows {@code using a = x, b = y} to its further declarators. Before the cursor passes the punctuator. */
  void punctuator(char c, Bracket block, int openBrackets) {
    if (depth == NONE || openBrackets > depth) {
      return;
    }
    if (c == ',') {
      expectsValue = true;
    } else if (c == '=' && expectsValue && cursor.peek(1) != '=' && cursor.peek(1) != '>') {
      expectsValue = false;
      found.add(ModuleFind.using(Kind.USING_VALUE, cursor.at + 1, cursor.at + 1, block, awaited));
    } else if (c == ';' || c == '}') {
      depth = NONE;
    }
  }

  /** A block closes, at the cursor. */
  void closes(Bracket block) {
    if (block.resources) {
      int open = block.at + 1;
      found.add(ModuleFind.using(Kind.USING_OPEN, open, open, block, block.awaited));
      found.add(ModuleFind.using(Kind.USING_CLOSE, cursor.at, cursor.at, block, block.awaited));
    }
  }
}
