package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.PayloadRegion;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.bridge.payload.PayloadSink;
import dev.intarsia.bridge.region.RegionAllocator;
import dev.intarsia.conformance.subject.FrameImage;
import dev.intarsia.conformance.subject.NotationFactory;
import dev.intarsia.conformance.subject.ValueNotation;
import dev.intarsia.protocol.payload.PayloadError;
import dev.intarsia.protocol.payload.PayloadTag;
import dev.intarsia.protocol.spec.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadRulesTest {
  private static final int SLOT = 31;
  private static final int[] PUBLISHED = {1 << SLOT, 0, 0, 0};
  private static final int CAPACITY = 1 << 16;

  private final FrameImage image = new FrameImage(CAPACITY, 0, true);

  private JsonNode decode(int tag, String inlineHex) {
    byte[] inline = HexFormat.of().parseHex(inlineHex);
    image.clear(CAPACITY, 0);
    image.put(SLOT, new int[] {0, 0, tag, 0, 0, inline.length, 0, 0}, PUBLISHED, inline, new byte[0]);
    return image.drain(new NotationFactory());
  }

  private JsonNode roundTrip(String notation, boolean processBoundary) {
    JsonNode value = new JsonMapper().readTree(notation);
    FrameImage lane = new FrameImage(CAPACITY, 0, processBoundary);
    lane.publish(0, 0, 0, new ValueNotation(), value);
    return lane.drain(new NotationFactory());
  }

  @ParameterizedTest
  @CsvSource({"00, 0", "01, 0", "0005, 5", "0105, -5", "0205, 5", "000500000000, 5", "01ffff, -65535", "'', 0"})
  @Requirement("PAY-012")
  void shouldReadAnyMagnitude(String hex, String digits) {
    assertThat(decode(PayloadTag.STATIC_BIGINT, hex).get("value").stringValue()).isEqualTo(digits);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        PayloadTag.STATIC_INT32_ARRAY,
        PayloadTag.STATIC_FLOAT64_ARRAY,
        PayloadTag.STATIC_BIGINT64_ARRAY,
        PayloadTag.STATIC_NUMERIC_ARRAY
      })
  @Requirement("PAY-015")
  void shouldRefuseAnIncompleteElement(int tag) {
    assertThatThrownBy(() -> decode(tag, "010203")).isInstanceOf(PayloadException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 13, 14, 30, 55, 1000, -1})
  @Requirement({"PAY-001", "SEC-001"})
  void shouldRefuseWhatIsNoTag(int tag) {
    assertThatThrownBy(() -> decode(tag, "")).isInstanceOf(PayloadException.class);
    assertThat(image.lane().workerBits()).isEqualTo(image.lane().hostBits());
  }

  @Test
  @Requirement({"PAY-009", "SEC-003"})
  void shouldReadWhatIsNoUtf8AsReplacementCharacters() {
    assertThat(decode(PayloadTag.STATIC_STRING, "61ff62").get("value").stringValue())
        .isEqualTo("a\uFFFDb");
    assertThat(decode(PayloadTag.STATIC_STRING, "efbbbf61").get("value").stringValue())
        .isEqualTo("\uFEFFa");
  }

  @Test
  @Requirement({"PAY-025", "PAY-027"})
  void shouldCarryExternalPayloadsOfUnknownCodecs() {
    String external = "{\"type\":\"external\",\"text\":\"[\\\"mine\\\",{\\\"a\\\":1}]\"}";
    assertThat(roundTrip(external, true).toString()).isEqualTo(external);
    String envelope =
        "{\"type\":\"envelope\",\"header\":{\"type\":\"string\",\"value\":\"h\"},\"body\":" + external + "}";
    assertThat(roundTrip(envelope, true).toString()).isEqualTo(envelope);
    String longHeader = envelope.replace("\"h\"", "\"" + "é".repeat(400) + "\"");
    assertThat(roundTrip(longHeader, true).toString()).isEqualTo(longHeader);
  }

  @ParameterizedTest
  @ValueSource(strings = {"knitting.sharedArrayBuffer", "knitting.bufferReference", "knitting.processSharedBuffer"})
  @Requirement("PAY-028")
  void shouldRefuseAForgedCodec(String codec) {
    String external = "{\"type\":\"external\",\"text\":\"[\\\"" + codec + "\\\",{}]\"}";
    assertThatThrownBy(() -> roundTrip(external, false))
        .isInstanceOf(PayloadException.class)
        .hasMessage(PayloadError.unsupported(PayloadError.RESERVED_EXTERNAL));
  }

  @Test
  @Requirement("PAY-029")
  void shouldCarryTheWordsOfAProcessSharedBuffer() {
    String buffer = "{\"type\":\"processSharedBuffer\",\"words\":[3,4096,4096,64,128,1,1,4294967295]}";
    assertThat(roundTrip(buffer, true).toString()).isEqualTo(buffer);
  }

  @Test
  @Requirement("PAY-030")
  void shouldRefuseAddressesAcrossProcesses() {
    assertThatThrownBy(() -> decode(PayloadTag.SHARED_ARRAY_BUFFER, "00".repeat(32)))
        .hasMessageContaining(PayloadError.PROCESS_LOCAL_POINTER);
    assertThatThrownBy(() -> decode(PayloadTag.BUFFER_REFERENCE, "00".repeat(32)))
        .hasMessageContaining(PayloadError.PROCESS_LOCAL_POINTER);
    String forged = HexFormat.of().formatHex("[\"knitting.bufferReference\",{}]".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> decode(PayloadTag.STATIC_EXTERNAL, forged))
        .hasMessageContaining(PayloadError.PROCESS_LOCAL_POINTER);
    FrameImage lane = new FrameImage(CAPACITY, 0, true);
    assertThatThrownBy(() -> lane.publish(0, 0, 0, PayloadRulesTest::address, ""))
        .isInstanceOf(PayloadException.class);
    assertThat(lane.lane().hostBits()).isZero();
  }

  private static boolean address(String value, PayloadSink sink) {
    return sink.sharedArrayBuffer(new int[8]);
  }

  @Test
  @Requirement("REG-007")
  void shouldReuseARegionWhenAllSlotsAreTracked() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(CAPACITY));
    RegionAllocator allocator = new RegionAllocator(lane.lockSector());
    for (int i = 0; i < 32; i++) {
      assertThat(allocator.reserve(448)).isEqualTo(i);
    }
    assertThat(allocator.reserve(448)).isEqualTo(RegionAllocator.NONE);
    allocator.free(5);
    assertThat(allocator.reserve(448)).isEqualTo(RegionAllocator.NONE);
    allocator.reclaim();
    int slot = allocator.reserve(448);
    assertThat(slot).isEqualTo(5);
    assertThat(allocator.startOf(slot)).isEqualTo(5 * 448);
  }

  @Test
  @Requirement({"REG-008", "REG-009"})
  void shouldWaitForRoomAndRefuseOnlyWhatNeverFits() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.resolve(PayloadOptions.Mode.FIXED, null, 8192.0, 1024.0));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    int published = 0;
    while (publisher.tryPublish(0, published, 0, (value, sink) -> sink.string(value), "x".repeat(1000))) {
      published++;
    }
    assertThat(published).isBetween(2, 8);
    assertThat(Integer.bitCount(lane.payloadHostBits() ^ lane.payloadWorkerBits()))
        .isEqualTo(published);
    assertThat(Integer.bitCount(lane.hostBits())).isEqualTo(published);
    LaneMemory tiny = LaneMemory.inProcess(PayloadRegion.inProcess(128, 128, 1024));
    assertThatThrownBy(
            () -> new MailboxPublisher(tiny).tryPublish(0, 0, 0, (value, sink) -> sink.string(value), "x".repeat(1000)))
        .hasMessage(PayloadError.unsupported(PayloadError.CAPACITY));
    assertThat(tiny.payloadHostBits()).isEqualTo(tiny.payloadWorkerBits());
  }

  @Test
  @Requirement("REG-008")
  void shouldReserveTheExactLengthWhereTextWouldNotFitOtherwise() {
    LaneMemory lane = LaneMemory.inProcess(PayloadRegion.inProcess(1024 + 64, 1024 + 64, 4096));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    assertThat(publisher.tryPublish(0, 0, 0, (value, sink) -> sink.string(value), "x".repeat(1000)))
        .isTrue();
    assertThat(publisher.tryPublish(0, 1, 0, (value, sink) -> sink.string(value), "x".repeat(1000)))
        .isFalse();
    assertThat(Integer.bitCount(lane.payloadHostBits() ^ lane.payloadWorkerBits()))
        .isEqualTo(1);
  }

  @Test
  @Requirement("LIM-009")
  void shouldGrowAPayloadAreaWithoutMovingPayloads() {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.resolve(null, 256.0, 65536.0, null));
    MailboxPublisher publisher = new MailboxPublisher(lane);
    for (int i = 0; i < 8; i++) {
      String text = Integer.toString(i).repeat(4000);
      assertThat(publisher.tryPublish(0, i, 0, (value, sink) -> sink.string(value), text))
          .isTrue();
    }
    new MailboxDrainer(lane)
        .drain(
            frame -> assertThat(frame.decode(new NotationFactory()).get("value").stringValue())
                .isEqualTo(Integer.toString(frame.taskId()).repeat(4000)));
    assertThat(lane.workerBits()).isEqualTo(lane.hostBits());
  }

  @Test
  @Requirement("LIM-007")
  void shouldRefuseWithTheReferencesWords() {
    assertThatThrownBy(() -> roundTrip("{\"type\":\"function\",\"name\":\"\"}", true))
        .hasMessage("KNT_ERROR_0: Function is not a valid type; name: <anonymous>");
  }
}
