// The queue of process.nextTick. Whatever JS the host calls drains it before it returns, so that ticks run before the
// promise jobs that were queued in the same turn; ticks queued by promise jobs follow those.
(report) => {
  "use strict";
  const { apply } = Reflect;
  const then = Promise.prototype.then;
  const resolved = Promise.resolve();
  const ticks = [];
  const { isExtensible } = Object;
  const arrays = Array.prototype;
  let following = false;

  const drain = () => {
    for (let i = 0; i < ticks.length; i++) {
      try {
        ticks[i]();
      } catch (error) {
        report(error);
      }
    }
    ticks.length = 0;
  };
  return {
    drain() {
      if (ticks.length > 0) drain();
      // The one property of a closed prototype that stays writable, as objects that inherit from it need that.
      if (arrays.length !== 0 && !isExtensible(arrays)) arrays.length = 0;
    },
    nextTick(callback) {
      ticks.push(callback);
      if (!following) {
        following = true;
        apply(then, resolved, [
          () => {
            following = false;
            drain();
          },
        ]);
      }
    },
  };
}
