package dev.intarsia.bridge.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.MemoryPeer;
import dev.intarsia.protocol.payload.PayloadError;
import dev.intarsia.protocol.payload.PayloadTag;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that describe memory, or that other code describes: which of them leave the process. */
class PointerPayloadTest {
  private static final int[] WORDS = {1, -1, 3, 0, 5, 6, 7, 0xFFFF_FFFF};
  private static final String LONG_HEADER = "h".repeat(600);

  private static LaneMemory lane(boolean processBoundary) {
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.fixed(1 << 16));
    return new LaneMemory(
        lane.lockSector(),
        lane.headers(),
        lane.slotStrideBytes(),
        lane.region(),
        processBoundary ? MemoryPeer.process() : MemoryPeer.SAME_PROCESS);
  }

  private static boolean publish(LaneMemory lane, Predicate<PayloadSink> payload) {
    return new MailboxPublisher(lane).tryPublish(0, 0, 0, (value, sink) -> value.test(sink), payload);
  }

  private static Object read(LaneMemory lane) {
    List<Object> read = new ArrayList<>();
    new MailboxDrainer(lane).drain(frame -> read.add(frame.decode(new PlainFactory())));
    return read.getFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCarryProcessSharedBufferAnywhere(boolean processBoundary) {
    LaneMemory lane = lane(processBoundary);
    assertThat(publish(lane, sink -> sink.processSharedBuffer(WORDS))).isTrue();
    assertThat(lane.headerWord(31, 2)).isEqualTo(PayloadTag.PROCESS_SHARED_BUFFER);
    assertThat(lane.headerWord(31, 5)).isEqualTo(32);
    assertThat(read(lane)).isEqualTo(WORDS);
  }

  @Test
  void shouldCarryPointersInProcess() {
    LaneMemory shared = lane(false);
    assertThat(publish(shared, sink -> sink.sharedArrayBuffer(WORDS))).isTrue();
    assertThat(read(shared)).isEqualTo(WORDS);
    LaneMemory token = lane(false);
    assertThat(publish(token, sink -> sink.sharedArrayBuffer(new int[] {7, 8}))).isTrue();
    assertThat(token.headerWord(31, 5)).isEqualTo(8);
    assertThat(read(token)).isEqualTo(new int[] {7, 8});
    LaneMemory reference = lane(false);
    assertThat(publish(reference, sink -> sink.bufferReference(WORDS))).isTrue();
    assertThat(read(reference)).isEqualTo(WORDS);
  }

  @Test
  void shouldRefuseToSendPointersToAnotherProcess() {
    String message = PayloadError.unsupported(PayloadError.PROCESS_LOCAL_POINTER);
    List<Predicate<PayloadSink>> pointers = List.of(
        sink -> sink.sharedArrayBuffer(WORDS),
        sink -> sink.bufferReference(WORDS),
        sink -> sink.external("[\"knitting.sharedArrayBuffer\",{}]"),
        sink -> sink.external("[ \"knitting.buffer\\u0052eference\",{}]"),
        sink -> sink.envelopeExternal("h", false, "[\"knitting.bufferReference\",{}]"));
    for (Predicate<PayloadSink> pointer : pointers) {
      assertThatThrownBy(() -> publish(lane(true), pointer))
          .isInstanceOf(PayloadException.class)
          .hasMessage(message);
    }
  }

  @Test
  void shouldRefuseToReadPointersOfAnotherProcess() {
    List<Predicate<PayloadSink>> pointers = List.of(
        sink -> sink.sharedArrayBuffer(WORDS),
        sink -> sink.bufferReference(WORDS),
        sink -> sink.external("[\"knitting.sharedArrayBuffer\",{}]"),
        sink -> sink.envelopeExternal(LONG_HEADER, true, "[\"knitting.bufferReference\",{}]"));
    for (Predicate<PayloadSink> pointer : pointers) {
      LaneMemory lane = lane(false);
      assertThat(publish(lane, pointer)).isTrue();
      LaneMemory across = new LaneMemory(
          lane.lockSector(), lane.headers(), lane.slotStrideBytes(), lane.region(), MemoryPeer.process());
      assertThatThrownBy(() -> read(across))
          .isInstanceOf(PayloadException.class)
          .hasMessage(PayloadError.PROCESS_LOCAL_POINTER);
      assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
    }
  }

  @Test
  void shouldCarryExternalPayloadInlineAndInRegion() {
    String small = "[\"my.codec\",{\"a\":1}]";
    String large = "[\"my.codec\",\"" + "z".repeat(600) + "\"]";
    LaneMemory inline = lane(true);
    assertThat(publish(inline, sink -> sink.external(small))).isTrue();
    assertThat(inline.headerWord(31, 2)).isEqualTo(PayloadTag.STATIC_EXTERNAL);
    assertThat(read(inline)).isEqualTo(List.of("external", small));
    LaneMemory region = lane(true);
    assertThat(publish(region, sink -> sink.external(large))).isTrue();
    assertThat(region.headerWord(31, 2)).isEqualTo(PayloadTag.EXTERNAL);
    assertThat(read(region)).isEqualTo(List.of("external", large));
  }

  @Test
  void shouldCarryEnvelopeWithExternalBodyInAllForms() {
    String body = "[\"knitting.processSharedBuffer\",{\"fd\":7}]";
    Object[][] forms = {
      {"head", true, PayloadTag.ENVELOPE_STATIC_HEADER_EXTERNAL},
      {"head", false, PayloadTag.ENVELOPE_STATIC_HEADER_STRING_EXTERNAL},
      {LONG_HEADER, true, PayloadTag.ENVELOPE_DYNAMIC_HEADER_EXTERNAL},
      {LONG_HEADER, false, PayloadTag.ENVELOPE_DYNAMIC_HEADER_STRING_EXTERNAL}
    };
    for (Object[] form : forms) {
      LaneMemory lane = lane(true);
      String header = (String) form[0];
      boolean json = (boolean) form[1];
      assertThat(publish(lane, sink -> sink.envelopeExternal(header, json, body)))
          .isTrue();
      assertThat(lane.headerWord(31, 2)).isEqualTo(form[2]);
      assertThat(lane.headerWord(31, 4)).isEqualTo(body.length());
      assertThat(lane.headerWord(31, 5)).isEqualTo(header.length());
      assertThat(read(lane)).isEqualTo(List.of(header, json, body));
    }
  }

  @Test
  void shouldNameTheCodecOfAnExternalPayload() {
    assertThat(ExternalPayloads.codecId("[\"a.b\",1]")).isEqualTo("a.b");
    assertThat(ExternalPayloads.codecId(" [ \"a\\u002eb\" ,1]")).isEqualTo("a.b");
    assertThat(ExternalPayloads.codecId("{}")).isNull();
    assertThat(ExternalPayloads.codecId("[7,1]")).isNull();
    assertThat(ExternalPayloads.codecId("")).isNull();
    assertThat(ExternalPayloads.isReserved(ExternalPayloads.PROCESS_SHARED_BUFFER))
        .isTrue();
    assertThat(ExternalPayloads.isReserved("a.b")).isFalse();
  }

  @Test
  void shouldRefuseDescriptorOfOtherSize() {
    assertThatThrownBy(() -> publish(lane(false), sink -> sink.processSharedBuffer(new int[7])))
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining("7 words");
  }

  @Test
  void shouldRefuseEncoderThatWritesTwoPayloads() {
    LaneMemory lane = lane(false);
    assertThatThrownBy(() ->
            publish(lane, sink -> sink.binary(BinaryKind.BUFFER, MemorySegment.ofArray(new byte[999])) && sink.nul()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lane.payloadHostBits()).as("the region is given back").isEqualTo(lane.payloadWorkerBits());
    assertThat(lane.hostBits()).isZero();
  }
}
