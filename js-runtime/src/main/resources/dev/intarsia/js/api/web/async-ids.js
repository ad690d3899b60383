// Numbers for what runs asynchronously, and the hooks that are told of it (node:async_hooks). The engine does not tell of promises:
// callbacks of timers, ticks and microtasks and AsyncResources have numbers, the continuations of promises that of their function.
(function (exports, require) {
  'use strict';
  const scope = require('web:async-scope');
  const hooks = new Set();
  const records = new WeakMap();
  let ids = 1;
  let current = { id: 1, trigger: 0, resource: {} };
  let destroyed = [];

  function tell(event, ...args) {
    for (const hook of [...hooks]) hook[event]?.(...args);
  }

  /** Gives a resource its number; `trigger` is by default what runs now. */
  function init(type, resource, trigger = current.id) {
    const record = { id: ++ids, trigger, resource };
    records.set(resource, record);
    if (hooks.size > 0) tell('init', record.id, type, trigger, resource);
    return record;
  }

  /** Calls back with a record as what runs. */
  function run(record, body) {
    const before = current;
    current = record;
    if (hooks.size > 0) tell('before', record.id);
    try {
      return body();
    } finally {
      if (hooks.size > 0) tell('after', record.id);
      current = before;
    }
  }

  /** Says later that a resource is gone. */
  function destroy(id) {
    if (hooks.size === 0) return;
    destroyed.push(id);
    if (destroyed.length > 1) return;
    scope.untracked(() => require('web:timers').setImmediate(() => {
      for (let i = 0; i < destroyed.length; i++) tell('destroy', destroyed[i]);
      destroyed = [];
    }));
  }

  /** From here on the callbacks of timers and ticks have numbers. */
  function start() {
    scope.track({
      wrap(callback, type, resource) {
        const record = init(type, resource ?? {});
        const once = type === 'TickObject' || type === 'Microtask';
        return function (...args) {
          try {
            return run(record, () => Reflect.apply(callback, this, args));
          } finally {
            if (once) destroy(record.id);
          }
        };
      },
      gone(resource) {
        const record = records.get(resource);
        if (record !== undefined && !record.gone) {
          record.gone = true;
          destroy(record.id);
        }
      },
    });
  }

  Object.assign(exports, { hooks, init, run, destroy, start, now: () => current });
});
