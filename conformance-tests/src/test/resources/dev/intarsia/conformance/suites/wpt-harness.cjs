// Runs one file of the web-platform-tests: node wpt-harness.cjs FOLDER FILE [VARIANT]. The suite's own testharness.js is read from
// the folder. Prints one line of JSON a subtest, [passed, name, message], and a last one of the harness itself, ["done", status].
'use strict';
const { readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { runInThisContext } = require('node:vm');

const [folder, file, variant = ''] = process.argv.slice(2);
const base = `http://web-platform.test/${file}${variant}`;
const print = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const inSuite = (name, from) => (name.startsWith('/') ? join(folder, name) : resolve(folder, dirname(from), name));
const read = (path) => readFileSync(path, 'utf8');
const run = (path, text = read(path)) => runInThisContext(text, { filename: path });

/** What a shell would give to a test. */
function prepare() {
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  define('self', globalThis);
  define('Window', Object.getPrototypeOf(globalThis).constructor);
  define('GLOBAL', { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false });
  define('location', new URL(base));
  const { fetch } = globalThis;
  const local = (name) => {
    const url = new URL(name, base);
    const bytes = readFileSync(join(folder, decodeURIComponent(url.pathname)));
    return new Response(bytes, { headers: { 'content-type': url.pathname.endsWith('.json') ? 'application/json' : 'text/plain' } });
  };
  define('fetch', async (input, init) => {
    const named = typeof input === 'string' && new URL(input, base).host === 'web-platform.test';
    return named ? local(input) : fetch(input, init);
  });
}

/** The values of one META key of a test's head. */
function meta(text, key) {
  return [...text.matchAll(/^\/\/ META: (\w+)=(.*)$/gm)].filter((m) => m[1] === key).map((m) => m[2].trim());
}

const text = read(join(folder, file));
prepare();
run(join(folder, 'resources/testharness.js'));
globalThis.add_result_callback((test) => print([test.status === 0, test.name, test.message ?? '']));
globalThis.add_completion_callback((tests, status) => {
  print(['done', status.status, status.message ?? '']);
  process.stdout.write('', () => process.exit(0));
});
process.on('uncaughtException', (error) => print(['uncaught', 1, `${error?.stack ?? error}`]));
globalThis.setup({ explicit_timeout: true });
const title = meta(text, 'title')[0];
if (title !== undefined) globalThis.META_TITLE = title;
for (const script of meta(text, 'script')) {
  if (script !== '/resources/testharness.js') run(inSuite(script, file));
}
run(join(folder, file), text);
