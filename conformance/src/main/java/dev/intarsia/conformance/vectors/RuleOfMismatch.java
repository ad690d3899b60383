package dev.intarsia.conformance.vectors;

import dev.intarsia.protocol.layout.RegionLayout;
import dev.intarsia.protocol.payload.PayloadTag;
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

  /** Tags of envelopes whose header lies in the region. */
  private static final List<Integer> DYNAMIC_HEADERS = List.of(
      PayloadTag.ENVELOPE_DYNAMIC_HEADER,
      PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING,
      PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL,
      PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL);

  private static final String INLINE = "Static";
  /** The word with a payload's length. */
  private static final int LENGTH = 5;

  private RuleOfMismatch() {}

  /**
   * @param named the rules that the vector names, the least special first
   */
  static String of(Vector vector, List<String> named, Mismatch mismatch) {
    String path = mismatch.path();
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
      case PAYLOAD -> path.equals("rejects") ? special : ofFrame(vector, mismatch);
      case SCRIPT -> ofScript(vector.section(), path, special);
      default -> special;
    };
  }

  /** The rule of the part of the frame that differs, and of the kind of value where the part has no rule of its own. */
  private static String ofFrame(Vector vector, Mismatch mismatch) {
    int tag = vector.data().path("tag").asInt(-1);
    boolean dynamic = PayloadTag.usesRegion(tag);
    if (PayloadTag.nameOf(tag).startsWith("Envelope")) {
      return DYNAMIC_HEADERS.contains(tag) ? "PAY-023" : ofValue(vector);
    }
    return switch (mismatch.path()) {
      case "encode.tag" -> isOtherForm(tag, mismatch.actual()) ? "PAY-004" : ofValue(vector);
      case "encode.words[3]" -> dynamic ? "PAY-003" : ofValue(vector);
      case "encode.words[5]" -> dynamic ? "PAY-003" : isImmediate(vector) ? ofValue(vector) : "PAY-002";
      case "encode.dynamic" -> isShifted(mismatch) ? "REG-001" : ofValue(vector);
      default -> ofValue(vector);
    };
  }

  /** Whether the two are the inline and the dynamic tag of one kind. */
  private static boolean isOtherForm(int tag, String actual) {
    String expected = PayloadTag.nameOf(tag);
    String found = actual.matches("\\d{1,2}") ? PayloadTag.nameOf(Integer.parseInt(actual)) : "";
    return found.equals(INLINE + expected) || expected.equals(INLINE + found);
  }

  private static boolean isImmediate(Vector vector) {
    return vector.data().path("words").path(LENGTH).asInt(0) == 0;
  }

  /** Whether the payload is right but starts 64 bytes too low, at the area's first byte. */
  private static boolean isShifted(Mismatch mismatch) {
    int unused = 2 * RegionLayout.DATA_OFFSET;
    return mismatch.expected().length() > unused
        && mismatch.actual().startsWith(mismatch.expected().substring(unused));
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
