package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.payload.BinaryKind;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** protocol.json, mailbox.h and SPEC.md's table of rules say the same as the layout descriptors and the checks. */
class ProtocolFileTest {
  private final Specification specification = Specification.read();
  private final JsonNode protocol = new JsonMapper().readTree(resource("protocol.json"));

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ProcessLayout.class.getResourceAsStream("/dev/intarsia/protocol/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldHaveTheDescriptorsNumbers() {
    JsonNode limits = protocol.get("limits");
    assertThat(limits.get("slots").intValue()).isEqualTo(LockLayout.SLOTS);
    assertThat(limits.get("slotStride").intValue()).isEqualTo(HeaderLayout.SLOT_STRIDE_BYTES);
    assertThat(limits.get("headersBytes").intValue()).isEqualTo(HeaderLayout.HEADERS_BYTES);
    assertThat(limits.get("inlineBytes").intValue()).isEqualTo(HeaderLayout.INLINE_CAPACITY_BYTES);
    assertThat(limits.get("regionDataOffset").intValue()).isEqualTo(RegionLayout.DATA_OFFSET);
    assertThat(limits.get("alignment").intValue()).isEqualTo(RegionLayout.ALIGNMENT_BYTES);
    assertThat(limits.get("signalsBytes").intValue()).isEqualTo(SignalLayout.SIGNALS_BYTES);
    assertThat(limits.get("lockSectorBytes").intValue()).isEqualTo(LockLayout.SECTOR_BYTES);
    assertThat(limits.get("abortCapacity").intValue()).isEqualTo(AbortLayout.DEFAULT_CAPACITY);
    assertThat(protocol.at("/signals/rxStatus").intValue()).isEqualTo(SignalLayout.RX_STATUS_OFFSET);
    assertThat(protocol.at("/lockSector/payloadWorker").intValue()).isEqualTo(LockLayout.PAYLOAD_WORKER_BITS_OFFSET);
    assertThat(protocol.get("header").size()).isEqualTo(HeaderLayout.WORDS);
    assertThat(protocol.get("header").get(HeaderLayout.WORDS - 1).get("offset").intValue())
        .isEqualTo(HeaderLayout.RESERVED_OFFSET);
  }

  @Test
  void shouldHaveTheDescriptorsTags() {
    List<Integer> tags = new ArrayList<>();
    for (JsonNode tag : protocol.get("tags")) {
      int number = tag.get("tag").intValue();
      tags.add(number);
      assertThat(tag.get("name").stringValue()).isEqualTo(PayloadTag.nameOf(number));
      assertThat(tag.get("region").booleanValue()).as(tag.toString()).isEqualTo(PayloadTag.usesRegion(number));
      for (BinaryKind kind : BinaryKind.values()) {
        if (kind.staticTag() == number || kind.dynamicTag() == number) {
          assertThat(tag.get("elementBytes").intValue()).as(tag.toString()).isEqualTo(kind.elementBytes());
        }
      }
    }
    for (int tag = 0; tag < PayloadTag.LIMIT; tag++) {
      assertThat(tags.contains(tag)).as("tag %d", tag).isEqualTo(PayloadTag.isKnown(tag));
    }
  }

  /** {@code -Dintarsia.update=true} writes what is counted into protocol.json and SPEC.md. */
  @Test
  void shouldSayOfEachRuleWhatSeesABreach() throws IOException {
    RuleTable table = new RuleTable();
    if (Boolean.getBoolean("intarsia.update")) {
      RuleTableUpdate.write(table, protocol.get("rules"));
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (JsonNode rule : protocol.get("rules")) {
      String number = rule.get("rule").stringValue();
      rows.add(List.of(number, rule.get("level").stringValue()));
      lines.add(table.row(rule));
      assertThat(rule.get("checks").valueStream().map(JsonNode::stringValue))
          .as(number)
          .containsExactlyElementsOf(table.checks(number));
      boolean unseen = rule.has("hidden");
      assertThat(rule.get("checks").isEmpty())
          .as("%s has checks, or says why there are none, and not both", number)
          .isEqualTo(unseen);
      if (unseen) {
        hidden.add(number);
        assertThat(rule.get("hidden").stringValue()).as(number).hasSizeGreaterThan(8);
      }
    }
    assertThat(rows)
        .isEqualTo(specification.levels().entrySet().stream()
            .map(e -> List.of(e.getKey(), e.getValue()))
            .toList());
    assertThat(specification.tableLines("rules")).isEqualTo(lines);
    assertThat(hidden).as("rules that nothing sees from outside").hasSizeLessThanOrEqualTo(26);
    System.out.printf("%d rules, %d of them with a check from outside%n", rows.size(), rows.size() - hidden.size());
  }

  @Test
  void shouldHaveTheSameNumbersInTheHeader() {
    String header = resource("mailbox.h");
    protocol.get("limits").properties().forEach(e -> assertThat(header).contains(define(e.getKey(), "", e.getValue())));
    protocol
        .get("signals")
        .properties()
        .forEach(e -> assertThat(header).contains(define(e.getKey(), "SIGNAL_", e.getValue())));
    protocol
        .get("lockSector")
        .properties()
        .forEach(e -> assertThat(header).contains(define(e.getKey(), "LOCK_", e.getValue())));
    long regions = 0;
    for (JsonNode tag : protocol.get("tags")) {
      regions |= tag.get("region").booleanValue() ? 1L << tag.get("tag").intValue() : 0;
      assertThat(header)
          .containsPattern("#define KNT_TAG_[A-Z0-9_]+ " + tag.get("tag").intValue() + "u\n");
    }
    assertThat(header).contains("KNT_REGION_TAGS 0x" + Long.toHexString(regions) + "ull");
  }

  private static String define(String name, String group, JsonNode value) {
    String upper = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    return "#define KNT_" + group + upper + " " + value.intValue() + "u\n";
  }
}
