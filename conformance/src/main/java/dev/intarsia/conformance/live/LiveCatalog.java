package dev.intarsia.conformance.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every live check of a side: its name, the one rule of SPEC.md that it is about, and what it expects. */
public final class LiveCatalog {
  private static final String RESOURCE = "live-checks.json";

  /**
   * @param rule the rule's number
   * @param advice whether the rule is a SHOULD: whoever breaks it may have a reason
   * @param expects what a conforming peer does
   * @param also other rules whose breach the check sees too
   */
  public record Entry(String rule, boolean advice, String expects, List<String> also) {
    /** Whether the check can fail: some only tell of something worth knowing. */
    public boolean judges() {
      return !expects.equals("a note only");
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private LiveCatalog(JsonNode side) {
    for (Map.Entry<String, JsonNode> check : side.properties()) {
      JsonNode value = check.getValue();
      List<String> also = new ArrayList<>();
      value.path("also").forEach(rule -> also.add(rule.stringValue()));
      String rule = value.get("rule").stringValue();
      boolean advice = value.path("advice").booleanValue(false);
      entries.put(check.getKey(), new Entry(rule, advice, value.get("expects").stringValue(), List.copyOf(also)));
    }
  }

  /** The checks of a worker. */
  public static LiveCatalog worker() {
    return read("worker");
  }

  /** The checks of a host. */
  public static LiveCatalog host() {
    return read("host");
  }

  private static LiveCatalog read(String side) {
    try (InputStream in = Objects.requireNonNull(LiveCatalog.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new LiveCatalog(new JsonMapper().readTree(in).get(side));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** The checks by their names, in the order in which they are run. */
  public Map<String, Entry> entries() {
    return entries;
  }

  Entry entry(String id) {
    Entry entry = entries.get(id.startsWith("echoes ") && !entries.containsKey(id) ? "echoes a value" : id);
    if (entry == null) {
      throw new IllegalArgumentException("the catalog has no check \"" + id + "\"");
    }
    return entry;
  }
}
