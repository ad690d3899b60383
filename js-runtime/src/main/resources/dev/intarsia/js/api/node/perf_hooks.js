(function (exports, require) {
  'use strict';
  const { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
    PerformanceObserverEntryList, performance }
    = require('web:performance');

  class Histogram {
    #values = [];

    record(value) { this.#values.push(Number(value)); }
    reset() { this.#values = []; }
    get count() { return this.#values.length; }
    get min() { return this.count === 0 ? 9223372036854776000 : Math.min(...this.#values); }
    get max() { return this.count === 0 ? 0 : Math.max(...this.#values); }
    get mean() { return this.#values.reduce((sum, value) => sum + value, 0) / this.count; }
    get stddev() {
      const { mean } = this;
      return Math.sqrt(this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / this.count);
    }
    get exceeds() { return 0; }
    percentile(part) {
      const sorted = [...this.#values].sort((a, b) => a - b);
      return sorted[Math.max(0, Math.ceil((part / 100) * sorted.length) - 1)] ?? 0;
    }
    get percentiles() { return new Map([[0, this.min], [50, this.percentile(50)], [100, this.max]]); }
  }

  Object.assign(exports, {
    Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
    PerformanceObserverEntryList, performance,
    createHistogram: () => new Histogram(),
    monitorEventLoopDelay: () => Object.assign(new Histogram(), { enable: () => true, disable: () => true }),
    eventLoopUtilization: () => performance.eventLoopUtilization(),
    timerify: (body) => performance.timerify(body),
    constants: Object.freeze({ NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1,
      NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16 }),
  });
});
