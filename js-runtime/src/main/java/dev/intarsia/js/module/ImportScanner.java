package dev.intarsia.js.module;

import dev.intarsia.js.module.ModuleFind.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows the words {@code import} and {@code export}. */
final class ImportScanner {
  /** What the text that was read ends with. */
  enum End {
    /** Nothing was read but the word. */
    WORD,
    VALUE,
    STATEMENT,
    BLOCK
  }

  private static final String META = "meta";
  private static final int EXPORT_LENGTH = "export".length();

  private final JsCursor cursor;
  private final List<ModuleFind> found;

  ImportScanner(JsCursor cursor, List<ModuleFind> found) {
    this.cursor = cursor;
    this.found = found;
  }

  /**
   * After the word {@code import}.
   *
   * @param topLevel whether it stands outside of all brackets
   */
  End afterImport(int start, boolean topLevel) {
    int next = cursor.skipBlank(cursor.at);
    char c = cursor.charAt(next);
    if (c == '(') {
      if (!isMethod(next)) {
        found.add(ModuleFind.of(Kind.DYNAMIC, start, cursor.at));
      }
    } else if (c == '.') {
      int name = cursor.skipBlank(next + 1);
      if (cursor.text.startsWith(META, name)) {
        cursor.at = name + META.length();
        found.add(ModuleFind.of(Kind.META, start, cursor.at));
        return End.VALUE;
      }
    } else if (topLevel && c != ':' && c != '=' && c != ',') {
      return specifier(Kind.IMPORT, start, false);
    }
    return End.WORD;
  }

  /** Whether the paren begins the parameters of a method that is called import: a body follows them. */
  private boolean isMethod(int paren) {
    int depth = 0;
    for (int i = paren; i < cursor.length; i++) {
      char c = cursor.text.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        return false; // a specifier; parameters with such defaults are not looked for
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return cursor.charAt(cursor.skipBlank(i + 1)) == '{';
      }
    }
    return false;
  }

  /** After the word {@code export} outside of all brackets. */
  End afterExport(int start) {
    char c = cursor.charAt(cursor.skipBlank(cursor.at));
    if (c == '*' || c == '{') {
      return specifier(Kind.EXPORT_FROM, start, true);
    }
    if (c != ':' && c != '=' && c != ',' && c != '}') {
      found.add(ModuleFind.of(Kind.EXPORT, start, cursor.at));
    }
    return End.WORD;
  }

  /** Reads an import or export clause up to its specifier, if it has one. */
  private End specifier(Kind kind, int start, boolean needsFrom) {
    int i = cursor.at;
    boolean from = !needsFrom;
    int braces = 0;
    while ((i = cursor.skipBlank(i)) < cursor.length) {
      char c = cursor.text.charAt(i);
      if ((c == '"' || c == '\'') && braces == 0) {
        return from ? finishSpecifier(kind, i, c) : End.WORD;
      } else if (c == '"' || c == '\'') {
        cursor.at = i;
        cursor.skipString(c);
        i = cursor.at;
      } else if (c == '{') {
        braces++;
        i++;
      } else if (c == '}') {
        braces--;
        i++;
        if (needsFrom && braces == 0 && !cursor.text.startsWith("from", cursor.skipBlank(i))) {
          found.add(ModuleFind.of(Kind.EXPORT, start, start + EXPORT_LENGTH));
          cursor.at = i;
          return End.BLOCK;
        }
      } else if (c == '*' || c == ',') {
        i++;
      } else if (JsCursor.isWordPart(c)) {
        int word = i;
        i = cursor.afterWord(i);
        from |= braces == 0 && cursor.text.substring(word, i).equals("from");
      } else {
        return End.WORD;
      }
    }
    return End.WORD;
  }

  private End finishSpecifier(Kind kind, int quoteAt, char quote) {
    cursor.at = quoteAt;
    cursor.skipString(quote);
    int end = cursor.at;
    int next = cursor.skipBlank(end);
    String keyword = attributesKeyword(end, next);
    if (keyword != null) {
      int brace = cursor.skipBlank(next + keyword.length());
      int close = cursor.charAt(brace) == '{' ? cursor.text.indexOf('}', brace) : -1;
      if (close > 0) {
        cursor.at = close + 1;
        String attributes = cursor.text.substring(brace + 1, close);
        found.add(new ModuleFind(kind, quoteAt, end, cursor.at, attributes, null));
        return End.STATEMENT;
      }
    }
    found.add(ModuleFind.of(kind, quoteAt, end));
    return End.STATEMENT;
  }

  /** The word that begins import attributes; {@code assert}, the older one, must stand on the specifier's line. */
  private @Nullable String attributesKeyword(int end, int next) {
    if (cursor.text.startsWith("with", next)) {
      return "with";
    }
    boolean sameLine = !cursor.text.substring(end, next).contains("\n");
    return sameLine && cursor.text.startsWith("assert", next) ? "assert" : null;
  }
}
