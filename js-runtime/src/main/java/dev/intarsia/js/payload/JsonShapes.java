package dev.intarsia.js.payload;

import dev.intarsia.bridge.json.JsonPattern;
import dev.intarsia.bridge.json.JsonScalars;
import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.PayloadSink;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;

/**
 * JSON of repeating shapes, between payloads and JS: only the scalars cross, for which the host's compiler is warm long before
 * JS is compiled. json-shapes.js learns the shapes, and does the rest in JS.
 */
final class JsonShapes {
  private record Shape(JsonPattern pattern, Value make) {}

  private final Value parse;
  private final Value learn;
  private final Value learnt;
  private final int longestText;
  private final JsonScalars in;
  private final JsonText out = new JsonText();

  /** What the script has learnt, as far as it was needed. */
  private final List<Shape> shapes = new ArrayList<>();

  /**
   * @param script json-shapes.js
   * @param nul the null of JS
   */
  JsonShapes(Value script, Value nul) {
    parse = script.getMember("parse");
    learn = script.getMember("learn");
    learnt = script.getMember("known");
    longestText = script.getMember("longestText").asInt();
    in = new JsonScalars(nul);
  }

  /** Whether a text of so many bytes may be of a shape. */
  boolean mayRead(int length) {
    return length <= longestText;
  }

  /** What {@code JSON.parse} gives for a text that may be of a shape, or throws. */
  Value read(MemorySegment utf8, long offset, int length) {
    in.load(utf8, offset, length);
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      Object[] scalars = in.read(shape.pattern);
      if (scalars != null) {
        return shape.make.execute(scalars);
      }
    }
    String text = in.text();
    Value value = parse.execute(text);
    if (learn.execute(text).asBoolean()) {
      catchUp();
    }
    return value;
  }

  /** What {@code JSON.parse} gives for any text, or throws. */
  Value read(String text) {
    return parse.execute(text);
  }

  /**
   * Writes what {@code JSON.stringify} gives for a value of a shape.
   *
   * @param index the shape
   * @param array its scalars
   */
  boolean write(int index, Value array, PayloadSink sink) {
    if (index >= shapes.size()) {
      catchUp();
    }
    JsonPattern pattern = shapes.get(index).pattern;
    JsonText text = out.reset();
    int count = pattern.scalars();
    for (int i = 0; i < count; i++) {
      write(text.between(pattern.piece(i)), array.getArrayElement(i));
    }
    text.between(pattern.piece(count));
    return sink.json(text.utf8(), text.length());
  }

  private static void write(JsonText text, Value scalar) {
    if (scalar.isString()) {
      text.string(scalar.asString());
    } else if (scalar.isNumber()) {
      text.number(scalar.asDouble());
    } else if (scalar.isBoolean()) {
      text.bool(scalar.asBoolean());
    } else {
      text.nul();
    }
  }

  private void catchUp() {
    for (long i = shapes.size(); i < learnt.getArraySize(); i++) {
      Value shape = learnt.getArrayElement(i);
      Value pieces = shape.getMember("pieces");
      List<String> texts = new ArrayList<>();
      for (long j = 0; j < pieces.getArraySize(); j++) {
        texts.add(pieces.getArrayElement(j).asString());
      }
      shapes.add(new Shape(new JsonPattern(texts), shape.getMember("make")));
    }
  }
}
