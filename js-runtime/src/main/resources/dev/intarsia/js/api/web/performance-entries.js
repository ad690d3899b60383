// Entries of the performance timeline: marks and measures (User Timing, level 3), and what Node adds.
(function (exports, require, module, native) {
  'use strict';
  const { now } = native('timers');
  const { interfaces, illegalConstructor, needArguments, needThis } = require('web:interfaces');
  const { structuredClone } = require('web:structured-clone');
  const { DOMException } = require('web:dom-exception');
  const { coded, invalidType, invalidValue } = require('web:errors');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const secret = Symbol('entry');
  /** What Node measures of its own start: names that marks must not take and that measures may start from. */
  const milestones = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

  class PerformanceEntry {
    #name;
    #entryType;
    #startTime;
    #duration;

    constructor(key = undefined, name = undefined, entryType = undefined, startTime = undefined, duration = undefined) {
      if (key !== secret) throw illegalConstructor();
      this.#name = name;
      this.#entryType = entryType;
      this.#startTime = startTime;
      this.#duration = duration;
    }

    static #of(entry) {
      needThis(entry !== null && typeof entry === 'object' && #name in entry, 'PerformanceEntry');
      return entry;
    }

    get name() { return PerformanceEntry.#of(this).#name; }
    get entryType() { return PerformanceEntry.#of(this).#entryType; }
    get startTime() { return PerformanceEntry.#of(this).#startTime; }
    get duration() { return PerformanceEntry.#of(this).#duration; }

    toJSON() {
      const { name, entryType, startTime, duration } = PerformanceEntry.#of(this);
      return { name, entryType, startTime, duration };
    }
  }

  function timestamp(value, name) {
    const time = Number(value);
    if (!Number.isFinite(time)) throw invalidType(name, 'of type number', value);
    if (time < 0) throw coded(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${time} is not a valid timestamp`);
    return time;
  }

  function dictionary(value, name) {
    if (value === undefined || value === null) return {};
    if (typeof value !== 'object' && typeof value !== 'function') throw invalidType(name, 'of type object', value);
    return value;
  }

  const copied = (detail) => (detail === undefined || detail === null ? null : structuredClone(detail));

  function show(entry, format, options) {
    const { name, entryType, startTime, duration, detail } = entry;
    return `${entry.constructor.name} ${format({ name, entryType, startTime, duration, detail }, options)}`;
  }

  class PerformanceMark extends PerformanceEntry {
    #detail;

    constructor(name, options = undefined) {
      needArguments(arguments.length, 'name');
      const markName = `${name}`;
      if (milestones.includes(markName)) throw invalidValue('name', markName);
      const { startTime, detail } = dictionary(options, 'options');
      super(secret, markName, 'mark', startTime === undefined ? now() : timestamp(startTime, 'options.startTime'), 0);
      this.#detail = copied(detail);
    }

    get detail() {
      needThis(#detail in this, 'PerformanceMark');
      return this.#detail;
    }

    toJSON() { return { ...super.toJSON(), detail: this.detail }; }
  }

  class PerformanceMeasure extends PerformanceEntry {
    #detail;

    constructor(key = undefined, name = undefined, startTime = undefined, duration = undefined, detail = undefined) {
      super(key, name, 'measure', startTime, duration);
      this.#detail = detail;
    }

    get detail() {
      needThis(#detail in this, 'PerformanceMeasure');
      return this.#detail;
    }

    toJSON() { return { ...super.toJSON(), detail: this.detail }; }
  }

  /** A measure by the arguments of `performance.measure`; `markTime` gives the time of the last mark of a name. */
  function measured(name, startOrOptions, endMark, markTime) {
    const measureName = `${name}`;
    const time = (mark) => {
      if (typeof mark === 'number') return timestamp(mark, 'mark');
      const known = `${mark}`;
      const found = milestones.includes(known) ? 0 : markTime(known);
      if (found === undefined) throw new DOMException(`The "${known}" performance mark has not been set`, 'SyntaxError');
      return found;
    };
    const given = startOrOptions !== null && typeof startOrOptions === 'object';
    const options = given ? startOrOptions : { start: startOrOptions ?? undefined };
    const { start, end, duration, detail } = options;
    if (given && [start, end, duration].some((member) => member !== undefined)) {
      const wrong = (reason) => coded(TypeError, 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', reason);
      if (endMark !== undefined) throw wrong('endMark must not be specified');
      if (start === undefined && end === undefined) throw wrong('One of options.start or options.end is required');
      if (start !== undefined && end !== undefined && duration !== undefined) {
        throw wrong('Must not have options.start, options.end, and options.duration specified');
      }
    }
    let endTime;
    if (endMark !== undefined) endTime = time(endMark);
    else if (end !== undefined) endTime = time(end);
    else if (start !== undefined && duration !== undefined) endTime = time(start) + timestamp(duration, 'options.duration');
    else endTime = now();
    let startTime = 0;
    if (start !== undefined) startTime = time(start);
    else if (duration !== undefined) startTime = endTime - timestamp(duration, 'options.duration');
    return new PerformanceMeasure(secret, measureName, startTime, endTime - startTime, copied(detail));
  }

  /** Entries of one class of Node's own, such as `function`. */
  class PerformanceNodeEntry extends PerformanceEntry {
    constructor(key, name, entryType, startTime, duration, detail) {
      super(key, name, entryType, startTime, duration);
      this.detail = detail;
    }

    toJSON() { return { ...super.toJSON(), detail: this.detail }; }
  }

  interfaces(PerformanceEntry, PerformanceMark, PerformanceMeasure);
  for (const type of [PerformanceEntry, PerformanceMark, PerformanceMeasure]) {
    Object.defineProperty(type.prototype, inspect, { writable: true, configurable: true,
      value(depth, options, format) { return show(this, format, options); } });
  }
  Object.assign(exports, { PerformanceEntry, PerformanceMark, PerformanceMeasure, measured,
    nodeEntry: (...slots) => new PerformanceNodeEntry(secret, ...slots) });
});
