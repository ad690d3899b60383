package dev.intarsia.conformance.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.Repository;
import dev.intarsia.conformance.subject.BridgeSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A vector with one bit flipped fails, wherever it says what has to come out: bytes, digests, header words, lock words,
 * slots, starts, signals, values. What only says what goes in ({@code bytes} to reserve, for one) is left alone: with it
 * changed the vector would tell of another case, not of a wrong outcome.
 */
class FlippedBitTest {
  /** Inputs, and what is there for people. */
  private static final Set<String> NOT_OUTCOMES = Set.of(
      "id",
      "js",
      "do",
      "rule",
      "why",
      "text",
      "process",
      "static",
      "dynamic",
      "words",
      "kind",
      "capacity",
      "consumers",
      "regionLanes",
      "consumer",
      "bytes",
      "shrinkTo",
      "payloadCapacity",
      "maxPayloadBytes",
      "signalBytes",
      "abortBytes",
      "payloadBytes",
      "options");

  private static final int FLIPS_PER_PLACE = 2;
  private static final long SEED = 20_261_121;

  private final BridgeSubject subject = new BridgeSubject();
  private final VectorRunner runner = new VectorRunner(subject, RequirementMap.shipped(), ExpectedFailures.none());

  @TestFactory
  Stream<DynamicTest> shouldFailWithOneBitFlipped() {
    List<Vector> all = VectorFolder.read(Repository.vectors());
    return Stream.of(Section.values())
        .filter(section -> section != Section.ORDER) // other names may be in order too
        .map(section -> DynamicTest.dynamicTest(section.title(), () -> flip(chosen(all, section))));
  }

  /** All kinds of payloads, and a few of each kind of script: every place of each is flipped. */
  private static List<Vector> chosen(List<Vector> all, Section section) {
    List<Vector> ofSection =
        all.stream().filter(vector -> vector.section() == section).toList();
    if (section == Section.LAYOUTS || section == Section.ABORT || section == Section.STEAL) {
      return ofSection;
    }
    if (section != Section.PAYLOADS) {
      return ofSection.subList(0, Math.min(4, ofSection.size()));
    }
    Set<String> seen = new HashSet<>();
    return ofSection.stream()
        .filter(v -> v.data().toString().length() < 20_000
            && !v.data().path("rejects").stringValue("").startsWith("KNT_ERROR_2"))
        .filter(
            v -> seen.add(v.data().path("tagName").stringValue("") + v.data().at("/value/type"))
                || v.data().has("rejects"))
        .toList();
  }

  private void flip(List<Vector> vectors) {
    assertThat(vectors).isNotEmpty();
    Random random = new Random(SEED);
    int flips = 0;
    for (Vector vector : vectors) {
      List<String> places = new ArrayList<>();
      places(vector.section(), "", vector.data(), places);
      assertThat(places).as(vector.id()).isNotEmpty();
      for (String place : sample(places, random)) {
        for (int i = 0; i < FLIPS_PER_PLACE; i++) {
          JsonNode flipped = flipped(vector.data(), place, random);
          Vector wrong = new Vector(vector.section(), vector.id(), vector.location(), flipped);
          assertThat(runner.run(wrong).status())
              .as(
                  "%s with %s flipped from %s to %s",
                  vector.id(), place, vector.data().at(place), flipped.at(place))
              .isEqualTo(Result.Status.FAILED);
          flips++;
        }
      }
    }
    assertThat(flips).isGreaterThanOrEqualTo(vectors.size());
  }

  private static List<String> sample(List<String> places, Random random) {
    int most = 60;
    if (places.size() <= most) {
      return places;
    }
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      sample.add(places.get(random.nextInt(places.size())));
    }
    return sample;
  }

  /** JSON pointers of everything that says what has to come out. */
  private static void places(Section section, String path, JsonNode node, List<String> out) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (isOutcome(section, path, member.getKey(), node)) {
          places(section, path + "/" + member.getKey().replace("~", "~0").replace("/", "~1"), member.getValue(), out);
        }
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        places(section, path + "/" + i, node.get(i), out);
      }
    } else if (node.isIntegralNumber()
        || node.isBoolean()
        || (node.isString() && !node.stringValue().isEmpty())) {
      out.add(path);
    }
  }

  private static boolean isOutcome(Section section, String path, String name, JsonNode parent) {
    boolean payload = section.form() == Section.Form.PAYLOAD;
    if (section.form() == Section.Form.FRAME && path.isEmpty()) {
      return name.equals("value") || name.equals("afterDecode");
    }
    if (payload && path.isEmpty() && (name.equals("value") || parent.has("rejects"))) {
      return name.equals("rejects") && !parent.get(name).stringValue().startsWith("KNT_ERROR_2");
    }
    if (payload && path.isEmpty() && (name.equals("static") || name.equals("dynamic") || name.equals("words"))) {
      return true;
    }
    if (name.equals("words") && section == Section.ABORT) {
      return true;
    }
    if (name.equals("bytes") && parent.has("sha256")) {
      return true;
    }
    if (payload && (path.equals("/static") || path.equals("/dynamic"))) {
      return true;
    }
    String does = parent.path("do").stringValue("");
    boolean given = switch (does) {
      case "publish" -> name.equals("functionId") || name.equals("value") || name.equals("taskId");
      case "encode" -> name.equals("value") || name.equals("taskId");
      case "free" -> name.equals("slot");
      case "release", "abort" -> name.equals("signal");
      default -> false;
    };
    boolean tableEntry = section == Section.LAYOUTS && path.isEmpty() && !parent.has("kind");
    return !given && (tableEntry ? !name.equals("options") : !NOT_OUTCOMES.contains(name));
  }

  private static JsonNode flipped(JsonNode vector, String place, Random random) {
    JsonNode copy = vector.deepCopy();
    int slash = place.lastIndexOf('/');
    JsonNode parent = copy.at(place.substring(0, slash));
    String last = place.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    JsonNode was = copy.at(place);
    JsonNode flipped = flip(was, random);
    if (parent instanceof ObjectNode object) {
      object.set(last, flipped);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(last), flipped);
    }
    return copy;
  }

  private static JsonNode flip(JsonNode was, Random random) {
    if (was.isBoolean()) {
      return BooleanNode.valueOf(!was.booleanValue());
    }
    if (was.isIntegralNumber()) {
      return LongNode.valueOf(was.longValue() ^ (1L << random.nextInt(Integer.SIZE)));
    }
    String text = was.stringValue();
    int at = random.nextInt(text.length());
    int digit = Character.digit(text.charAt(at), 16);
    boolean hex = text.length() % 2 == 0 && text.matches("[0-9a-f]+");
    char changed = hex
        ? Character.forDigit(digit ^ (1 << random.nextInt(4)), 16)
        : (char) (text.charAt(at) ^ (1 << random.nextInt(3)));
    return StringNode.valueOf(text.substring(0, at) + changed + text.substring(at + 1));
  }
}
