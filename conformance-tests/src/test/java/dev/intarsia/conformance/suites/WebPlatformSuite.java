package dev.intarsia.conformance.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The web-platform-tests for any kind of global object, of the areas that Node has. The tentative ones are left out. */
final class WebPlatformSuite implements Suite {
  private static final Pattern VARIANT = Pattern.compile("(?m)^// META: variant=(.*)$");
  private static final Pattern GLOBAL = Pattern.compile("(?m)^// META: global=(.*)$");
  private static final Pattern KIND =
      Pattern.compile("^(assert_\\w+|promise_rejects_\\w+|promise_test|\\w*Error)\\b.*", Pattern.DOTALL);

  private final Path root;
  private final Path harness;
  private final JsonMapper json = new JsonMapper();

  /**
   * @param root the folder with the suite
   * @param harness {@code wpt-harness.cjs}
   */
  WebPlatformSuite(Path root, Path harness) {
    this.root = root;
    this.harness = harness;
  }

  @Override
  public String name() {
    return "wpt";
  }

  @Override
  public List<String> areas() {
    return List.of(
        "FileAPI",
        "WebCryptoAPI",
        "compression",
        "console",
        "dom",
        "encoding",
        "fetch",
        "hr-time",
        "html",
        "performance-timeline",
        "streams",
        "url",
        "urlpattern",
        "user-timing",
        "wasm",
        "webidl",
        "webmessaging");
  }

  @Override
  public List<SuiteFile> files(String area) throws IOException {
    Path folder = root.resolve(area);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found
          .filter(path -> path.toString().endsWith(".any.js"))
          .filter(path -> !path.toString().contains("tentative"))
          .sorted()
          .toList();
    }
    List<SuiteFile> files = new ArrayList<>();
    for (Path path : paths) {
      String text = Files.readString(path);
      String name = root.relativize(path).toString().replace('\\', '/');
      if (GLOBAL.matcher(text).results().noneMatch(global -> elsewhere(global.group(1)))) {
        List<String> variants = VARIANT
            .matcher(text)
            .results()
            .map(variant -> variant.group(1).strip())
            .toList();
        (variants.isEmpty() ? List.of("") : variants)
            .forEach(variant -> files.add(new SuiteFile(name + variant, path, variant)));
      }
    }
    return files;
  }

  /** Whether a test is for globals of browsers alone. */
  private static boolean elsewhere(String globals) {
    return Stream.of(globals.split(",", -1))
        .map(String::strip)
        .noneMatch(global -> global.equals("window") || global.contains("dedicatedworker") || global.equals("worker"));
  }

  @Override
  public SuiteResult run(SuiteRuntime runtime, SuiteFile file) throws IOException, InterruptedException {
    String path = root.relativize(file.path()).toString();
    Ran ran = runtime.run(harness, List.of(root.toString(), path, file.variant()));
    Map<String, String> tests = new LinkedHashMap<>();
    Map<String, String> details = new LinkedHashMap<>();
    for (String line : ran.out().lines().toList()) {
      JsonNode parsed = parse(line);
      if (parsed != null && parsed.get(0).isBoolean()) {
        String name = unique(tests, parsed.get(1).asString());
        String message = parsed.get(2).asString();
        boolean passed = parsed.get(0).asBoolean();
        tests.put(name, passed ? "" : kind(message));
        if (!passed) {
          details.put(name, message);
        }
      } else if (parsed == null || !parsed.get(1).asString().equals("0")) {
        details.put("harness " + details.size(), line);
      }
    }
    if (ran.code() != 0) {
      details.put("exit", ran.code() + " " + ran.err());
    }
    return new SuiteResult(tests, details);
  }

  private static String unique(Map<String, String> tests, String name) {
    String unique = name;
    for (int i = 2; tests.containsKey(unique); i++) {
      unique = name + " #" + i;
    }
    return unique;
  }

  private static String kind(String message) {
    String kind = KIND.matcher(message).replaceFirst("$1");
    return kind.length() == message.length() ? "other" : kind;
  }

  private @Nullable JsonNode parse(String line) {
    try {
      JsonNode read = json.readTree(line);
      return read.isArray() && read.size() >= 2 ? read : null;
    } catch (JacksonException _) {
      return null;
    }
  }
}
