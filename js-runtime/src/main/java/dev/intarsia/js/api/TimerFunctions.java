package dev.intarsia.js.api;

import dev.intarsia.js.loop.EventLoop;
import org.graalvm.polyglot.Value;

/** Timers and the clock, over the worker's event loop. */
final class TimerFunctions {
  private TimerFunctions() {}

  static void define(HostGroup group) {
    EventLoop loop = group.realm().loop();
    group
        .function("setTimer", a -> loop.setTimer(a[1].asDouble(), a[2].asBoolean(), () -> run(group, a[0])))
        .function("clearTimer", a -> {
          loop.clearTimer(a[0].asInt());
          return null;
        })
        .function("setTimerRef", a -> {
          loop.setTimerRef(a[0].asInt(), a[1].asBoolean());
          return null;
        })
        .function("timerHasRef", a -> loop.timerHasRef(a[0].asInt()))
        .function("setImmediate", a -> loop.setImmediate(() -> run(group, a[0])))
        .function("clearImmediate", a -> {
          loop.clearImmediate(a[0].asInt());
          return null;
        })
        .function("setImmediateRef", a -> {
          loop.setImmediateRef(a[0].asInt(), a[1].asBoolean());
          return null;
        })
        .constant("nextTick", group.realm().ticks().getMember("nextTick"))
        .constant("drainTicks", group.realm().ticks().getMember("drain"))
        .function("now", a -> loop.elapsedNs() / 1e6)
        .function("nanoTime", a -> String.valueOf(System.nanoTime()))
        .function("reportUncaught", a -> {
          group.realm().reportUncaught(group.realm().thrown(a[0]));
          return null;
        });
  }

  private static void run(HostGroup group, Value callback) {
    try {
      callback.executeVoid();
    } catch (org.graalvm.polyglot.PolyglotException e) {
      if (!e.isGuestException() || e.isCancelled() || e.isInterrupted() || e.isExit()) {
        throw e;
      }
      group.realm().reportUncaught(e);
    }
  }
}
