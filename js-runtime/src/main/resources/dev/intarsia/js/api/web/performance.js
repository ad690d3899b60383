// The performance timeline of a realm (High Resolution Time, Performance Timeline, User Timing).
(function (exports, require, module, native) {
  'use strict';
  const { now } = native('timers');
  const { EventTarget } = require('web:events');
  const { interfaces, illegalConstructor, needArguments, needThis } = require('web:interfaces');
  const { PerformanceEntry, PerformanceMark, PerformanceMeasure, measured, nodeEntry } = require('web:performance-entries');
  const { PerformanceObserver, PerformanceObserverEntryList, notify, byTime, named, typed } = require('web:performance-observer');
  const { invalidType } = require('web:errors');
  const secret = Symbol('performance');
  const origin = Date.now() - now();
  let entries = [];

  function add(entry) {
    entries.push(entry);
    notify(entry);
    return entry;
  }

  const markTime = (name) => entries.findLast((entry) => entry.entryType === 'mark' && entry.name === name)?.startTime;

  function clear(type, name) {
    const only = name === undefined ? undefined : `${name}`;
    entries = entries.filter((entry) => entry.entryType !== type || (only !== undefined && entry.name !== only));
  }

  class Performance extends EventTarget {
    #own = true;

    constructor(key = undefined) {
      if (key !== secret) throw illegalConstructor();
      super();
    }

    static #check(performance) {
      needThis(performance !== null && typeof performance === 'object' && #own in performance, 'Performance');
    }

    get timeOrigin() {
      Performance.#check(this);
      return origin;
    }

    now() {
      Performance.#check(this);
      return now();
    }

    mark(name, options = undefined) {
      Performance.#check(this);
      needArguments(arguments.length, 'name');
      return add(new PerformanceMark(name, options));
    }

    measure(name, startOrMeasureOptions = undefined, endMark = undefined) {
      Performance.#check(this);
      needArguments(arguments.length, 'name');
      return add(measured(name, startOrMeasureOptions, endMark, markTime));
    }

    clearMarks(name = undefined) {
      Performance.#check(this);
      clear('mark', name);
    }

    clearMeasures(name = undefined) {
      Performance.#check(this);
      clear('measure', name);
    }

    clearResourceTimings() {
      Performance.#check(this);
      clear('resource', undefined);
    }

    setResourceTimingBufferSize(maxSize) {
      Performance.#check(this);
      needArguments(arguments.length, 'maxSize');
    }

    getEntries() {
      Performance.#check(this);
      return byTime([...entries]);
    }

    getEntriesByName(name, type = undefined) {
      Performance.#check(this);
      needArguments(arguments.length, 'name');
      return byTime(named(entries, `${name}`, type === undefined ? undefined : `${type}`));
    }

    getEntriesByType(type) {
      Performance.#check(this);
      needArguments(arguments.length, 'type');
      return byTime(typed(entries, `${type}`));
    }

    toJSON() {
      Performance.#check(this);
      return { timeOrigin: origin, eventLoopUtilization: this.eventLoopUtilization() };
    }
  }
  interfaces(Performance);

  /** What counts the durations of a timerified function, in nanoseconds; undefined without one. */
  function histogramOf(options) {
    require('lib:internal/validators').validateObject(options, 'options');
    const { histogram } = options;
    if (histogram === undefined) return undefined;
    if (!require('lib:internal/histogram').isHistogram(histogram) || typeof histogram.record !== 'function') {
      throw invalidType('options.histogram', 'an instance of RecordableHistogram', histogram);
    }
    return histogram;
  }

  const nodes = {
    timerify(body, options = {}) {
      if (typeof body !== 'function') throw invalidType('fn', 'of type function', body);
      const histogram = histogramOf(options);
      const timerified = function (...args) {
        const start = now();
        const done = () => {
          const duration = now() - start;
          histogram?.record(Math.max(1, Math.ceil(duration * 1e6)));
          notify(Object.assign(nodeEntry(body.name, 'function', start, duration, args), args));
        };
        const result = new.target ? Reflect.construct(body, args, body) : Reflect.apply(body, this, args);
        if (!new.target && typeof result?.finally === 'function') return result.finally(done);
        done();
        return result;
      };
      Object.defineProperties(timerified, { length: { value: body.length, configurable: true },
        name: { value: `timerified ${body.name}`, configurable: true } });
      return timerified;
    },
    eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  };
  for (const [name, value] of Object.entries(nodes)) {
    Object.defineProperty(Performance.prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
  require('web:events').defineHandler(Performance.prototype, 'resourcetimingbufferfull');

  Object.assign(exports, { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
    PerformanceObserverEntryList, entriesOf: (type) => typed(entries, type), performance: new Performance(secret) });
});
