package dev.intarsia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.bridge.mailbox.LaneMemory;
import dev.intarsia.bridge.mailbox.MailboxPublisher;
import dev.intarsia.bridge.memory.ProcessMapping;
import dev.intarsia.bridge.memory.SharedMemory;
import dev.intarsia.conformance.cli.ExitCode;
import dev.intarsia.host.value.JavaValues;
import dev.intarsia.protocol.layout.ProcessLayout;
import dev.intarsia.protocol.layout.SignalLayout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectCommandTest {
  private static final int PAYLOAD_BYTES = 1 << 16;
  private static final ProcessLayout LAYOUT = ProcessLayout.of(SignalLayout.SIGNALS_BYTES, 0, PAYLOAD_BYTES);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void shouldShowWhatIsInFlight() {
    try (SharedMemory memory = SharedMemory.named(LAYOUT.totalBytes(), "look");
        ProcessMapping mapping = ProcessMapping.of(memory, LAYOUT)) {
      MailboxPublisher requests = new MailboxPublisher(LaneMemory.of(mapping.request(), PAYLOAD_BYTES));
      assertThat(requests.tryPublish(3, 41, 0, JavaValues.encoder(), "x".repeat(600)))
          .isTrue();
      mapping.signals().rxStatus(SignalLayout.RUNNING);
      mapping.signals().bumpOp();
      assertThat(run("inspect", String.valueOf(memory.name()), "--json"))
          .as(err.toString())
          .isZero();
      JsonNode view = JsonMapper.shared().readTree(out.toString());
      assertThat(view.get("op").asInt()).isEqualTo(1);
      assertThat(view.get("rxStatus").asString()).isEqualTo("running");
      JsonNode frame = view.get("requests").get("pending").get(0);
      assertThat(frame.get("taskId").asInt()).isEqualTo(41);
      assertThat(frame.get("word0").asInt()).isEqualTo(3);
      assertThat(frame.get("lengthBytes").asInt()).isEqualTo(600);
      assertThat(view.get("requests").get("regions").asInt()).isEqualTo(1);
      assertThat(view.get("replies").get("pending").isEmpty()).isTrue();
      long pid = ProcessHandle.current().pid();
      assertThat(run("inspect", "--pid", Long.toString(pid), "--fd", Integer.toString(memory.fd())))
          .isZero();
      assertThat(out.toString()).contains("call 41  function 3", "1 in flight");
    }
  }

  @Test
  void shouldLookAgainUntilTheProcessEnds() throws Exception {
    try (SharedMemory memory = SharedMemory.named(LAYOUT.totalBytes(), "watch");
        ProcessMapping mapping = ProcessMapping.of(memory, LAYOUT)) {
      Process holder = new ProcessBuilder("sleep", "600")
          .redirectInput(Path.of("/dev/shm", memory.name()).toFile())
          .start();
      CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
          () -> run("inspect", "--pid", Long.toString(holder.pid()), "--watch=5", "--json"));
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> out.toString().contains("\"op\":0"));
        mapping.signals().bumpOp();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> out.toString().contains("\"op\":1"));
        assertThat(code).isNotDone();
      } finally {
        holder.destroyForcibly();
      }
      assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void shouldSayWhatIsNoMapping() {
    assertThat(run("inspect", "no-such-memory")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("/dev/shm/no-such-memory can't be looked at");
    assertThat(run("inspect")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(run("inspect", "../etc/passwd")).isEqualTo(ExitCode.WRONG_USAGE);
  }
}
