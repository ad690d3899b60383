package dev.intarsia.js.payload;

import dev.intarsia.bridge.payload.BinaryKind;
import org.graalvm.polyglot.Value;

/** The functions of codec.js, looked up once. */
final class CodecFunctions {
  final Value describe;
  final Value detail;
  final Value detailOffset;
  final Value seal;
  final Value box;
  final Value classes;
  final Value bigint;
  final Value symbol;
  final Value date;
  final Value error;
  final Value envelope;
  final Value external;
  final Value stage;
  final Value setShared;
  /** By the ordinal of a binary kind. */
  private final Value[] fromStage;

  CodecFunctions(Value script) {
    describe = script.getMember("describe");
    detail = script.getMember("takeDetail");
    detailOffset = script.getMember("detailOffset");
    seal = script.getMember("seal");
    box = script.getMember("Box");
    classes = script.getMember("classes");
    bigint = script.getMember("bigint");
    symbol = script.getMember("symbol");
    date = script.getMember("date");
    error = script.getMember("makeError");
    envelope = script.getMember("makeEnvelope");
    external = script.getMember("makeExternal");
    stage = script.getMember("stage");
    setShared = script.getMember("setShared");
    Value makers = script.getMember("fromStage");
    fromStage = new Value[(int) makers.getArraySize()];
    for (int i = 0; i < fromStage.length; i++) {
      fromStage[i] = makers.getArrayElement(i);
    }
  }

  /** What makes a value of a kind from the staged bytes, given their number. */
  @SuppressWarnings("EnumOrdinal") // the script lists them in the same order
  Value fromStage(BinaryKind kind) {
    return fromStage[kind.ordinal()];
  }
}
