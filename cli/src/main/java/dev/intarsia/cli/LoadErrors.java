package dev.intarsia.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where a module failed while it was loaded. */
final class LoadErrors {
  /** The place in a stack frame: {@code at f (/tasks.mjs:3:7)}, {@code at file:///tasks.mjs:3}. */
  private static final Pattern PLACE = Pattern.compile("(?m)^\\s*at .*?((?:file://)?/[^():\\n]+:\\d+(?::\\d+)?)");

  private LoadErrors() {}

  /** The message and, where it names no line itself, the first place that the stack names. */
  static String withPlace(String message, String stack) {
    Matcher place = PLACE.matcher(stack);
    if (message.matches("(?s).*:\\d+.*") || !place.find()) {
      return message;
    }
    return message + " (at " + place.group(1).replaceFirst("^file://", "") + ")";
  }
}
