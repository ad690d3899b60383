package dev.intarsia.bridge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TaskNamesTest {
  @Test
  void shouldSortAsLocaleCompareDoes() throws IOException {
    List<String> expected = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(TaskNamesTest.class.getResourceAsStream("boot/names-locale-order.json"))) {
      new JsonMapper().readTree(in).forEach(name -> expected.add(name.asString()));
    }
    List<String> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(shuffled).isNotEqualTo(expected);
    assertThat(TaskNames.sorted(shuffled)).isEqualTo(expected);
  }
}
