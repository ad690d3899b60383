package dev.intarsia.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class UserScriptsTest {
  private static final Path PAGE = Path.of(System.getProperty("intarsia.root", ".."), "samples/README.md");

  @Test
  void shouldPrintWhatThePageShows() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```text\n" + String.join("\n", UserScripts.all()) + "\n```");
  }
}
