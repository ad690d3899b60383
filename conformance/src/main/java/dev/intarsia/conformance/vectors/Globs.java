package dev.intarsia.conformance.vectors;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns over vector ids: {@code *} is any run of characters, {@code ?} any one. */
public final class Globs {
  private final List<Pattern> patterns;

  private Globs(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  public static Globs of(List<String> globs) {
    return new Globs(globs.stream().map(Globs::compile).toList());
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  public boolean matches(String id) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(id).matches());
  }
}
