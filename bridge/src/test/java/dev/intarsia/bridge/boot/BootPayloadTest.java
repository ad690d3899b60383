package dev.intarsia.bridge.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Boot payloads as real hosts sent them, recorded. */
class BootPayloadTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static String recorded(String name) {
    try (InputStream in =
        Objects.requireNonNull(BootPayloadTest.class.getResourceAsStream("boot/" + name + ".json"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldReadInheritedMemory() {
    BootPayload boot = BootPayload.parse(recorded("bun-inherit-0.1.61"));
    assertThat(boot.memory().fd()).isZero();
    assertThat(boot.memory().name()).isNull();
    assertThat(boot.memory().sizeBytes()).isEqualTo(134_255_296);
    assertThat(boot.signals().lengthBytes()).isEqualTo(192);
    assertThat(boot.abortSignals()).isNull();
    assertThat(boot.names()).containsExactly("add");
    assertThat(boot.ids()).containsExactly(0);
    assertThat(boot.positions()).containsExactly(0);
    assertThat(boot.thread()).isZero();
    assertThat(boot.threads()).isEqualTo(2);
    assertThat(boot.request().headers().index()).isEqualTo(704);
    assertThat(boot.request().headerSlotStrideBytes()).isEqualTo(576);
    assertThat(boot.reply().lockSector().index()).isEqualTo(448);
    assertThat(boot.reply().payload().index()).isEqualTo(67_146_432);
    assertThat(boot.payloadConfig()).isEqualTo(new PayloadConfig("fixed", 1 << 26, 1 << 26, 1 << 23));
    assertThat(boot.options().timers().parkMs()).isEqualTo(1.0);
    assertThat(boot.options().permissionJson()).contains("\"unsafe\":true");
  }

  @Test
  void shouldReadNamedMemoryWithAbortSignals() {
    BootPayload boot = BootPayload.parse(recorded("bun-named-abort-0.1.61"));
    assertThat(boot.memory().name()).startsWith("kpw_");
    assertThat(Objects.requireNonNull(boot.abortSignals()).lengthBytes()).isEqualTo(36);
    assertThat(boot.abortCapacity()).isEqualTo(258);
    assertThat(boot.request().payload().index()).isEqualTo(37_632);
    assertThat(boot.names()).containsExactly("abortable", "add");
    assertThat(boot.positions()).isEqualTo(List.of(1, 0));
  }

  @Test
  void shouldReadOlderHost() {
    BootPayload boot = BootPayload.parse(recorded("bun-inherit-0.1.55"));
    assertThat(boot.abortSignals()).isNull();
    assertThat(boot.request().payload().index()).isEqualTo(37_632);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bun-inherit-0.1.61",
        "bun-named-abort-0.1.61",
        "bun-inherit-0.1.55",
        "deno-named-0.1.61",
        "node-inherit-0.1.61"
      })
  void shouldWriteWhatItRead(String name) {
    JsonNode original = MAPPER.readTree(recorded(name));
    JsonNode written = MAPPER.readTree(BootPayload.parse(recorded(name)).toJson());
    // These three are the host's own settings, which a worker does not look at.
    ObjectNode options = (ObjectNode) original.get("workerData").get("workerOptions");
    options.remove(List.of("processRuntime", "processSharedMemory", "processCommandPrefix"));
    assertThat(written).isEqualTo(original);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          /version                                  | 2      | version must be an integer from 1 to 1
          /workerData/thread                        | -1     | workerData.thread must be an integer from 0
          /workerData/totalNumberOfThread           | 0      | workerData.totalNumberOfThread
          /workerData/startAt                       | "x"    | workerData.startAt must be a finite number, found "x"
          /workerData/names                         | 7      | workerData.names must be an array
          /workerData/list/0                        | null   | workerData.list[0] must be a string
          /workerData/ids/0                         | 0.5    | workerData.ids[0] must be an integer
          /workerData/sab/byteLength                | 191    | workerData.sab.byteLength must be at least 192
          /workerData/sab/byteOffset                | 2      | workerData.sab.byteOffset must be a multiple of 4
          /workerData/sab/descriptor/size           | 0      | workerData.sab.descriptor.size
          /workerData/sab/descriptor/fd             | -1     | workerData.sab.descriptor.fd
          /workerData/sab/descriptor/runtime        | "perl" | workerData.sab.descriptor.runtime must be one of node, deno, bun
          /workerData/sab/version                   | 2      | workerData.sab.version
          /workerData/lock/headers/byteLength       | 18431  | workerData.lock.headers.byteLength must be at least 18432
          /workerData/lock/headers/byteOffset       | 134255296 | workerData.lock.headers.byteLength must be an integer from 0 to 0
          /workerData/lock/headerSlotStrideU32      | 143    | workerData.lock.headerSlotStrideU32
          /workerData/returnLock/payload/byteLength | 99999999999 | workerData.returnLock.payload.byteLength must be an integer
          /workerData/returnLock/lockSector         | null   | workerData.returnLock.lockSector must be an object
          /workerData/payloadConfig/mode            | "big"  | workerData.payloadConfig.mode must be one of fixed, growable
          /workerData/workerOptions/timers/parkMs   | "soon" | workerData.workerOptions.timers.parkMs must be a finite number
          """)
  void shouldNameTheFieldThatIsWrong(String pointer, String json, String message) {
    ObjectNode root = (ObjectNode) MAPPER.readTree(recorded("bun-inherit-0.1.61"));
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode value = MAPPER.readTree(json);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(last), value);
    }
    assertThatExceptionOfType(BootPayloadException.class)
        .isThrownBy(() -> BootPayload.parse(root.toString()))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "null", "[]", "{}", "{\"version\":1}", "{\"version\":1,\"workerData\":[]}"})
  void shouldRefuseWhatIsNoPayload(String text) {
    assertThatExceptionOfType(BootPayloadException.class).isThrownBy(() -> BootPayload.parse(text));
  }

  @Test
  void shouldRefuseBitmapTooSmallForItsCapacity() {
    String json = recorded("bun-named-abort-0.1.61").replace("\"abortSignalMax\": 258", "\"abortSignalMax\": 289");
    assertThatExceptionOfType(BootPayloadException.class)
        .isThrownBy(() -> BootPayload.parse(json))
        .withMessageContaining("room for 288");
  }
}
