// Task discovery in the order of function ids, and what runs a task.
(Box, elapsed, drainTicks) => {
  "use strict";
  const { apply } = Reflect;
  const then = Promise.prototype.then;
  const TASK = Symbol.for("task");
  const seal = (value) => (typeof value === "bigint" ? new Box(value) : value);
  const own = Object.entries;

  // A closure of its own for each task keeps the call site monomorphic. A promise counts as handled from
  // here on: the executor listens to it as soon as it has it.
  const ignore = () => {};
  const handled = (promise) => {
    try {
      apply(then, promise, [undefined, ignore]);
    } catch {
      // No promise, or one whose species throws: whoever waits for it finds out.
    }
  };
  // Of the usual results, none is a promise; asking takes longer than the rest of a short call.
  const { getPrototypeOf, prototype: objectPrototype } = Object;
  const arrayPrototype = Array.prototype;
  const bytesPrototype = Uint8Array.prototype;
  const Promise_ = Promise;
  const isPromise = (value) => {
    const prototype = getPrototypeOf(value);
    return prototype !== objectPrototype && prototype !== bytesPrototype && prototype !== arrayPrototype && value instanceof Promise_;
  };
  const runner = (f, parameters) => {
    const make = new Function(
      "f",
      "Box",
      "isPromise",
      "handled",
      "drainTicks",
      `return (${parameters}) => {
        let result;
        try {
          result = f(${parameters});
        } finally {
          drainTicks();
        }
        if (typeof result === "bigint") return new Box(result);
        if (typeof result === "object" && result !== null && isPromise(result)) handled(result);
        return result;
      };`,
    );
    return make(f, Box, isPromise, handled, drainTicks);
  };
  const normalizeTimeout = (timeout) => {
    const none = { timeoutMs: Infinity, timeoutResolves: false, timeoutValue: undefined };
    if (timeout === undefined || timeout === null) return none;
    const ms = Math.floor(typeof timeout === "number" ? timeout : timeout.time);
    if (!(ms >= 0)) return none;
    const rejected = (value) => ({ timeoutMs: ms, timeoutResolves: false, timeoutValue: seal(value) });
    const resolved = (value) => ({ timeoutMs: ms, timeoutResolves: true, timeoutValue: seal(value) });
    if (typeof timeout === "number") return rejected(new Error("Task timeout"));
    if ("default" in timeout) return resolved(timeout.default);
    if (timeout.maybe === true) return resolved(undefined);
    return rejected("error" in timeout ? timeout.error : new Error("Task timeout"));
  };
  const compose = (name, f, definition) => ({
    name,
    run: runner(f, "argument"),
    runSignalled: runner(f, "argument, toolkit"),
    abortable: definition.abortSignal !== undefined && definition.abortSignal !== false,
    ...normalizeTimeout(definition.timeout),
  });
  // The order of localeCompare. Its tables take a tenth of a second to load, which usual names need not pay.
  const USUAL = "_$0123456789abcdefghijklmnopqrstuvwxyz";
  const usual = (name) => {
    for (const c of name.toLowerCase()) if (!USUAL.includes(c)) return false;
    return true;
  };
  const compareNames = (a, b) => {
    if (!usual(a) || !usual(b)) return a.localeCompare(b);
    const lowerA = a.toLowerCase();
    const lowerB = b.toLowerCase();
    for (let i = 0; i < lowerA.length && i < lowerB.length; i++) {
      const order = USUAL.indexOf(lowerA[i]) - USUAL.indexOf(lowerB[i]);
      if (order !== 0) return order;
    }
    if (a.length !== b.length) return a.length - b.length;
    for (let i = 0; i < a.length; i++) {
      if (a[i] !== b[i]) return a[i] === lowerA[i] ? -1 : 1;
    }
    return 0;
  };
  const isTask = (value) => value !== null && typeof value === "object" && value[TASK] === true;

  const discover = (namespaces, paths, names, at) => {
    const wanted = new Set([...names]);
    const positions = new Set([...at]);
    const tasks = [];
    const exported = [];
    for (let i = 0; i < namespaces.length; i++) {
      for (const [name, value] of own(namespaces[i])) {
        if (isTask(value)) {
          const selected =
            positions.size > 0 ? positions.has(value.at) : wanted.size === 0 || wanted.has(name);
          exported.push(name);
          if (selected) tasks.push(compose(name, value.f, value));
        } else if (typeof value === "function") {
          exported.push(name);
          const selected = wanted.size === 0 || wanted.has(name);
          if (selected) tasks.push(compose(name, value, {}));
        }
      }
    }
    const missing = [...wanted].filter((name) => !exported.includes(name)).sort();
    if (missing.length > 0) {
      throw new Error(
        `No imports were found: ${missing.join(", ")} not exported by ${[...paths].join(", ")}. ` +
          `Export each task from its module under the name it is called by; exported are: ${exported.sort().join(", ") || "(none)"}`,
      );
    }
    const seen = new Set();
    for (const { name } of tasks) {
      if (seen.has(name)) throw new Error(`Task ${name} is exported by more than one module: ${[...paths].join(", ")}`);
      seen.add(name);
    }
    return tasks.sort((a, b) => compareNames(a.name, b.name));
  };
  // A program's pool names its tasks itself: they are found by the module and the call that defined them.
  const pick = (namespaces, paths, places) =>
    [...places].map(([name, index, url, at]) => {
      const namespace = namespaces[index];
      if (at < 0) {
        if (typeof namespace[name] === "function") return compose(name, namespace[name], {});
      } else {
        for (const value of Object.values(namespace)) {
          if (isTask(value) && value.at === at && value.importedFrom === url) return compose(name, value.f, value);
        }
      }
      const exported = own(namespace).filter(([, value]) => isTask(value) || typeof value === "function").map(([key]) => key);
      throw new Error(
        `No imports were found: the pool's task ${name} is not exported by ${paths[index]}. ` +
          `Export it from the module that defines it${at < 0 ? ` as ${name}` : ""}; exported are: ${exported.join(", ") || "(none)"}`,
      );
    });
  const callExport = async (namespace, path, name, args) => {
    const f = namespace[name];
    if (typeof f !== "function") {
      throw new TypeError(
        `worker.bootstrap expected export "${name}" from "${path}" to be a function. ` +
          `Available exports: ${Object.keys(namespace).join(", ") || "(none)"}`,
      );
    }
    await apply(f, undefined, [...args]);
  };
  return {
    callExport,
    discover,
    pick,
    watch(promise, settle) {
      try {
        apply(then, promise, [(value) => void settle(true, seal(value)), (reason) => void settle(false, seal(reason))]);
      } catch (error) {
        settle(false, seal(error));
      }
    },
    toolkit: (aborted) => ({ hasAborted: () => aborted(), now: () => elapsed() }),
  };
}
