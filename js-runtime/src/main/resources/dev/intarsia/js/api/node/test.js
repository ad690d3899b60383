// A small node:test: it runs what a file registers one after another, and fails the process where one fails.
(function (exports, require, module) {
  'use strict';
  const process = require('node:process');
  const { coded } = require('web:errors');
  const HOOKS = ['before', 'after', 'beforeEach', 'afterEach'];
  const running = [];

  /** A test or a suite: what is registered, with its hooks. */
  class Entry {
    children = [];
    hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    constructor(parent, name, options, fn, isSuite) {
      Object.assign(this, { parent, name, options, fn, isSuite, error: undefined });
    }

    /** The hooks of a kind, those of the outermost first. */
    all(kind) { return [...(this.parent?.all(kind) ?? []), ...this.hooks[kind]]; }
    get fullName() { return this.parent?.name ? `${this.parent.fullName} > ${this.name}` : this.name; }
  }

  const root = new Entry(undefined, '', {}, undefined, true);
  let collecting = root;
  let queue = Promise.resolve();
  let left = 0;
  let failures = 0;

  function call(fn, self, context) {
    if (fn.length < 2) return fn.call(self, context);
    return new Promise((resolve, reject) => fn.call(self, context, (error) => (error ? reject(error) : resolve())));
  }

  function tell(entry, word, error) {
    const stream = error === undefined ? process.stdout : process.stderr;
    stream.write(`${word} ${entry.fullName}\n`);
    if (error !== undefined) stream.write(`${require('node:util').inspect(error)}\n`);
  }

  /** What a test is called with. */
  class TestContext {
    #entry;
    #mock;
    #planned;
    #subtests = Promise.resolve();
    asserted = 0;
    constructor(entry) {
      this.#entry = entry;
      for (const kind of HOOKS) this[kind] = (fn) => void entry.hooks[kind].push(fn);
      this.test = (...args) => {
        const child = made(entry, args, false);
        this.asserted++;
        this.#subtests = this.#subtests.then(() => run(child));
        return this.#subtests.then(() => undefined);
      };
      this.assert = countedAssert(this);
      this.signal = new AbortController().signal;
    }
    get name() { return this.#entry.name; }
    get fullName() { return this.#entry.fullName; }
    get mock() { return (this.#mock ??= new (require('web:test-mock').MockTracker)()); }
    plan(count) { this.#planned = count; }
    skip() {}
    todo() {}
    diagnostic() {}
    runOnly() {}
    async waitFor(condition, { interval = 50, timeout = 1000 } = {}) {
      for (const end = Date.now() + timeout;; await new Promise((resolve) => setTimeout(resolve, interval))) {
        try {
          return await condition();
        } catch (error) {
          if (Date.now() >= end) throw coded(Error, 'ERR_TEST_FAILURE', `waitFor() timed out: ${error?.message}`);
        }
      }
    }

    async end() {
      await this.#subtests;
      this.#mock?.restoreAll();
      if (this.#planned !== undefined && this.#planned !== this.asserted) {
        throw coded(Error, 'ERR_TEST_FAILURE', `plan expected ${this.#planned} assertions but received ${this.asserted}`);
      }
    }
  }

  function countedAssert(context) {
    const assert = require('node:assert');
    return Object.fromEntries(Object.entries(assert).filter(([, value]) => typeof value === 'function').map(([name, check]) =>
      [name, (...args) => {
        context.asserted++;
        return Reflect.apply(check, assert, args);
      }]));
  }

  async function runSuite(entry) {
    for (const hook of entry.hooks.before) await call(hook, undefined, {});
    for (const child of entry.children) {
      await run(child);
      if (child.error !== undefined) entry.error ??= coded(Error, 'ERR_TEST_FAILURE', 'a subtest failed');
    }
    for (const hook of entry.hooks.after) await call(hook, undefined, {});
  }

  async function runTest(entry) {
    const context = new TestContext(entry);
    try {
      for (const hook of entry.parent.all('beforeEach')) await call(hook, undefined, context);
      await call(entry.fn, context, context);
      await context.end();
    } finally {
      for (const hook of entry.hooks.after) await call(hook, undefined, context);
      for (const hook of entry.parent.all('afterEach')) await call(hook, undefined, context);
    }
    const failed = entry.children.find((child) => child.error !== undefined);
    if (failed !== undefined) throw coded(Error, 'ERR_TEST_FAILURE', `the subtest ${failed.name} failed`);
  }

  async function run(entry) {
    if (entry.options.skip) return tell(entry, 'skipped');
    running.push(entry);
    try {
      await (entry.isSuite ? runSuite : runTest)(entry);
    } catch (error) {
      entry.error = error ?? new Error('failed');
    }
    running.pop();
    if (entry.error === undefined) return tell(entry, 'passed');
    if (entry.options.todo) {
      entry.error = undefined;
      return tell(entry, 'todo');
    }
    failures++;
    process.exitCode = 1;
    return tell(entry, 'failed', entry.error);
  }

  function made(parent, [name, options, fn], isSuite) {
    if (typeof name === 'function') [name, options, fn] = [name.name, {}, name];
    else if (name !== null && typeof name === 'object') [name, options, fn] = [(fn ?? options)?.name, name, fn ?? options];
    else if (typeof options === 'function') [options, fn] = [{}, options];
    const entry = new Entry(parent, name || '<anonymous>', options ?? {}, fn ?? (() => {}), isSuite);
    parent.children.push(entry);
    return entry;
  }

  /** Top-level tests run in turn, what a suite registers when the suite runs. */
  function schedule(entry) {
    if (entry.parent !== root) return Promise.resolve();
    left++;
    queue = queue.then(async () => {
      if (entry === root.children[0]) for (const hook of root.hooks.before) await call(hook, undefined, {});
      await run(entry);
      left--;
    });
    return queue;
  }

  function test(...args) {
    const parent = collecting === root ? running.at(-1) ?? root : collecting;
    const entry = made(parent, args, false);
    if (parent !== root && !parent.isSuite) return run(entry);
    return schedule(entry);
  }

  function suite(...args) {
    const entry = made(collecting, args, true);
    const outer = collecting;
    collecting = entry;
    try {
      if (!entry.options.skip) entry.fn({ name: entry.name });
    } catch (error) {
      entry.error = error;
    } finally {
      collecting = outer;
    }
    return schedule(entry);
  }

  function variants(make) {
    const first = (rest, extra) => {
      const [name, options, fn] = rest;
      return typeof options === 'function' ? [name, extra, options] : typeof name === 'function' ? [name.name, extra, name]
        : [name, { ...options, ...extra }, fn];
    };
    return Object.assign(make, { skip: (...rest) => make(...first(rest, { skip: true })),
      todo: (...rest) => make(...first(rest, { todo: true })), only: (...rest) => make(...rest) });
  }

  const api = variants(test);
  const it = variants((...args) => test(...args));
  const describe = variants((...args) => suite(...args));
  Object.assign(api, { test: api, it, describe, suite: describe, run() {
    throw require('web:errors').notAvailable('node:test.run', 'it runs the tests of the program itself');
  } });
  for (const kind of HOOKS) {
    api[kind] = (fn) => void (collecting === root ? running.at(-1) ?? root : collecting).hooks[kind].push(fn);
  }
  Object.defineProperty(api, 'mock', { enumerable: true, configurable: true, get() {
    const { MockTracker } = require('web:test-mock');
    const value = new MockTracker();
    Object.defineProperty(api, 'mock', { value, enumerable: true });
    return value;
  } });
  Object.defineProperty(api, 'MockTracker', { enumerable: true, configurable: true, get: () => require('web:test-mock').MockTracker });
  api.assert = { register() {} };
  api.snapshot = { setDefaultSnapshotSerializers() {}, setResolveSnapshotPath() {} };

  process.once('beforeExit', () => queue.then(async () => {
    for (const hook of root.hooks.after) await call(hook, undefined, {});
  }));
  process.on('exit', () => {
    if (left > 0 || failures > 0) process.exitCode = 1;
    if (left > 0) process.stderr.write('tests are still pending and nothing is left to wait for\n');
  });
  module.exports = api;
});
