// createPool in a program: options and tasks checked, each call a promise, the host's pool behind it.
(host, makeInline) => {
  "use strict";
  const { apply } = Reflect;
  const then = Promise.prototype.then;
  const PLAIN = -1;
  const seal = (value) => (typeof value === "bigint" ? new host.Box(value) : value);
  const Dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

  const entries = (tasks, caller, isTask) =>
    Object.entries(tasks)
      .map(([name, value]) => {
        if (isTask(value)) return { name, module: value.importedFrom, at: value.at, definition: value };
        if (typeof value === "function") return { name, module: caller, at: PLAIN, definition: { f: value } };
        throw new TypeError(`createPool task "${name}" must be a task definition or exported function`);
      })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

  const absolute = (options, caller) => {
    const href = options.worker?.bootstrap?.href;
    if (options.worker?.bootstrap === undefined) return options;
    if (typeof href !== "string" || href.length === 0) {
      throw new TypeError("worker.bootstrap.href must be a non-empty string");
    }
    const { name = "default", data } = options.worker.bootstrap;
    if (typeof name !== "string" || name.length === 0) {
      throw new TypeError("worker.bootstrap.name must be a non-empty string");
    }
    return { ...options, worker: { ...options.worker, bootstrap: { href: new URL(href, caller).href, name, data } } };
  };

  // What stands for the host's pool where the program runs all tasks itself.
  const workerless = { drop() {}, shutdown: (delayMs, done) => host.nextTurn(done) };

  const open = (options, tasks, caller, isTask) => {
    if (tasks === null || typeof tasks !== "object") throw new TypeError("createPool(options) expects an object of tasks");
    const list = entries(tasks, caller, isTask);
    const own = absolute(options, caller);
    const inline = own.inliner !== null && typeof own.inliner === "object" ? makeInline(host, own) : undefined;
    if (inline !== undefined && own.worker?.bootstrap !== undefined) {
      throw new Error("worker.bootstrap cannot be used with the inliner");
    }
    if (inline !== undefined && (own.threads ?? 1) === 0 && list.some(({ definition }) => definition.imported === true)) {
      throw new Error(
        "Imported task has no worker lane to run on: the pool only has the host inliner. Imported tasks are never " +
          "inlined on the host; add at least one worker thread.",
      );
    }
    const pool = inline !== undefined && (own.threads ?? 1) === 0 ? workerless : host.open(
      JSON.stringify({ ...own, inliner: undefined, debug: own.debug }),
      list.map(({ name }) => name),
      list.map(({ module }) => module),
      list.map(({ at }) => at),
      list.map(({ definition }) => definition.abortSignal !== undefined && definition.abortSignal !== false),
      list.map(({ definition }) => definition.timeout !== undefined && definition.timeout !== null),
    );

    let closing = false;
    let closed;
    let inFlight = 0;
    const ended = () => {
      inFlight--;
    };
    const onWorker = (index, argument, handle, resolve, reject) => {
      handle.id = pool.call(index, seal(argument), (ok, value) => {
        ended();
        if (ok) resolve(value);
        else reject(value);
      });
    };
    const caller_ = ({ name, definition }, index) => {
      const abortable = definition.abortSignal !== undefined && definition.abortSignal !== false;
      const call = (argument) => {
        if (closing) return Promise.reject(new Error("Pool is shut down"));
        const handle = { id: 0, over: false, reject: undefined };
        const made = new Promise((resolve, reject) => {
          handle.reject = reject;
          const start = (value) => {
            if (handle.over) return;
            inFlight++;
            try {
              if (inline?.takes(definition, inFlight) === true) inline.run(definition, value, handle, resolve, reject, ended);
              else onWorker(index, value, handle, resolve, reject);
            } catch (refused) {
              ended();
              reject(refused);
            }
          };
          if (argument instanceof Promise) apply(then, argument, [start, reject]);
          else start(argument);
        });
        if (abortable) {
          made.reject = (reason) => {
            handle.over = true;
            handle.reject(reason);
            if (handle.id !== 0) pool.drop(handle.id);
          };
        }
        return made;
      };
      return Object.defineProperty(call, "name", { value: name, configurable: true });
    };
    const shutdown = (delayMs) => {
      closed ??= new Promise((resolve) => {
        const delay = Number.isFinite(delayMs) ? Math.max(0, Math.floor(delayMs)) : 0;
        const now = () => {
          closing = true;
          inline?.close();
          pool.shutdown(0, resolve);
        };
        if (delay === 0) now();
        else host.after(delay, now);
      });
      return closed;
    };
    return {
      shutdown,
      [Dispose]() {
        void shutdown();
      },
      call: Object.fromEntries(list.map((entry, index) => [entry.name, caller_(entry, index)])),
    };
  };
  return { open };
}
