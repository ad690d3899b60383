// The host's own lane: tasks that run in the program itself, some per turn of its event loop.
(host, options) => {
  "use strict";
  const { position = "last", batchSize = 1, dispatchThreshold = 1 } = options.inliner;
  const batch = Number.isFinite(batchSize) ? Math.max(1, Math.floor(batchSize)) : 1;
  const threshold = Number.isFinite(dispatchThreshold) ? Math.max(1, Math.floor(dispatchThreshold)) : 1;
  const threads = options.threads ?? 1;
  const strategy = (typeof options.balancer === "object" ? options.balancer?.strategy : options.balancer) ?? "roundRobin";
  const lanes = threads + 1;
  const own = position === "first" ? 0 : threads;
  const queue = [];
  let running = 0;
  let scheduled = false;
  let turn = 0;
  let closed = false;

  const idle = () => queue.length + running === 0;
  const chosen = (inFlight) => {
    switch (strategy) {
      case "randomLane":
        return Math.floor(Math.random() * lanes) === own;
      case "firstIdle":
      case "firstIdleOrRandom":
        if (position === "first" && idle()) return true;
        if (inFlight - queue.length - running <= threads) return false;
        return idle() || Math.floor(Math.random() * lanes) === own;
      default:
        return turn++ % lanes === own;
    }
  };
  const budget = (timeout) => {
    if (timeout === undefined || timeout === null) return undefined;
    const ms = Math.floor(typeof timeout === "number" ? timeout : timeout.time);
    if (!(ms >= 0)) return undefined;
    if (typeof timeout === "number") return { ms, fail: new Error("Task timeout") };
    if ("default" in timeout) return { ms, value: timeout.default };
    if (timeout.maybe === true) return { ms, value: undefined };
    return { ms, fail: "error" in timeout ? timeout.error : new Error("Task timeout") };
  };
  const start = async ({ definition, argument, handle, resolve, reject, ended }) => {
    running++;
    let timer = 0;
    try {
      const toolkit = { hasAborted: () => handle.over, now: () => host.now() };
      const result = definition.f(argument, ...(definition.abortSignal ? [toolkit] : []));
      const limit = result instanceof Promise ? budget(definition.timeout) : undefined;
      if (limit !== undefined) {
        timer = host.after(limit.ms, () => ("fail" in limit ? reject(limit.fail) : resolve(limit.value)));
      }
      resolve(await result);
    } catch (error) {
      reject(error);
    } finally {
      if (timer !== 0) host.cancel(timer);
      running--;
      ended();
    }
  };
  const turnOver = () => {
    scheduled = false;
    for (let left = batch; left > 0 && queue.length > 0; left--) void start(queue.shift());
    schedule();
  };
  const schedule = () => {
    if (!scheduled && queue.length > 0) {
      scheduled = true;
      host.nextTurn(turnOver);
    }
  };
  return {
    /** Whether a call goes to this lane; `inFlight` counts it already. */
    takes(definition, inFlight) {
      if (closed || definition.imported === true) return false;
      if (threads === 0) return true;
      return inFlight > threshold - 1 && chosen(inFlight);
    },
    run(definition, argument, handle, resolve, reject, ended) {
      queue.push({ definition, argument, handle, resolve, reject, ended });
      schedule();
    },
    close() {
      closed = true;
      for (const { reject, ended } of queue.splice(0)) {
        reject("Thread closed");
        ended();
      }
    },
  };
}
