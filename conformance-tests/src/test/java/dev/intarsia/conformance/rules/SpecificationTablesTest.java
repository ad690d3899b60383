package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.boot.BootPayload;
import dev.intarsia.protocol.layout.AbortLayout;
import dev.intarsia.protocol.layout.HeaderLayout;
import dev.intarsia.protocol.layout.LockLayout;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.RegionLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import dev.intarsia.protocol.layout.StealLayout;
import dev.intarsia.protocol.payload.PayloadTag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers in SPEC.md are those of the layout descriptors. */
class SpecificationTablesTest {
  private final Specification specification = Specification.read();

  private static List<String> row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    return row;
  }

  private List<List<String>> columns(String table, int... columns) {
    return specification.table(table).stream()
        .map(cells -> {
          List<String> chosen = new ArrayList<>();
          for (int column : columns) {
            chosen.add(cells.get(column));
          }
          return chosen;
        })
        .toList();
  }

  @Test
  void shouldHaveTheDescriptorsSlices() {
    ProcessLayout layout =
        ProcessLayout.of(SignalLayout.SIGNALS_BYTES, AbortLayout.bitmapBytes(AbortLayout.DEFAULT_CAPACITY), 64L << 20);
    assertThat(columns("process-layout", 0, 1, 2))
        .isEqualTo(layout.slices().stream()
            .map(s -> row(s.name(), s.index(), s.lengthBytes()))
            .toList());
  }

  @Test
  void shouldHaveTheDescriptorsWords() {
    assertThat(columns("signals", 0, 1))
        .containsExactly(
            row("op", SignalLayout.OP_OFFSET),
            row("rxStatus", SignalLayout.RX_STATUS_OFFSET),
            row("txStatus", SignalLayout.TX_STATUS_OFFSET));
    assertThat(columns("lock-sector", 0, 1))
        .containsExactly(
            row("host", LockLayout.HOST_BITS_OFFSET),
            row("worker", LockLayout.WORKER_BITS_OFFSET),
            row("payloadHost", LockLayout.PAYLOAD_HOST_BITS_OFFSET),
            row("payloadWorker", LockLayout.PAYLOAD_WORKER_BITS_OFFSET));
    assertThat(columns("steal", 0, 1))
        .containsExactly(
            row("ack", StealLayout.ACK_OFFSET),
            row("want", StealLayout.WANT_OFFSET),
            row("payloadAck", StealLayout.PAYLOAD_ACK_OFFSET),
            row("live", StealLayout.LIVE_OFFSET));
  }

  @Test
  void shouldHaveTheDescriptorsHeader() {
    assertThat(columns("header", 0, 1, 2))
        .containsExactly(
            row(0, HeaderLayout.FUNCTION_OFFSET, "function"),
            row(1, HeaderLayout.TASK_ID_OFFSET, "taskId"),
            row(2, HeaderLayout.TAG_OFFSET, "tag"),
            row(3, HeaderLayout.START_OFFSET, "start"),
            row(4, HeaderLayout.END_OFFSET, "end"),
            row(5, HeaderLayout.PAYLOAD_LENGTH_OFFSET, "payloadLength"),
            row(6, HeaderLayout.REGION_OFFSET, "region"),
            row(7, HeaderLayout.RESERVED_OFFSET, "reserved"));
  }

  @Test
  void shouldHaveTheDescriptorsTags() {
    List<List<String>> tags = new ArrayList<>();
    for (int tag = 0; tag < PayloadTag.LIMIT; tag++) {
      if (PayloadTag.isKnown(tag)) {
        tags.add(row(tag, PayloadTag.nameOf(tag)));
      }
    }
    assertThat(columns("tags", 0, 1)).isEqualTo(tags);
    assertThat(specification.table("tags"))
        .allSatisfy(row -> assertThat(row.get(2).equals("dynamic"))
            .as("form of tag %s", row.get(1))
            .isEqualTo(PayloadTag.usesRegion(Integer.parseInt(row.get(0)))));
  }

  @Test
  void shouldHaveTheDescriptorsFigures() {
    assertThat(specification.number("signals-bytes")).isEqualTo(SignalLayout.SIGNALS_BYTES);
    assertThat(specification.number("slots")).isEqualTo(LockLayout.SLOTS);
    assertThat(specification.number("slot-stride")).isEqualTo(HeaderLayout.SLOT_STRIDE_BYTES);
    assertThat(specification.number("headers-bytes")).isEqualTo(HeaderLayout.HEADERS_BYTES);
    assertThat(specification.number("inline-capacity")).isEqualTo(HeaderLayout.INLINE_CAPACITY_BYTES);
    assertThat(specification.number("region-data-offset")).isEqualTo(RegionLayout.DATA_OFFSET);
    assertThat(specification.number("abort-capacity")).isEqualTo(AbortLayout.DEFAULT_CAPACITY);
  }

  @Test
  void shouldNameTheEnvironmentVariables() {
    assertThat(columns("environment", 0))
        .containsExactly(row(BootPayload.WORKER_VARIABLE), row(BootPayload.VARIABLE), row(BootPayload.DEPTH_VARIABLE));
  }

  @Test
  void shouldListEveryMemberOfTheBootSchema() throws IOException {
    try (InputStream in = Objects.requireNonNull(
        ProcessLayout.class.getResourceAsStream("/dev/intarsia/protocol/boot-payload.schema.json"))) {
      JsonNode members = new JsonMapper().readTree(in).at("/properties/workerData/properties");
      List<String> listed =
          columns("boot", 0).stream().map(cells -> cells.get(0)).toList();
      assertThat(listed).containsExactlyInAnyOrderElementsOf(List.copyOf(members.propertyNames()));
    }
  }
}
