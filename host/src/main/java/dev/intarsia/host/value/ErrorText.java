package dev.intarsia.host.value;

import dev.intarsia.bridge.json.JsonText;
import dev.intarsia.bridge.payload.PayloadException;
import dev.intarsia.host.JsError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Errors as the JSON object {@code {name, message, stack?, cause?, …}} and back; what follows are properties of their own. */
final class ErrorText {
  private static final String ERRORS = "errors";
  private static final Set<String> KNOWN = Set.of("name", "message", "stack", "cause");
  private static final int MAX_CAUSES = 64;
  private static final int MAX_FRAMES = 64;

  private ErrorText() {}

  static void write(JsonText out, Throwable error) {
    write(out, error, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void write(JsonText out, Throwable error, Set<Throwable> seen) {
    seen.add(error);
    String name = name(error);
    String message = Objects.requireNonNullElse(error.getMessage(), "");
    out.beginObject().key("name").string(name).key("message").string(message);
    String stack = error instanceof JsError js ? js.stack() : stack(error, name, message);
    if (stack != null) {
      out.key("stack").string(stack);
    }
    Object cause = error instanceof JsError js ? js.causeValue() : error.getCause();
    if (cause instanceof Throwable inner) {
      if (!seen.contains(inner) && seen.size() < MAX_CAUSES) {
        out.key("cause");
        write(out, inner, seen);
      }
    } else if (cause != null) {
      writeCauseValue(out, cause);
    }
    if (error instanceof JsError js) {
      writeProperties(out, js, seen);
    }
    out.endObject();
  }

  private static void writeProperties(JsonText out, JsError error, Set<Throwable> seen) {
    error.properties().forEach((key, value) -> {
      String text = json(value);
      if (text != null) {
        out.key(key).raw(text);
      }
    });
    List<JsError> errors = Stream.of(error.getSuppressed())
        .filter(JsError.class::isInstance)
        .map(JsError.class::cast)
        .filter(inner -> !seen.contains(inner))
        .toList();
    if (!errors.isEmpty() && seen.size() < MAX_CAUSES) {
      out.key(ERRORS).beginArray();
      errors.forEach(inner -> write(out, inner, seen));
      out.endArray();
    }
  }

  private static @Nullable String json(@Nullable Object value) {
    try {
      return new JsonWalker().text(value);
    } catch (PayloadException notJson) {
      return null;
    }
  }

  private static void writeCauseValue(JsonText out, Object cause) {
    String text = json(cause);
    out.key("cause");
    if (text == null) {
      out.string(String.valueOf(cause));
    } else {
      out.raw(text);
    }
  }

  private static String name(Throwable error) {
    if (error instanceof JsError js) {
      return js.name();
    }
    String name = error.getClass().getSimpleName();
    return name.isEmpty() ? error.getClass().getName() : name;
  }

  /** As JavaScript engines lay a stack out, so that a JS caller can print it. */
  private static String stack(Throwable error, String name, String message) {
    StringBuilder out = new StringBuilder(name);
    if (!message.isEmpty()) {
      out.append(": ").append(message);
    }
    StackTraceElement[] frames = error.getStackTrace();
    int shown = Math.min(frames.length, MAX_FRAMES);
    for (int i = 0; i < shown; i++) {
      StackTraceElement frame = frames[i];
      out.append("\n    at ")
          .append(frame.getClassName())
          .append('.')
          .append(frame.getMethodName())
          .append(" (");
      String file = frame.getFileName();
      out.append(file == null ? "unknown" : file);
      if (frame.getLineNumber() >= 0) {
        out.append(':').append(frame.getLineNumber());
      }
      out.append(')');
    }
    if (frames.length > shown) {
      out.append("\n    … ").append(frames.length - shown).append(" more");
    }
    return out.toString();
  }

  /**
   * @param parsed the JSON value that crossed as an error
   * @param text its text: the message, when it is no such object
   */
  static JsError read(@Nullable Object parsed, String text) {
    JsError error = asError(parsed);
    return error == null ? new JsError("Error", text, null, null) : error;
  }

  private static @Nullable JsError asError(@Nullable Object parsed) {
    if (parsed instanceof Map<?, ?> map
        && map.get("name") instanceof String name
        && map.get("message") instanceof String message) {
      String stack = map.get("stack") instanceof String text ? text : null;
      Object cause = map.get("cause");
      JsError inner = asError(cause);
      List<JsError> errors = errors(map.get(ERRORS));
      JsError error =
          new JsError(name, message, stack, inner == null ? cause : inner, properties(map, !errors.isEmpty()));
      errors.forEach(error::addSuppressed);
      return error;
    }
    return null;
  }

  /** The errors of an AggregateError; none where it is not a list of errors alone. */
  private static List<JsError> errors(@Nullable Object list) {
    List<JsError> errors = new ArrayList<>();
    if (list instanceof List<?> all) {
      for (Object each : all) {
        JsError error = asError(each);
        if (error == null) {
          return List.of();
        }
        errors.add(error);
      }
    }
    return errors;
  }

  private static Map<String, @Nullable Object> properties(Map<?, ?> fields, boolean aggregate) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    fields.forEach((key, value) -> {
      if (key instanceof String name && !KNOWN.contains(name) && !(aggregate && name.equals(ERRORS))) {
        own.put(name, value);
      }
    });
    return own;
  }
}
