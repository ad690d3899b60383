// Histograms of the binding "performance": values counted with so many significant figures, as HdrHistogram does.
(function (exports, require, module, native) {
  'use strict';
  const { now } = native('timers');
  const MOST = 9223372036854775807n;

  class Histogram {
    constructor(lowest = 1, highest = MOST, figures = 3) {
      this.highest = BigInt(highest);
      this.subBits = Math.ceil(Math.log2(2 * 10 ** figures)) - 1;
      void lowest;
      this.reset();
    }

    reset() {
      this.counts = new Map();
      this.total = 0;
      this.beyond = 0;
      this.last = undefined;
      this.least = Infinity;
      this.greatest = 0;
    }

    /** How many values count as one with this value. */
    #width(value) { return 2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, value))) - this.subBits); }

    #count(value, times) {
      if (BigInt(Math.trunc(value)) > this.highest) {
        this.beyond += times;
        return;
      }
      const key = this.#bottom(value);
      this.counts.set(key, (this.counts.get(key) ?? 0) + times);
      this.total += times;
      this.least = Math.min(this.least, value);
      this.greatest = Math.max(this.greatest, value);
    }

    record(value) { this.#count(Number(value), 1); }

    recordDelta() {
      const time = now() * 1e6;
      if (this.last !== undefined) this.#count(Math.max(1, Math.round(time - this.last)), 1);
      this.last = time;
    }

    add(other) {
      for (const [value, times] of other.counts) this.#count(value, times);
      this.least = Math.min(this.least, other.least);
      this.greatest = Math.max(this.greatest, other.greatest);
      this.beyond += other.beyond;
      return this.total;
    }

    get sorted() { return [...this.counts].sort(([a], [b]) => a - b); }
    #bottom(value) { return Math.floor(value / this.#width(value)) * this.#width(value); }
    #top(key) { return key + this.#width(key) - 1; }
    #middle(key) { return key + Math.floor(this.#width(key) / 2); }

    count() { return this.total; }
    min() { return this.total === 0 ? Number(MOST) : this.#bottom(this.least); }
    max() { return this.total === 0 ? 0 : this.#top(this.#bottom(this.greatest)); }
    exceeds() { return this.beyond; }
    mean() { return this.sorted.reduce((sum, [key, times]) => sum + this.#middle(key) * times, 0) / this.total; }

    #moment(power) {
      const mean = this.mean();
      return this.sorted.reduce((sum, [key, times]) => sum + (this.#middle(key) - mean) ** power * times, 0) / this.total;
    }

    stddev() { return Math.sqrt(this.#moment(2)); }
    skewness() { return this.#moment(3) / this.#moment(2) ** 1.5; }
    kurtosis() { return this.#moment(4) / this.#moment(2) ** 2 - 3; }
    ewmaMean() { return undefined; }
    ewmaStddev() { return undefined; }
    ewmaErrorRate() { return undefined; }
    countAt(value) { return this.counts.get(this.#bottom(value)) ?? 0; }
    cdf(value) { return this.sorted.reduce((sum, [key, times]) => (key <= value ? sum + times : sum), 0) / this.total; }

    percentile(part) {
      const wanted = Math.max(1, Math.floor((part / 100) * this.total + 0.5));
      let seen = 0;
      for (const [key, times] of this.sorted) {
        seen += times;
        if (seen >= wanted) return this.#top(key);
      }
      return 0;
    }

    /** The steps halve what is left to 100 each time. */
    percentiles(map) {
      let next = 0;
      let seen = 0;
      for (const [key, times] of this.sorted) {
        seen += times;
        while (next <= (100 * seen) / this.total && next < 100) {
          map.set(next, key);
          if (seen >= this.total) break;
          next += 100 / 2 ** (Math.floor(Math.log2(100 / (100 - next))) + 1);
        }
      }
      map.set(100, this.#bottom(this.greatest));
    }

    percentilesAt(map, parts) { for (const part of parts) map.set(part, this.percentile(part)); }
    percentilesBigInt(map) {
      const plain = new Map();
      this.percentiles(plain);
      for (const [part, value] of plain) map.set(part, BigInt(value));
    }
  }
  for (const name of ['count', 'min', 'max', 'exceeds', 'percentile']) {
    Histogram.prototype[`${name}BigInt`] = { [name](...args) {
      const value = this[name](...args);
      return name === 'min' && this.total === 0 ? MOST : BigInt(value);
    } }[name];
  }

  /** Samples how much later than asked for a timer fires. */
  class DelayHistogram extends Histogram {
    constructor(resolution) {
      super();
      this.resolution = resolution;
    }

    start() {
      let before = now();
      this.timer = require('web:timers').setInterval(() => {
        const time = now();
        this.record(Math.max(1, Math.round((time - before) * 1e6)));
        before = time;
      }, this.resolution).unref();
    }

    stop() { require('web:timers').clearInterval(this.timer); }
  }

  Object.assign(exports, { Histogram, createELDHistogram: (resolution) => new DelayHistogram(resolution) });
});
