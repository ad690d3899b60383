package dev.intarsia.js.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Package trees by seed: files with their texts, and what is asked of them. */
final class PackageTrees {
  private static final List<String> NAMES = List.of("a", "b", "@s/c");
  private static final List<String> FILES = List.of(
      "index.js",
      "main.js",
      "m.mjs",
      "c.cjs",
      "lib/index.js",
      "lib/x.js",
      "lib/x.json",
      "lib.js",
      "src/y.js",
      "sp ace.js",
      "index.json");
  private static final List<String> TARGETS = List.of(
      "./index.js",
      "./main.js",
      "./m.mjs",
      "./lib/x.js",
      "./lib/*.js",
      "./lib/*",
      "./*",
      "./src/*.js",
      "./none.js",
      "./lib",
      "./lib/",
      "../out.js",
      "./../a/index.js",
      "./node_modules/b/index.js",
      "main.js",
      "/main.js",
      "./lib/../main.js",
      "b",
      "b/lib/x.js",
      "b/lib",
      "b/lib/",
      "b/none.js",
      "b/lib/x.js?q=1",
      "@s/c",
      "none",
      "node:none",
      "fs",
      "node:fs",
      "#own",
      "./sp%20ace.js",
      "./lib%2fx.js",
      "./lib/x.json");
  private static final List<String> SUBPATHS = List.of(
      "",
      "/lib/x.js",
      "/lib/x",
      "/lib",
      "/lib/",
      "/main.js",
      "/m.mjs",
      "/f/x",
      "/f/x.js",
      "/f/../main",
      "/none",
      "/package.json",
      "/sp ace.js");
  private static final List<String> RELATIVE = List.of(
      "./main.js",
      "./main",
      "./lib",
      "./lib/",
      "./lib/x",
      "./lib/x.js",
      "./lib/x.js?q=1#f",
      "./sp%20ace.js",
      "./sp ace.js",
      "./lib%2fx.js",
      ".",
      "..",
      "./",
      "../",
      "./none",
      "./node_modules/a",
      "./node_modules/a/",
      "/none/x.js",
      "./lib/../main.js",
      "./m.mjs",
      "./c",
      "./index");
  private static final List<String> ODD = List.of(
      "#own", "#lib/x", "#lib/", "#", "#/x", "#none", "foo:bar", "a%2fb", "a\\b", ".a", "@s", "fs", "node:fs", "none",
      "none/x", "%", "@s/", "a/", "a//x");

  private final Random random;

  private PackageTrees(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param files path and text
   * @param importer the file that asks
   */
  record Tree(Map<String, String> files, String importer, List<String> specifiers) {}

  static Tree make(long seed) {
    return new PackageTrees(seed).tree();
  }

  private Tree tree() {
    Map<String, String> files = new LinkedHashMap<>();
    addPackage(files, "", "self");
    for (String name : NAMES) {
      if (random.nextInt(5) > 0) {
        addPackage(files, "node_modules/" + name + "/", name);
      }
    }
    if (random.nextInt(3) == 0) {
      addPackage(files, "node_modules/a/node_modules/b/", "b");
    }
    String importer = pick(List.of("index.js", "deep/er/i.js", "node_modules/a/index.js", "node_modules/b/lib/x.js"));
    files.putIfAbsent(importer, "");
    List<String> specifiers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      specifiers.add(specifier());
    }
    return new Tree(files, importer, specifiers);
  }

  private String specifier() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> pick(RELATIVE);
      case 2 -> pick(ODD);
      case 3 -> "self" + pick(SUBPATHS);
      default -> pick(NAMES) + pick(SUBPATHS);
    };
  }

  private void addPackage(Map<String, String> files, String folder, String name) {
    for (String file : FILES) {
      if (random.nextInt(3) > 0) {
        files.put(folder + file, file.endsWith(".json") ? "{}" : "");
      }
    }
    if (random.nextInt(8) > 0) {
      files.put(folder + "package.json", random.nextInt(40) == 0 ? "{\"name\": " : packageJson(name));
    }
  }

  private String packageJson(String name) {
    List<String> fields = new ArrayList<>();
    fields.add("\"name\": " + quote(name));
    if (random.nextInt(2) == 0) {
      fields.add("\"main\": "
          + pick(List.of(
              "\"main.js\"", "\"./lib\"", "\"lib/x\"", "\"none.js\"", "\"\"", "3", "\"./\"", "\"m.mjs\"", "\"main\"")));
    }
    if (random.nextInt(2) == 0) {
      fields.add(
          "\"exports\": " + (random.nextInt(8) == 0 ? pick(List.of("null", "false", "1", "[]", "{}")) : exports()));
    }
    if (random.nextInt(2) == 0) {
      fields.add("\"imports\": {\"#own\": " + target(2) + ", \"#lib/*\": " + target(1) + "}");
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private String exports() {
    if (random.nextInt(3) == 0) {
      return target(2);
    }
    List<String> keys = new ArrayList<>();
    for (String key : List.of(
        ".", "./lib/x.js", "./f/*", "./f/*.js", "./lib/*", "./main.js", "./lib/", "./*", "./package.json", "import")) {
      if (random.nextInt(key.equals("import") ? 30 : 3) == 0) {
        keys.add(quote(key) + ": " + target(2));
      }
    }
    return "{" + String.join(", ", keys) + "}";
  }

  private String target(int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 7);
    return switch (kind) {
      case 3, 4 -> {
        List<String> conditions = new ArrayList<>();
        for (String condition : List.of("import", "require", "node", "browser", "module-sync", "default", "0")) {
          if (random.nextInt(condition.equals("0") ? 60 : 3) == 0) {
            conditions.add(quote(condition) + ": " + target(depth - 1));
          }
        }
        yield "{" + String.join(", ", conditions) + "}";
      }
      case 5 -> "[" + target(depth - 1) + ", " + target(depth - 1) + "]";
      case 6 -> pick(List.of("null", "null", "3", "false"));
      default -> quote(pick(TARGETS));
    };
  }

  private static String quote(String text) {
    return "\"" + text + "\"";
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
