package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules that are Node's own: argument checks, Windows paths, buffers and comparisons. The answers are those of Node 24. */
class NodeLibraryTest {
  private static final String MODULE = """
      import assert from 'node:assert';
      import EventEmitter, { once, getMaxListeners, setMaxListeners } from 'node:events';
      import path from 'node:path';
      import { createHistogram, performance, timerify } from 'node:perf_hooks';
      import querystring from 'node:querystring';
      import { finished } from 'node:stream';
      import { StringDecoder } from 'node:string_decoder';
      import url from 'node:url';
      import util from 'node:util';
      import vm from 'node:vm';
      const fault = (body) => { try { body(); return 'done'; } catch (e) { return `${e.name} ${e.code} ${e.message}`; } };
      const decoder = (encoding, ...parts) => { const d = new StringDecoder(encoding);
        return parts.map((part) => d.write(Buffer.from(part))).join('|') + '|' + d.end(); };
      const target = new EventTarget();
      setMaxListeners(7, target);
      const end = (stream) => new Promise((resolve) => finished(stream, (error) => resolve(error === undefined ? 'done' : error.message)));
      const counted = createHistogram();
      const timed = timerify((a) => a, { histogram: counted });
      const calls = [
        () => path.win32.relative('C:\\\\foo\\\\bar', 'C:\\\\foo\\\\baz'),
        () => path.win32.resolve('c:/', '..', 'a'),
        () => `${path.matchesGlob('a/b.js', 'a/*.js')} ${path.win32.matchesGlob('a\\\\b.js', 'a\\\\*.js')}`,
        () => fault(() => path.join(1)),
        () => JSON.stringify(querystring.parse('a=1&a=2&b+c=%zz')),
        () => decoder('base64url', [255], [254, 253, 251]),
        () => decoder('utf16le', [0x3d, 0xd8], [0x4d], [0xdc]),
        () => fault(() => new StringDecoder('rot13')),
        () => fault(() => url.parse(5)),
        () => url.fileURLToPath('file:///C:/a', { windows: true }),
        () => getMaxListeners(target),
        () => fault(() => new EventEmitter().on('a', 1)),
        () => fault(() => new EventEmitter().emit('error', { a: 1 })),
        () => fault(() => Buffer.alloc(4).readInt32LE(1)),
        () => fault(() => Buffer.alloc(4).writeUInt16BE(65536, 0)),
        () => fault(() => Buffer.from(null)),
        () => fault(() => Buffer.alloc(-1)),
        () => fault(() => Buffer.alloc(2).copy(1)),
        () => Buffer.prototype.indexOf.call(new Uint8Array([1, 2, 3]), 3),
        () => `${Buffer.from('abab').lastIndexOf('b')} ${Buffer.from('a\\u0000', 'latin1').indexOf('a', 0, 'utf16le')}`,
        () => Buffer.alloc(5, 'YWI=', 'base64').toString(),
        () => Buffer.concat([new Uint8Array([65]), Buffer.from('B')], 3).toString('hex'),
        () => fault(() => assert.deepStrictEqual(new URL('http://a/'), new URL('http://b/'))).split(':')[0],
        () => fault(() => assert.deepStrictEqual(new Error('a', { cause: 1 }), new Error('a', { cause: 2 }))).split(':')[0],
        () => fault(() => assert.strictEqual(1, 2)),
        () => fault(() => assert.partialDeepStrictEqual({ a: 1, b: 2 }, { b: 2 })),
        () => util.isDeepStrictEqual(new WeakMap(), new WeakMap()),
        () => fault(() => assert.ok(1 === 2)),
        () => fault(() => eval('assert(0)')),
        () => fault(() => Reflect.apply(assert, null, [0])),
        () => vm.runInNewContext('new Error("a").stack', {}, { filename: '/b/x.js' }).includes('/b/x.js:1:1'),
        () => new vm.runInNewContext('[1]').length,
        () => `${timerify === performance.timerify} ${timed(7)} ${counted.count} ${counted.max > 0}`,
        () => fault(() => timerify(() => 1, { histogram: 1 })).split(' ', 2).join(' '),
        () => end(new ReadableStream({ start: (controller) => controller.close() })),
        () => end(new ReadableStream({ start: (controller) => controller.error(new Error('lost')) })),
        () => { const stream = new WritableStream(); const ended = end(stream); stream.close(); return ended; },
      ];
      export const run = async () => (await Promise.all(calls.map((call) => call()))).join('\\u0001');
      """;

  @TempDir
  Path folder;

  @Test
  void shouldGiveWhatNodeGives() {
    WorkerHarness.files(folder, "calls.mjs", MODULE);
    try (WorkerHarness worker = WorkerHarness.open(folder, "calls.mjs")) {
      String results = worker.call("run", "null");
      assertThat(results.substring(1, results.length() - 1).split("\u0001"))
          .containsExactly(
              "..\\baz",
              "c:\\a",
              "true true",
              "TypeError ERR_INVALID_ARG_TYPE The \"path\" argument must be of type string. Received type number (1)",
              "{\"a\":[\"1\",\"2\"],\"b c\":\"%zz\"}",
              "|__79|-w",
              "||👍|",
              "TypeError ERR_UNKNOWN_ENCODING Unknown encoding: rot13",
              "TypeError ERR_INVALID_ARG_TYPE The \"url\" argument must be of type string. Received type number (5)",
              "C:\\a",
              "7",
              "TypeError ERR_INVALID_ARG_TYPE The \"listener\" argument must be of type function. Received type number (1)",
              "Error ERR_UNHANDLED_ERROR Unhandled error. ({ a: 1 })",
              "RangeError ERR_OUT_OF_RANGE The value of \"offset\" is out of range. It must be >= 0 and <= 0. Received 1",
              "RangeError ERR_OUT_OF_RANGE The value of \"value\" is out of range. It must be >= 0 and <= 65535. Received 65536",
              "TypeError ERR_INVALID_ARG_TYPE The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received null",
              "RangeError ERR_OUT_OF_RANGE The value of \"size\" is out of range. It must be >= 0 && <= 9007199254740991. Received -1",
              "TypeError ERR_INVALID_ARG_TYPE The \"target\" argument must be an instance of Buffer or Uint8Array. Received type number (1)",
              "2",
              "3 0",
              "ababa",
              "414200",
              "AssertionError ERR_ASSERTION Expected values to be strictly deep-equal",
              "AssertionError ERR_ASSERTION Expected values to be strictly deep-equal",
              "AssertionError ERR_ASSERTION Expected values to be strictly equal:\n\n1 !== 2\n",
              "done",
              "false",
              "AssertionError ERR_ASSERTION The expression evaluated to a falsy value:\n\n  assert.ok(1 === 2)\n",
              "AssertionError ERR_ASSERTION The expression evaluated to a falsy value:\n\n  assert(0)\n",
              "AssertionError ERR_ASSERTION The expression evaluated to a falsy value:\n\n  Reflect.apply(assert, null, [0])\n",
              "true",
              "1",
              "true 7 1 true",
              "TypeError ERR_INVALID_ARG_TYPE",
              "done",
              "lost",
              "done");
    }
  }
}
