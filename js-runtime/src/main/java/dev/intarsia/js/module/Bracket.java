package dev.intarsia.js.module;

/** An open bracket of a JavaScript text, and what stands directly within it. */
final class Bracket {
  enum Kind {
    /** Of a call, of parameters, or around an expression. */
    PAREN,
    /** After if, while, for, with, switch or catch. */
    CONTROL_PAREN,
    SQUARE,
    /** Of statements: a body or a plain block. */
    BLOCK,
    OBJECT,
    /** A template's substitution. */
    TEMPLATE
  }

  final Kind kind;
  /** Index of the bracket; 0 for the module itself, which has none. */
  final int at;
  /** Whether {@code using} declares something in it. */
  boolean resources;
  /** Whether one of these is to be disposed with await. */
  boolean awaited;
  /** Whether it is a function's body. */
  boolean function;
  /** Whether an arrow function's expression is read directly within it. */
  boolean arrow;

  Bracket(Kind kind, int at) {
    this.kind = kind;
    this.at = at;
  }
}
