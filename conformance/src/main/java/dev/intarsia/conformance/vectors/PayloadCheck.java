package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import dev.intarsia.protocol.payload.PayloadTag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Encodes a payload vector's value and decodes its bytes. The two do not depend on each other. */
final class PayloadCheck implements VectorCheck {
  /** What follows is worded by the engine. */
  private static final String ENGINE_WORDED = "KNT_ERROR_2: JSON stringify failed;";

  static final String[] LOCK_WORDS = {"hostBits", "workerBits", "payloadHostBits", "payloadWorkerBits"};

  @Override
  public @Nullable Mismatch run(JsonNode vector, Subject subject) {
    ObjectNode question = VectorCheck.question("encode");
    VectorCheck.copy(vector, question, "value", "functionId", "taskId", "payloadCapacity", "maxPayloadBytes");
    JsonNode encoded = VectorCheck.ask(subject, question);
    if (vector.has("rejects")) {
      return rejected(vector.get("rejects").stringValue(), encoded);
    }
    Mismatch mismatch = encoded(vector, encoded);
    return mismatch == null ? decode(vector, encoded, subject) : mismatch;
  }

  private static @Nullable Mismatch rejected(String expected, JsonNode answer) {
    String actual = answer.path("refused").stringValue("");
    boolean same = expected.startsWith(ENGINE_WORDED) ? actual.startsWith(ENGINE_WORDED) : actual.equals(expected);
    return same ? null : new Mismatch("rejects", expected, answer.has("refused") ? actual : answer.toString());
  }

  private static @Nullable Mismatch encoded(JsonNode vector, JsonNode answer) {
    Mismatch mismatch = VectorCheck.failure("encode", "a frame", answer);
    if (mismatch != null) {
      return mismatch;
    }
    ObjectNode expected = MAPPER.createObjectNode();
    ObjectNode actual = MAPPER.createObjectNode();
    VectorCheck.copy(vector, expected, "slot", "tag", "tagName", "words");
    VectorCheck.copy(vector, expected, LOCK_WORDS);
    VectorCheck.copy(answer, actual, "slot", "words");
    VectorCheck.copy(answer, actual, LOCK_WORDS);
    int tag = answer.path("words").path(2).asInt(-1);
    actual.put("tag", tag).put("tagName", PayloadTag.nameOf(tag));
    mismatch = Mismatch.first("encode", expected, actual);
    if (mismatch != null && mismatch.path().equals("encode.words[5]")) {
      // Another length is most often other content: then where that begins says more.
      Mismatch content = content("static", vector, answer);
      content = content == null ? content("dynamic", vector, answer) : content;
      return content == null ? mismatch : content;
    }
    if (mismatch == null) {
      mismatch = bytes("static", vector, answer);
    }
    return mismatch == null ? bytes("dynamic", vector, answer) : mismatch;
  }

  /** The bytes, where they differ before either ends; those that are in the vector as a digest are not compared. */
  private static @Nullable Mismatch content(String name, JsonNode vector, JsonNode answer) {
    String expected = vector.path(name).path("hex").stringValue("");
    String actual = answer.path(name).stringValue("");
    return expected.startsWith(actual) || actual.startsWith(expected)
        ? null
        : new Mismatch("encode." + name, expected, actual);
  }

  private static @Nullable Mismatch bytes(String name, JsonNode vector, JsonNode answer) {
    JsonNode expected = vector.get(name);
    if (expected == null) {
      return null;
    }
    String actual = answer.path(name).stringValue("");
    if (expected.has("hex")) {
      return Mismatch.first(
          "encode." + name, expected.get("hex"), MAPPER.getNodeFactory().stringNode(actual));
    }
    byte[] bytes = HexFormat.of().parseHex(actual);
    ObjectNode digest = MAPPER.createObjectNode().put("bytes", bytes.length).put("sha256", sha256(bytes));
    return Mismatch.first("encode." + name, expected, digest);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static @Nullable Mismatch decode(JsonNode vector, JsonNode encoded, Subject subject) {
    ObjectNode question = VectorCheck.question("decode");
    VectorCheck.copy(vector, question, "slot", "words", "payloadCapacity", "maxPayloadBytes");
    VectorCheck.copy(vector, question, LOCK_WORDS);
    putBytes("static", vector, encoded, question);
    putBytes("dynamic", vector, encoded, question);
    JsonNode answer = VectorCheck.ask(subject, question);
    Mismatch mismatch = VectorCheck.failure("decode", "a value", answer);
    if (mismatch != null) {
      return mismatch;
    }
    JsonNode decoded = vector.path("decoded");
    JsonNode expected = decoded.isObject() || !decoded.stringValue("").equals("same") ? decoded : vector.get("value");
    mismatch = Mismatch.first("decode.value", expected, answer.get("value"));
    if (mismatch != null) {
      return mismatch;
    }
    ObjectNode after = MAPPER.createObjectNode();
    VectorCheck.copy(answer, after, LOCK_WORDS);
    return Mismatch.first("decode.afterDecode", vector.get("afterDecode"), after);
  }

  /** Long payloads are in the vector as a digest alone; their bytes were found to have it. */
  private static void putBytes(String name, JsonNode vector, JsonNode encoded, ObjectNode question) {
    JsonNode bytes = vector.path(name);
    question.put(
        name,
        bytes.has("hex") ? bytes.get("hex").stringValue("") : encoded.path(name).stringValue(""));
  }
}
