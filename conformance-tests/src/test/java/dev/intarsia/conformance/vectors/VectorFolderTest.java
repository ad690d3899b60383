package dev.intarsia.conformance.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.conformance.subject.BridgeSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFolderTest {
  private static final String NUMBER = """
      {"id":"mine/one","value":{"type":"number","f64":"3ff0000000000000","text":"1"},"functionId":0,"taskId":7,\
      "slot":31,"tag":9,"tagName":"Float64","words":[0,7,9,0,1072693248,0,0,0],"hostBits":2147483648,"workerBits":0,\
      "payloadHostBits":0,"payloadWorkerBits":0,"decoded":"same","afterDecode":{"hostBits":2147483648,\
      "workerBits":2147483648,"payloadHostBits":0,"payloadWorkerBits":0}}
      """;

  @TempDir
  private Path folder;

  @Test
  void shouldRunAnyFolderInTheVectorsFormat() throws IOException {
    Files.writeString(folder.resolve("payloads.jsonl"), NUMBER);
    List<Vector> vectors = VectorFolder.read(folder);
    assertThat(vectors).hasSize(1);
    assertThat(run(vectors.get(0), ExpectedFailures.none()).status()).isEqualTo(Result.Status.PASSED);
  }

  @Test
  void shouldFailOnAnUnexpectedPass() throws IOException {
    Files.writeString(folder.resolve("payloads.jsonl"), NUMBER);
    Vector vector = VectorFolder.read(folder).get(0);
    Result result = run(vector, ExpectedFailures.of(List.of("mine/*  # known")));
    assertThat(result.status()).isEqualTo(Result.Status.UNEXPECTED_PASS);
    assertThat(result.counts()).isTrue();
  }

  @Test
  void shouldNotCountAnExpectedFailure() throws IOException {
    Files.writeString(folder.resolve("payloads.jsonl"), NUMBER.replace("[0,7,9", "[0,7,8"));
    Vector vector = VectorFolder.read(folder).get(0);
    assertThat(run(vector, ExpectedFailures.none()).counts()).isTrue();
    Result result = run(vector, ExpectedFailures.of(List.of("", "# nothing", "mine/one")));
    assertThat(result.status()).isEqualTo(Result.Status.EXPECTED_FAILURE);
    assertThat(result.counts()).isFalse();
  }

  @Test
  void shouldSayWhatIsWrongWithAFolder() throws IOException {
    assertThatThrownBy(() -> VectorFolder.read(folder))
        .isInstanceOf(VectorFormatException.class)
        .hasMessageContaining("no vector file");
    Files.writeString(folder.resolve("mailbox.jsonl"), "\n{\"id\": \"x\"}\n");
    assertThatThrownBy(() -> VectorFolder.read(folder))
        .isInstanceOf(VectorFormatException.class)
        .hasMessageContaining("mailbox.jsonl:2");
    Files.writeString(folder.resolve("mailbox.jsonl"), "{");
    assertThatThrownBy(() -> VectorFolder.read(folder))
        .isInstanceOf(VectorFormatException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void shouldFailOnAStepThatThereIsNot() throws IOException {
    Files.writeString(folder.resolve("mailbox.jsonl"), "{\"id\": \"x\", \"steps\": [{\"do\": \"dance\"}]}");
    assertThat(run(VectorFolder.read(folder).get(0), ExpectedFailures.none()).status())
        .isEqualTo(Result.Status.FAILED);
  }

  private static Result run(Vector vector, ExpectedFailures expected) {
    return new VectorRunner(new BridgeSubject(), RequirementMap.shipped(), expected).run(vector);
  }
}
