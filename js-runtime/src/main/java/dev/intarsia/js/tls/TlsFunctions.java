package dev.intarsia.js.tls;

import dev.intarsia.js.realm.JsRealm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** The host functions under {@code node:tls}: contexts and sessions, by number. */
public final class TlsFunctions {
  private final JsRealm realm;
  private final Map<Integer, TlsContext> contexts = new HashMap<>();
  private final Map<Integer, TlsSession> sessions = new HashMap<>();
  private final Map<String, Function<Value[], @Nullable Object>> functions = new LinkedHashMap<>();
  private @Nullable Value listener;
  private int nextId = 1;

  private TlsFunctions(JsRealm realm) {
    this.realm = realm;
  }

  /** The functions of one realm, by name. */
  public static Map<String, Function<Value[], @Nullable Object>> of(JsRealm realm) {
    TlsFunctions made = new TlsFunctions(realm);
    made.contexts();
    made.sessions();
    made.certificates();
    return made.functions;
  }

  private void contexts() {
    functions.put("context", a -> {
      contexts.put(nextId, new TlsContext());
      return nextId++;
    });
    functions.put("closeContext", a -> {
      contexts.remove(a[0].asInt());
      return null;
    });
    functions.put("versions", a -> {
      context(a[0]).versions(a[1].asInt(), a[2].asInt());
      return null;
    });
    functions.put("suites", a -> context(a[0]).suites(a[1].asString()));
    functions.put(
        "supported",
        a ->
            take(a[0], TlsContext.supported().stream().map(CipherNames::openSsl).toList()));
    material("key", (context, a) -> context.key(realm.bytes(a[1])));
    material("chain", (context, a) -> context.chain(realm.bytes(a[1])));
    material("authorities", (context, a) -> context.authorities(realm.bytes(a[1])));
    material("roots", (context, a) -> context.roots());
    material("pkcs12", (context, a) -> context.pkcs12(realm.bytes(a[1]), a[2].asString()));
  }

  /** Gives what is wrong, or nothing. */
  private void material(String name, Material use) {
    functions.put(name, a -> {
      try {
        use.on(context(a[0]), a);
        return null;
      } catch (GeneralSecurityException | IOException wrong) {
        return String.valueOf(wrong.getMessage());
      }
    });
  }

  private TlsContext context(Value id) {
    return Objects.requireNonNull(contexts.get(id.asInt()), "a context that is closed");
  }

  private void sessions() {
    functions.put("listener", a -> {
      listener = a[0];
      return null;
    });
    functions.put("open", a -> {
      // (context, whether it is a server)
      sessions.put(nextId, new TlsSession(context(a[0]), !a[1].asBoolean(), new Told(nextId)));
      return nextId++;
    });
    session("verify", (s, a) -> s.verify(a[1].asBoolean(), a[2].asBoolean()));
    session("serverName", (s, a) -> s.serverName(a[1].asString()));
    session("protocols", (s, a) -> s.protocols(List.of(a[1].asString().split("\0"))));
    session("chooseProtocol", (s, a) -> s.chooseProtocol());
    session("start", (s, a) -> s.start());
    session("proceed", (s, a) -> s.proceed(a[1].asInt() == 0 ? s.context() : context(a[1])));
    session("receive", (s, a) -> s.receive(realm.bytes(a[1])));
    session("end", (s, a) -> s.end());
    session("close", (s, a) -> {
      s.close();
      sessions.remove(a[0].asInt());
    });
    functions.put("write", a -> {
      TlsSession session = sessions.get(a[0].asInt());
      return session != null && session.write(realm.bytes(a[1]));
    });
  }

  private void session(String name, SessionCall call) {
    functions.put(name, a -> {
      TlsSession session = sessions.get(a[0].asInt());
      if (session != null) {
        call.on(session, a);
      }
      return null;
    });
  }

  private void certificates() {
    functions.put("defaultRoots", a -> take(a[0], encoded(TlsContext.defaultRoots())));
    functions.put("describe", a -> {
      // take gets protocol, suite, OpenSSL's name of the suite, server name, application protocol
      TlsSession session = sessions.get(a[0].asInt());
      return session == null
          ? null
          : take(
              a[1],
              List.of(
                  session.protocol(),
                  session.suite(),
                  CipherNames.openSsl(session.suite()),
                  session.serverName(),
                  session.applicationProtocol()));
    });
    functions.put("peer", a -> {
      TlsSession session = sessions.get(a[0].asInt());
      return session == null ? null : take(a[1], encoded(session.peer()));
    });
    functions.put("own", a -> {
      TlsSession session = sessions.get(a[0].asInt());
      X509Certificate own = session == null ? null : session.own();
      return own == null ? null : take(a[1], encoded(List.of(own)));
    });
    functions.put("ofContext", a -> take(a[1], encoded(context(a[0]).ownChain())));
    functions.put("fault", a -> {
      // take gets code and message, unless all is well
      TlsSession session = sessions.get(a[0].asInt());
      PeerCheck.Fault fault =
          session == null ? PeerCheck.MISSING : PeerCheck.of(session.peer(), session.context(), !session.client());
      return fault == null ? null : take(a[1], List.of(fault.code(), fault.message()));
    });
    functions.put("certificate", a -> {
      try {
        return take(
            a[1], CertificateDetails.of(TlsContext.read(realm.bytes(a[0])).getFirst()));
      } catch (GeneralSecurityException _) {
        return null;
      }
    });
  }

  private List<Value> encoded(List<X509Certificate> certificates) {
    List<Value> encoded = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      try {
        encoded.add(realm.uint8Array(certificate.getEncoded()));
      } catch (CertificateEncodingException _) {
        // It was read from this form: there is nothing to tell.
      }
    }
    return encoded;
  }

  private static @Nullable Object take(Value taker, List<?> values) {
    taker.executeVoid(values.toArray());
    return null;
  }

  @FunctionalInterface
  private interface Material {
    void on(TlsContext context, Value[] arguments) throws GeneralSecurityException, IOException;
  }

  @FunctionalInterface
  private interface SessionCall {
    void on(TlsSession session, Value[] arguments);
  }

  /** Tells the script, in calls of (session, event, …). */
  private final class Told implements TlsEvents {
    private final int session;

    Told(int session) {
      this.session = session;
    }

    private Value told() {
      return Objects.requireNonNull(listener, "no listener");
    }

    @Override
    public void encrypted(byte[] bytes) {
      told().executeVoid(session, "encrypted", realm.uint8Array(bytes));
    }

    @Override
    public void plain(byte[] bytes) {
      told().executeVoid(session, "plain", realm.uint8Array(bytes));
    }

    @Override
    public void hello(String serverName) {
      told().executeVoid(session, "hello", serverName);
    }

    @Override
    public void secure() {
      told().executeVoid(session, "secure");
    }

    @Override
    public void drained() {
      told().executeVoid(session, "drained");
    }

    @Override
    public void end() {
      told().executeVoid(session, "end");
    }

    @Override
    public void failed(String code, String reason) {
      told().executeVoid(session, "failed", code, reason);
    }

    @Override
    public @Nullable String choose(List<String> offered) {
      Value chosen = told().execute(session, "choose", String.join("\0", offered));
      return chosen.isString() ? chosen.asString() : null;
    }
  }
}
