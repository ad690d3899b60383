(function (exports, require, module, native) {
  'use strict';
  const { now } = native('timers');
  const origin = Date.now() - now();
  const entries = [];
  const observers = new Set();

  class PerformanceEntry {
    constructor(name, entryType, startTime, duration, detail) {
      this.name = name;
      this.entryType = entryType;
      this.startTime = startTime;
      this.duration = duration;
      if (detail !== undefined) {
        Object.defineProperty(this, 'detail', { value: detail, enumerable: true });
      }
    }

    toJSON() {
      return { ...this };
    }
  }

  class PerformanceMark extends PerformanceEntry {
    constructor(name, options = {}) {
      super(`${name}`, 'mark', options.startTime ?? now(), 0, options.detail ?? null);
    }
  }

  class PerformanceMeasure extends PerformanceEntry {}

  class PerformanceObserver {
    #callback;
    #types = new Set();

    constructor(callback) { this.#callback = callback; }
    static get supportedEntryTypes() { return ['mark', 'measure']; }

    observe({ entryTypes = [], type } = {}) {
      for (const known of type === undefined ? entryTypes : [type]) this.#types.add(known);
      observers.add(this);
    }

    disconnect() { observers.delete(this); }
    takeRecords() { return []; }

    static notify(entry) {
      for (const observer of observers) {
        if (observer.#types.has(entry.entryType)) {
          const list = [entry];
          const view = { getEntries: () => list, getEntriesByName: (name) => list.filter((e) => e.name === name),
            getEntriesByType: (type) => list.filter((e) => e.entryType === type) };
          require('web:timers').setImmediate(() => observer.#callback(view, observer));
        }
      }
    }
  }

  function add(entry) {
    entries.push(entry);
    PerformanceObserver.notify(entry);
    return entry;
  }

  function timeOf(mark) {
    if (typeof mark === 'number') return mark;
    const found = entries.findLast((entry) => entry.name === mark && entry.entryType === 'mark');
    if (found === undefined) {
      const { DOMException } = require('web:dom-exception');
      throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
    }
    return found.startTime;
  }

  function clear(type, name) {
    for (let i = entries.length - 1; i >= 0; i--) {
      if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
    }
  }

  class Performance {
    get timeOrigin() { return origin; }
    now() { return now(); }
    mark(name, options) { return add(new PerformanceMark(name, options)); }

    measure(name, from = undefined, to = undefined) {
      const options = typeof from === 'object' && from !== null ? from : { start: from, end: to };
      const end = options.end !== undefined ? timeOf(options.end)
        : options.duration !== undefined && options.start !== undefined ? timeOf(options.start) + options.duration : now();
      const start = options.start !== undefined ? timeOf(options.start)
        : options.duration !== undefined ? end - options.duration : 0;
      return add(new PerformanceMeasure(`${name}`, 'measure', start, end - start, options.detail ?? null));
    }

    clearMarks(name) { clear('mark', name); }
    clearMeasures(name) { clear('measure', name); }
    getEntries() { return [...entries]; }
    getEntriesByName(name, type) {
      return entries.filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
    }
    getEntriesByType(type) { return entries.filter((entry) => entry.entryType === type); }

    timerify(body) {
      return function timerified(...args) {
        return new.target ? Reflect.construct(body, args, body) : body.apply(this, args);
      };
    }

    eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }
    toJSON() { return { timeOrigin: origin }; }
    get [Symbol.toStringTag]() { return 'Performance'; }
  }

  Object.assign(exports, { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
    performance: new Performance() });
});
