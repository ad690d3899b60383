package dev.intarsia.conformance.subject;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A subject in a process of its own: one JSON object a line in, one a line out. Its standard error is passed on. */
public final class CommandSubject implements Subject {
  /** Escapes everything beyond ASCII: UTF-8 has no form for a lone surrogate. */
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  /** How long a subject that was told to end may take. */
  private static final long END_SECONDS = 2;

  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Duration patience;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(
      Thread.ofPlatform().daemon().name("subject-reader").factory());
  private boolean gone;

  private CommandSubject(String name, Process process, Duration patience) {
    this.name = name;
    this.process = process;
    this.patience = patience;
    this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a subject and exchanges greetings.
   *
   * @param command a shell command line
   * @param patience for one answer
   * @throws SubjectException when it does not start or speaks another version
   */
  public static CommandSubject start(String command, Duration patience) {
    Process process;
    try {
      process = new ProcessBuilder(List.of("/bin/sh", "-c", command))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new SubjectException("the subject does not start: " + e.getMessage(), e);
    }
    CommandSubject subject = new CommandSubject(command, process, patience);
    try {
      JsonNode hello = subject.ask(MAPPER.createObjectNode().put("op", "hello").put("protocol", PROTOCOL));
      if (hello.path("protocol").asInt(-1) != PROTOCOL || hello.has("op")) {
        throw new SubjectException("the subject answered hello with " + hello
            + "; it has to say \"subject\": its name and \"protocol\": " + PROTOCOL);
      }
    } catch (SubjectException e) {
      subject.close();
      throw e;
    }
    return subject;
  }

  @Override
  public JsonNode ask(ObjectNode request) {
    if (gone) {
      throw new SubjectException("the subject has ended before: " + name);
    }
    Future<@Nullable String> answer = reader.submit(() -> exchange(MAPPER.writeValueAsString(request)));
    try {
      String line = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw lost("the subject ended without an answer", null);
      }
      JsonNode node = MAPPER.readTree(line);
      if (!node.isObject()) {
        throw lost("the subject's answer is no object: " + line, null);
      }
      return node;
    } catch (JacksonException e) {
      throw lost("the subject's answer is no JSON: " + e.getOriginalMessage(), e);
    } catch (TimeoutException e) {
      throw lost("no answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw lost("the subject is gone", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost("interrupted while waiting for the subject", e);
    }
  }

  /** Reads an answer even where the subject has closed its input: what it said before says more than a broken pipe. */
  private @Nullable String exchange(String line) throws IOException {
    try {
      in.write(line);
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      String said = out.readLine();
      if (said == null) {
        throw e;
      }
      return said;
    }
    return out.readLine();
  }

  private SubjectException lost(String message, @Nullable Throwable cause) {
    gone = true;
    return cause == null ? new SubjectException(message) : new SubjectException(message, cause);
  }

  @Override
  public void close() {
    gone = true;
    reader.shutdownNow();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The subject has closed its input first; that is no fault.
      process.destroy();
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
