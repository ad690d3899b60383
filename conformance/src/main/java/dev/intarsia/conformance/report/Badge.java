package dev.intarsia.conformance.report;

import dev.intarsia.conformance.report.Cases.Case;
import dev.intarsia.conformance.report.Cases.Outcome;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A run in a few words and a colour: as an image, or as what shields.io makes one from. */
public final class Badge {
  private static final String LABEL = "mailbox protocol";
  private static final String GREEN = "#3c7d22";
  private static final String RED = "#b02a1c";
  /** About as wide as a letter of 11 px Verdana is. */
  private static final int LETTER_PX = 7;

  private static final int SIDES_PX = 10;

  private final String words;
  private final boolean good;

  private Badge(String words, boolean good) {
    this.words = words;
    this.good = good;
  }

  /** The badge of a run: green where nothing failed. */
  public static Badge of(List<Case> cases) {
    long failed = Cases.count(cases, Outcome.FAILED);
    long passed = Cases.count(cases, Outcome.PASSED);
    String words = failed == 0 ? passed + " passed" : failed + " of " + (passed + failed) + " failed";
    return new Badge(words, failed == 0 && passed > 0);
  }

  /** For an endpoint badge of shields.io. */
  public String json() {
    return new JsonMapper()
            .createObjectNode()
            .put("schemaVersion", 1)
            .put("label", LABEL)
            .put("message", words)
            .put("color", good ? "brightgreen" : "red")
        + "\n";
  }

  /** An image that needs nothing else. */
  public String svg() {
    int left = LABEL.length() * LETTER_PX + SIDES_PX;
    int right = words.length() * LETTER_PX + SIDES_PX;
    String text = "<text x=\"%d\" y=\"14\" textLength=\"%d\">%s</text>";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"20\" role=\"img\" aria-label=\"%s: %s\">\n"
            .formatted(left + right, LABEL, words)
        + "<clipPath id=\"r\"><rect width=\"%d\" height=\"20\" rx=\"3\"/></clipPath>\n".formatted(left + right)
        + "<g clip-path=\"url(#r)\"><rect width=\"%d\" height=\"20\" fill=\"#555\"/>".formatted(left)
        + "<rect x=\"%d\" width=\"%d\" height=\"20\" fill=\"%s\"/></g>\n".formatted(left, right, good ? GREEN : RED)
        + "<g fill=\"#fff\" font-family=\"Verdana,sans-serif\" font-size=\"11\">"
        + text.formatted(SIDES_PX / 2, left - SIDES_PX, LABEL)
        + text.formatted(left + SIDES_PX / 2, right - SIDES_PX, words)
        + "</g>\n</svg>\n";
  }
}
