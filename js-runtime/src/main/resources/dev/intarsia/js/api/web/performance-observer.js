// PerformanceObserver (Performance Timeline, level 2) over the entries that are added to the timeline.
(function (exports, require) {
  'use strict';
  const { interfaces, illegalConstructor, needArguments, needThis } = require('web:interfaces');
  const { DOMException } = require('web:dom-exception');
  const { coded, invalidType } = require('web:errors');
  const secret = Symbol('list');
  const types = Object.freeze(['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource']);
  const observers = new Set();
  let scheduled = false;

  const byTime = (entries) => entries.sort((a, b) => a.startTime - b.startTime);
  const named = (entries, name, type) =>
    entries.filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  const typed = (entries, type) => entries.filter((entry) => entry.entryType === type);

  class PerformanceObserverEntryList {
    #entries;

    constructor(key = undefined, entries = undefined) {
      if (key !== secret) throw illegalConstructor();
      this.#entries = byTime(entries);
    }

    static #of(list) {
      needThis(list !== null && typeof list === 'object' && #entries in list, 'PerformanceObserverEntryList');
      return list.#entries;
    }

    getEntries() { return [...PerformanceObserverEntryList.#of(this)]; }

    getEntriesByType(type) {
      const entries = PerformanceObserverEntryList.#of(this);
      needArguments(arguments.length, 'type');
      return typed(entries, `${type}`);
    }

    getEntriesByName(name, type = undefined) {
      const entries = PerformanceObserverEntryList.#of(this);
      needArguments(arguments.length, 'name');
      return named(entries, `${name}`, type === undefined || type === null ? undefined : `${type}`);
    }
  }

  class PerformanceObserver {
    #callback;
    #kind;
    #types = new Set();
    #queue = [];

    constructor(callback) {
      if (typeof callback !== 'function') throw invalidType('callback', 'of type function', callback);
      this.#callback = callback;
    }

    static get supportedEntryTypes() { return types; }

    observe(options = {}) {
      needThis(#queue in this, 'PerformanceObserver');
      if (options === null || typeof options !== 'object') throw invalidType('options', 'of type object', options);
      const { entryTypes, type, buffered } = options;
      if (entryTypes === undefined && type === undefined) {
        throw coded(TypeError, 'ERR_MISSING_ARGS', 'The "options.entryTypes" and "options.type" arguments must be specified');
      }
      if (entryTypes !== undefined && type !== undefined) {
        throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The property 'options.entryTypes' can not set with options.type together.");
      }
      const kind = type === undefined ? 'several' : 'single';
      if (this.#kind !== undefined && this.#kind !== kind) {
        throw new DOMException(`PerformanceObserver can not change to ${kind === 'single' ? 'single' : 'multiple'} observations`,
          'InvalidModificationError');
      }
      this.#kind = kind;
      if (kind === 'several') this.#observeAll(entryTypes);
      else this.#observeOne(`${type}`, buffered);
      if (this.#types.size > 0) observers.add(this);
      else this.disconnect();
    }

    #observeAll(entryTypes) {
      if (entryTypes === null || typeof entryTypes !== 'object') throw invalidType('options.entryTypes', 'a sequence', entryTypes);
      const list = Array.from(entryTypes, (each) => `${each}`);
      this.#types = new Set(list.filter((each) => types.includes(each)));
    }

    #observeOne(type, buffered) {
      if (!types.includes(type)) return;
      this.#types.add(type);
      if (!buffered) return;
      this.#queue.push(...require('web:performance').entriesOf(type));
      if (this.#queue.length > 0) schedule();
    }

    disconnect() {
      needThis(#queue in this, 'PerformanceObserver');
      observers.delete(this);
      this.#queue = [];
      this.#types.clear();
      this.#kind = undefined;
    }

    takeRecords() {
      needThis(#queue in this, 'PerformanceObserver');
      const records = this.#queue;
      this.#queue = [];
      return records;
    }

    static {
      exports.notify = (entry) => {
        for (const observer of observers) {
          if (observer.#types.has(entry.entryType)) {
            observer.#queue.push(entry);
            schedule();
          }
        }
      };
      exports.deliver = (observer) => {
        if (observer.#queue.length === 0) return;
        const list = new PerformanceObserverEntryList(secret, observer.takeRecords());
        observer.#callback.call(observer, list, observer);
      };
    }
  }
  const { notify, deliver } = exports;

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    require('web:timers').setImmediate(() => {
      scheduled = false;
      for (const observer of [...observers]) deliver(observer);
    });
  }

  interfaces(PerformanceObserver, PerformanceObserverEntryList);
  for (const name of Object.keys(exports)) delete exports[name];
  Object.assign(exports, { PerformanceObserver, PerformanceObserverEntryList, notify, byTime, named, typed });
});
