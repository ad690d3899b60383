package dev.intarsia.js;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterNoticeTest {
  private final List<String> lines = new ArrayList<>();
  private final InterpreterNotice notice = new InterpreterNotice(lines::add);

  @Test
  void shouldBeSaidOnce() {
    notice.say(false, null);
    notice.say(false, "true");
    assertThat(lines).containsExactly(InterpreterNotice.TEXT);
  }

  @Test
  void shouldNotBeSaidWhereJsIsCompiledOrNobodyWantsToKnow() {
    notice.say(true, null);
    notice.say(false, "false");
    assertThat(lines).isEmpty();
  }
}
