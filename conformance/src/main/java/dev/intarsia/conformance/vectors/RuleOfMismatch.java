package dev.intarsia.conformance.vectors;

import java.util.List;
import java.util.Map;

/** The one rule that a difference breaks: by where it is, else by what kind of value the vector is about. */
final class RuleOfMismatch {
  /** What a path starts with, most special first. */
  private static final List<Map.Entry<String, String>> BY_PATH = List.of(
      Map.entry("encode.words[0]", "HDR-001"),
      Map.entry("encode.words[1]", "HDR-004"),
      Map.entry("encode.words[6]", "HDR-006"),
      Map.entry("encode.words[7]", "HDR-007"),
      Map.entry("encode.slot", "MBX-002"),
      Map.entry("encode.hostBits", "MBX-001"),
      Map.entry("encode.workerBits", "LOCK-002"),
      Map.entry("encode.payload", "REG-003"),
      Map.entry("decode.afterDecode.workerBits", "MBX-007"),
      Map.entry("decode.afterDecode.hostBits", "LOCK-002"),
      Map.entry("decode.afterDecode", "REG-010"));

  private static final Map<String, String> BY_TYPE = Map.ofEntries(
      Map.entry("number", "PAY-005"),
      Map.entry("boolean", "PAY-006"),
      Map.entry("null", "PAY-006"),
      Map.entry("undefined", "PAY-006"),
      Map.entry("date", "PAY-007"),
      Map.entry("string", "PAY-008"),
      Map.entry("symbol", "PAY-010"),
      Map.entry("bigint", "PAY-011"),
      Map.entry("numericArray", "PAY-016"),
      Map.entry("json", "PAY-017"),
      Map.entry("cyclic", "PAY-018"),
      Map.entry("error", "PAY-019"),
      Map.entry("envelope", "PAY-022"),
      Map.entry("external", "PAY-027"),
      Map.entry("processSharedBuffer", "PAY-029"));

  private static final Map<String, String> BY_MEMBER = Map.ofEntries(
      Map.entry("taskIds", "MBX-006"),
      Map.entry("ok", "MBX-003"),
      Map.entry("slot", "MBX-002"),
      Map.entry("start", "REG-003"),
      Map.entry("region", "REG-003"),
      Map.entry("hostBits", "MBX-001"),
      Map.entry("workerBits", "MBX-007"),
      Map.entry("payloadHostBits", "LOCK-001"),
      Map.entry("payloadWorkerBits", "REG-006"));

  private RuleOfMismatch() {}

  /**
   * @param named the rules that the vector names, the least special first
   */
  static String of(Vector vector, List<String> named, String path) {
    String own = vector.data().path("rule").stringValue("");
    for (Map.Entry<String, String> entry : BY_PATH) {
      if (path.startsWith(entry.getKey()) && (own.isEmpty() || path.startsWith("decode.after"))) {
        return entry.getValue();
      }
    }
    if (!own.isEmpty()) {
      return own;
    }
    String special = named.isEmpty() ? "" : named.getLast();
    return switch (vector.section().form()) {
      case PAYLOAD -> path.equals("rejects") ? special : ofValue(vector);
      case SCRIPT -> ofScript(vector.section(), path, special);
      default -> special;
    };
  }

  private static String ofValue(Vector vector) {
    return BY_TYPE.getOrDefault(vector.data().path("value").path("type").stringValue(""), "PAY-013");
  }

  private static String ofScript(Section section, String path, String special) {
    String member = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    return switch (section) {
      case MAILBOX, LANE -> BY_MEMBER.getOrDefault(member, special);
      case REGIONS, REGIONS_REFERENCE ->
        member.equals("slot") || member.equals("start") ? "REG-004" : BY_MEMBER.getOrDefault(member, special);
      case ABORT -> member.equals("words") ? "ABT-004" : "ABT-003";
      case STEAL -> member.equals("live") ? "STL-003" : member.equals("want") ? "STL-006" : "STL-001";
      default -> special;
    };
  }
}
