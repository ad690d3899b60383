package dev.intarsia.bridge.vectors;

import static dev.intarsia.bridge.vectors.VectorFiles.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxDrainer;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.bridge.payload.PayloadOptions;
import dev.intarsia.protocol.layout.HeaderLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every recorded payload: the bytes that this codec writes, and what it reads from them. */
class PayloadVectorsTest {
  private static final double DEFAULT_CAPACITY = 2 << 20;
  private static final String ENGINE_WORDED = "JSON stringify failed;";

  @TestFactory
  Stream<DynamicTest> shouldWriteAndReadAsTheReference() {
    return VectorFiles.tests("payloads.jsonl", PayloadVectorsTest::check)
        .filter(test -> !test.getDisplayName().equals(VectorFiles.KEYS_AS_INSERTED));
  }

  private static void check(JsonNode vector) {
    JsonNode capacity = vector.get("payloadCapacity");
    JsonNode limit = vector.get("maxPayloadBytes");
    LaneMemory lane = LaneMemory.inProcess(PayloadOptions.resolve(
        PayloadOptions.Mode.FIXED,
        null,
        capacity == null ? DEFAULT_CAPACITY : capacity.asDouble(),
        limit == null ? null : limit.asDouble()));
    if (vector.get("rejects") != null) {
      checkRefused(vector, lane);
      return;
    }
    assertThat(publish(vector, lane)).isTrue();
    checkWords(vector, lane);
    checkBits(vector, lane);
    if (vector.get("static") != null) {
      MemorySegment slot = lane.headers().asSlice(lane.slotOffset(word(vector, "slot")));
      checkBytes(vector.get("static"), slot);
    }
    if (vector.get("dynamic") != null) {
      long start = vector.get("words").get(3).asLong();
      checkBytes(vector.get("dynamic"), lane.region().data().asSlice(start));
    }
    checkDecoded(vector, lane);
    checkBits(vector.get("afterDecode"), lane);
  }

  private static boolean publish(JsonNode vector, LaneMemory lane) {
    return new MailboxPublisher(lane)
        .tryPublish(word(vector, "functionId"), word(vector, "taskId"), 0, new DescribedEncoder(), vector.get("value"));
  }

  private static void checkRefused(JsonNode vector, LaneMemory lane) {
    String message = vector.get("rejects").asString();
    int engine = message.indexOf(ENGINE_WORDED);
    if (engine < 0) {
      assertThatThrownBy(() -> publish(vector, lane))
          .isInstanceOf(PayloadException.class)
          .hasMessage(message);
    } else {
      assertThatThrownBy(() -> publish(vector, lane))
          .isInstanceOf(PayloadException.class)
          .hasMessageStartingWith(message.substring(0, engine + ENGINE_WORDED.length()));
    }
    assertThat(lane.hostBits()).isZero();
    assertThat(lane.payloadHostBits()).isEqualTo(lane.payloadWorkerBits());
  }

  private static void checkWords(JsonNode vector, LaneMemory lane) {
    int slot = word(vector, "slot");
    List<Long> expected = new ArrayList<>();
    List<Long> actual = new ArrayList<>();
    for (int i = 0; i < HeaderLayout.WORDS; i++) {
      expected.add(vector.get("words").get(i).asLong());
      actual.add(Integer.toUnsignedLong(lane.headerWord(slot, i)));
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static void checkBits(JsonNode expected, LaneMemory lane) {
    assertThat(lane.hostBits()).isEqualTo(word(expected, "hostBits"));
    assertThat(lane.workerBits()).isEqualTo(word(expected, "workerBits"));
    assertThat(lane.payloadHostBits()).isEqualTo(word(expected, "payloadHostBits"));
    assertThat(lane.payloadWorkerBits()).isEqualTo(word(expected, "payloadWorkerBits"));
  }

  private static void checkBytes(JsonNode expected, MemorySegment memory) {
    if (expected.get("hex") != null) {
      String hex = expected.get("hex").asString();
      byte[] actual = memory.asSlice(0, hex.length() / 2).toArray(ValueLayout.JAVA_BYTE);
      assertThat(HexFormat.of().formatHex(actual)).isEqualTo(hex);
      return;
    }
    byte[] actual = memory.asSlice(0, expected.get("bytes").asLong()).toArray(ValueLayout.JAVA_BYTE);
    assertThat(sha256(actual)).isEqualTo(expected.get("sha256").asString());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void checkDecoded(JsonNode vector, LaneMemory lane) {
    JsonNode decoded = vector.get("decoded");
    JsonNode expected = normal(decoded.isString() ? vector.get("value") : decoded);
    List<JsonNode> read = new ArrayList<>();
    int count = new MailboxDrainer(lane).drain(frame -> {
      assertThat(frame.taskId()).isEqualTo(word(vector, "taskId"));
      assertThat(frame.word0()).isEqualTo(word(vector, "functionId"));
      read.add(frame.decode(new DescribingFactory()));
    });
    assertThat(count).isEqualTo(1);
    assertThat(read).containsExactly(expected);
  }

  /** The notation without what is only there to be read by people, and with one form of strings. */
  private static JsonNode normal(JsonNode value) {
    ObjectNode copy = (ObjectNode) value.deepCopy();
    if (copy.get("utf16") != null) {
      String text = DescribedEncoder.string(copy);
      copy.remove("utf16");
      copy.put("value", text);
    }
    if (copy.get("type").asString().equals("number")) {
      copy.remove("text");
    }
    for (String part : new String[] {"header", "body", "cause"}) {
      if (copy.get(part) != null) {
        copy.set(part, normal(copy.get(part)));
      }
    }
    return copy;
  }
}
