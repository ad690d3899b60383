package dev.intarsia.js.realm;

import dev.intarsia.js.loop.EventLoop;
import org.graalvm.polyglot.Value;

/** Timers and queues as globals, over an event loop. */
final class LoopGlobals {
  private LoopGlobals() {}

  /**
   * @param make the completion value of loop.js
   * @return {@code nextTick}
   */
  static Value install(GraalRealm realm, Value make) {
    EventLoop loop = realm.loop();
    Value host = realm.context().eval("js", "({})");
    host.putMember(
        "setTimer",
        realm.function(
            "setTimer",
            a -> loop.setTimer(a[0].asDouble(), a[1].asBoolean(), a[2]::executeVoid)));
    host.putMember("clearTimer", realm.function("clearTimer", a -> run(() -> loop.clearTimer(a[0].asInt()))));
    host.putMember(
        "setTimerRef",
        realm.function("setTimerRef", a -> run(() -> loop.setTimerRef(a[0].asInt(), a[1].asBoolean()))));
    host.putMember("timerHasRef", realm.function("timerHasRef", a -> loop.timerHasRef(a[0].asInt())));
    host.putMember("setImmediate", realm.function("setImmediate", a -> loop.setImmediate(a[0]::executeVoid)));
    host.putMember(
        "clearImmediate", realm.function("clearImmediate", a -> run(() -> loop.clearImmediate(a[0].asInt()))));
    host.putMember("report", realm.function("report", a -> run(() -> realm.reportUncaught(realm.thrown(a[0])))));
    return make.execute(host);
  }

  private static Object run(Runnable action) {
    action.run();
    return false;
  }
}
