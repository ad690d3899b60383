package dev.intarsia.js.http;

import dev.intarsia.js.realm.JsRealm;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The host functions under {@code node:http}: parsers, by number. */
public final class HttpFunctions {
  private static final int HEAD = 0;
  private static final int BODY = 1;
  private static final int TRAILERS = 2;
  private static final int COMPLETE = 3;
  private static final int LENIENT = 1;
  private static final int RELAXED_VALUES = 2;

  private final JsRealm realm;
  private final Map<Integer, HttpParser> parsers = new HashMap<>();
  private @Nullable Value listener;

  private HttpFunctions(JsRealm realm) {
    this.realm = realm;
  }

  /** The functions of one realm, by name. */
  public static Map<String, Function<Value[], @Nullable Object>> of(JsRealm realm) {
    HttpFunctions made = new HttpFunctions(realm);
    Map<String, Function<Value[], @Nullable Object>> functions = new LinkedHashMap<>();
    functions.put("listener", a -> {
      made.listener = a[0];
      return null;
    });
    functions.put("open", a -> {
      made.open(a[0].asInt(), a[1].asBoolean(), a[2].asInt(), a[3].asInt());
      return null;
    });
    functions.put("parse", a -> made.run(a[0].asInt(), parser -> parser.parse(realm.bytes(a[1])), a[2]));
    functions.put(
        "end",
        a -> made.run(
            a[0].asInt(),
            parser -> {
              parser.end();
              return 0;
            },
            a[1]));
    functions.put("close", a -> {
      made.parsers.remove(a[0].asInt());
      return null;
    });
    return functions;
  }

  private void open(int id, boolean request, int mostHeaderBytes, int flags) {
    parsers.put(
        id,
        new HttpParser(new Told(id), request, mostHeaderBytes, (flags & LENIENT) != 0, (flags & RELAXED_VALUES) != 0));
  }

  /** Gives bytes parsed; or -1, after {@code fail} got a code and a reason. */
  private int run(int id, Parse parse, Value fail) {
    HttpParser parser = parsers.get(id);
    if (parser == null) {
      return 0;
    }
    try {
      return parse.on(parser);
    } catch (ParseException wrong) {
      fail.executeVoid(wrong.code(), String.valueOf(wrong.getMessage()));
      return -1;
    }
  }

  @FunctionalInterface
  private interface Parse {
    int on(HttpParser parser) throws ParseException;
  }

  /** Tells the script, in calls of (parser, event, …). */
  private final class Told implements MessageEvents {
    private final int parser;

    Told(int parser) {
      this.parser = parser;
    }

    private Value told() {
      return Objects.requireNonNull(listener, "no listener");
    }

    @Override
    public int head(MessageHead head) {
      Value answer = told()
          .execute(
              parser,
              HEAD,
              head.lines.toString(),
              head.minorVersion,
              head.request ? head.method : head.statusMessage,
              head.request ? head.url : realm.undefined(),
              head.status,
              head.upgrade(),
              head.keepsAlive(false));
      return answer.fitsInInt() ? answer.asInt() : answer.isBoolean() && answer.asBoolean() ? SKIP_BODY : READ_BODY;
    }

    @Override
    public void body(int offset, int length) {
      told().executeVoid(parser, BODY, offset, length);
    }

    @Override
    public void trailers(String lines) {
      told().executeVoid(parser, TRAILERS, lines);
    }

    @Override
    public void complete() {
      told().executeVoid(parser, COMPLETE);
    }
  }
}
