package dev.intarsia.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.conformance.live.LiveCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every live check names one rule of SPEC.md, and treats a SHOULD as advice. */
class LiveCatalogTest {
  private final Specification specification = Specification.read();

  @Test
  void shouldNameRulesThatThereAre() {
    List<String> wrong = new ArrayList<>();
    for (LiveCatalog catalog : List.of(LiveCatalog.worker(), LiveCatalog.host())) {
      for (Map.Entry<String, LiveCatalog.Entry> check : catalog.entries().entrySet()) {
        String rule = check.getValue().rule();
        String level = specification.levels().getOrDefault(rule, "no rule");
        if (!level.equals(check.getValue().advice() ? "SHOULD" : "MUST")) {
          wrong.add(check.getKey() + " is about " + rule + ", which is " + level);
        }
        assertThat(check.getValue().expects()).as(check.getKey()).isNotBlank();
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(LiveCatalog.worker().entries()).hasSizeGreaterThan(80);
  }
}
