package dev.intarsia.js.module;

import org.jspecify.annotations.Nullable;

/**
 * A place in a module's text that matters to the loader.
 *
 * @param start index of the specifier's opening quote, or of the word
 * @param end index after the closing quote, or after the word
 * @param attributesEnd index after {@code with {…}}, or {@code end}
 * @param attributes the text within the braces of {@code with {…}}; null without
 * @param using which block's resources it is about; null where it is no {@code using}
 */
record ModuleFind(
    Kind kind,
    int start,
    int end,
    int attributesEnd,
    @Nullable String attributes,
    @Nullable Using using) {
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
   * @param block the index of the brace that opens the block; 0 for the module
   * @param awaited whether disposal is awaited: of this declaration's resources, or of one of the block's
   */
  record Using(int block, boolean awaited) {}

  /** A word or a specifier. */
  static ModuleFind of(Kind kind, int start, int end) {
    return new ModuleFind(kind, start, end, end, null, null);
  }

  static ModuleFind using(Kind kind, int start, int end, Bracket block, boolean awaited) {
    return new ModuleFind(kind, start, end, end, null, new Using(block.at, awaited));
  }
}
