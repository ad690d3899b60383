package dev.intarsia.js.realm;

import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** The functions of realm.js, looked up once. */
final class Helpers {
  final Value defineGlobal;
  final Value function;
  final Value fail;
  final Value raise;
  final Value undefined;
  final Value uint8Array;
  final Value buffer;
  final Value offset;
  final Value length;
  final Value deferred;
  final Value describe;
  private final Value onUnhandledRejection;

  Helpers(Value script) {
    defineGlobal = script.getMember("defineGlobal");
    function = script.getMember("makeFunction");
    fail = script.getMember("fail");
    raise = script.getMember("raise");
    undefined = script.getMember("undefined");
    uint8Array = script.getMember("uint8Array");
    buffer = script.getMember("buffer");
    offset = script.getMember("offset");
    length = script.getMember("length");
    deferred = script.getMember("deferred");
    describe = script.getMember("describe");
    onUnhandledRejection = script.getMember("onUnhandledRejection");
  }

  void onUnhandledRejection(ProxyExecutable report) {
    onUnhandledRejection.executeVoid(report);
  }
}
