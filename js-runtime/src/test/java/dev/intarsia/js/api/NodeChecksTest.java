package dev.intarsia.js.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.host.permission.Permissions;
import dev.intarsia.js.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files, compression, process and timers say of wrong arguments and broken data. The answers are those of Node 24. */
class NodeChecksTest {
  private static final String MODULE = """
      import dns from 'node:dns';
      import { listenerCount } from 'node:events';
      import fs from 'node:fs';
      import os from 'node:os';
      import util from 'node:util';
      import { scheduler } from 'node:timers/promises';
      import { isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable } from 'node:worker_threads';
      import zlib from 'node:zlib';
      const fault = (body) => { try { return `${body()}`; } catch (e) { return `${e.name} ${e.code} ${e.message}`; } };
      const rejected = (promise) => promise.then((value) => `${value}`, (e) => `${e.name} ${e.code} ${e.message}`);
      const ended = (end) => new Promise((resolve) => {
        const timer = setInterval(() => { end(timer); setImmediate(() => resolve(`${timer._destroyed}`)); }, 1);
      });
      const still = new ArrayBuffer(8);
      markAsUntransferable(still);
      const stopper = new AbortController().signal;
      stopper.addEventListener('abort', () => {});
      const single = {};
      markAsUncloneable(single);
      const twice = Buffer.concat([zlib.gzipSync('abc'), zlib.gzipSync('def')]);
      const calls = [
        () => fault(() => fs.readFileSync(5.5)),
        () => fault(() => fs.openSync('x', 'zz')),
        () => fault(() => fs.openSync('x', 'r', '9')),
        () => fault(() => fs.readSync(0, Buffer.alloc(1), 2, 1)),
        () => fault(() => fs.writeFileSync('x', {})),
        () => fault(() => fs.closeSync('a')),
        () => fault(() => fs.accessSync('x', 9)),
        () => fault(() => fs.mkdirSync('x', { recursive: 1 })),
        () => fault(() => fs.rmSync('x', { retryDelay: -1 })),
        () => fault(() => fs.createReadStream('x', { start: 2, end: 1 })),
        () => fault(() => fs.stat('x')),
        () => rejected(fs.promises.readFile('x', 'nope')),
        () => rejected(fs.promises.writeFile('x', 1)),
        () => fault(() => zlib.createGzip({ level: 10 })),
        () => fault(() => zlib.createGzip({ windowBits: 8 })),
        () => fault(() => zlib.createDeflate({ chunkSize: 1 })),
        () => fault(() => zlib.gzipSync(5)),
        () => fault(() => zlib.brotliCompressSync('a', { params: { abc: 1 } })),
        () => fault(() => zlib.gunzipSync(twice)),
        () => fault(() => zlib.gunzipSync(twice.subarray(0, 20))),
        () => fault(() => zlib.inflateSync(Buffer.from('not deflate'))),
        () => fault(() => zlib.gunzipSync(Buffer.concat([zlib.gzipSync('a'), Buffer.from([0x1f, 0x8b, 0xff])]))),
        () => fault(() => zlib.gunzipSync(zlib.gzipSync('a'.repeat(99)), { maxOutputLength: 9 })),
        () => fault(() => zlib.crc32('a', -1)),
        () => fault(() => process.cpuUsage({ user: 'a' })),
        () => fault(() => process.emitWarning({})),
        () => fault(() => process.setUncaughtExceptionCaptureCallback(1)),
        () => fault(() => Object.defineProperty(process.env, 'A', { value: 'a' })),
        () => fault(() => { process.exitCode = 'a'; }),
        () => fault(() => process.setgid({})),
        () => fault(() => os.setPriority(0, 99)),
        () => fault(() => new scheduler.constructor()),
        () => fault(() => process.kill('a')),
        () => `${process instanceof process.constructor} ${Object.getPrototypeOf(process).constructor.name}`,
        () => fault(() => util.deprecate(() => {}, 'message', 1)),
        () => `${isMarkedAsUntransferable(still)} ${isMarkedAsUntransferable(new ArrayBuffer(8))}`,
        () => fault(() => still.transfer()),
        () => fault(() => Buffer.from('a').buffer.transferToFixedLength()),
        () => fault(() => structuredClone(still, { transfer: [still] })),
        () => fault(() => structuredClone({ single })),
        () => ended((timer) => { timer._repeat = null; }),
        () => ended((timer) => { timer._idleTimeout = -1; }),
        () => ended((timer) => { timer._onTimeout = null; }),
        () => `${listenerCount(stopper, 'abort')} ${listenerCount(stopper, 'other')}`,
        () => fault(() => dns.lookup('localhost', { hints: 98 }, () => {})),
        () => fault(() => dns.lookup('localhost', { hints: '8' }, () => {})),
      ];
      export const run = async () => (await Promise.all(calls.map((call) => call()))).join('\\u0001');
      """;

  private static final List<String> ANSWERS = List.of(
      "TypeError ERR_INVALID_ARG_TYPE The \"path\" argument must be of type string or an instance of Buffer or URL. Received type number (5.5)",
      "TypeError ERR_INVALID_ARG_VALUE The argument 'flags' is invalid. Received 'zz'",
      "TypeError ERR_INVALID_ARG_VALUE The argument 'mode' must be a 32-bit unsigned integer or an octal string. Received '9'",
      "RangeError ERR_OUT_OF_RANGE The value of \"length\" is out of range. It must be <= -1. Received 1",
      "TypeError ERR_INVALID_ARG_TYPE The \"data\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received an instance of Object",
      "TypeError ERR_INVALID_ARG_TYPE The \"fd\" argument must be of type number. Received type string ('a')",
      "RangeError ERR_OUT_OF_RANGE mode is out of range: >= 0 && <= 7",
      "TypeError ERR_INVALID_ARG_TYPE The \"options.recursive\" property must be of type boolean. Received type number (1)",
      "RangeError ERR_OUT_OF_RANGE The value of \"options.retryDelay\" is out of range. It must be >= 0 && <= 2147483647. Received -1",
      "RangeError ERR_OUT_OF_RANGE The value of \"start\" is out of range. It must be <= \"end\" (here: 1). Received 2",
      "TypeError ERR_INVALID_ARG_TYPE The \"cb\" argument must be of type function. Received undefined",
      "TypeError ERR_INVALID_ARG_VALUE The argument 'encoding' is invalid encoding. Received 'nope'",
      "TypeError ERR_INVALID_ARG_TYPE The \"data\" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (1)",
      "RangeError ERR_OUT_OF_RANGE The value of \"options.level\" is out of range. It must be >= -1 and <= 9. Received 10",
      "RangeError ERR_OUT_OF_RANGE The value of \"options.windowBits\" is out of range. It must be >= 9 and <= 15. Received 8",
      "RangeError ERR_OUT_OF_RANGE The value of \"options.chunkSize\" is out of range. It must be >= 64. Received 1",
      "TypeError ERR_INVALID_ARG_TYPE The \"buffer\" argument must be of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer. Received type number (5)",
      "RangeError ERR_BROTLI_INVALID_PARAM abc is not a valid Brotli parameter",
      "abcdef",
      "Error Z_BUF_ERROR unexpected end of file",
      "Error Z_DATA_ERROR incorrect header check",
      "Error Z_BUF_ERROR unexpected end of file",
      "RangeError ERR_BUFFER_TOO_LARGE Cannot create a Buffer larger than 9 bytes",
      "RangeError ERR_OUT_OF_RANGE The value of \"value\" is out of range. It must be >= 0 && <= 4294967295. Received -1",
      "TypeError ERR_INVALID_ARG_TYPE The \"prevValue.user\" property must be of type number. Received type string ('a')",
      "TypeError ERR_INVALID_ARG_TYPE The \"warning\" argument must be of type string or an instance of Error. Received an instance of Object",
      "TypeError ERR_INVALID_ARG_TYPE The \"fn\" argument must be of type function or null. Received type number (1)",
      "TypeError ERR_INVALID_OBJECT_DEFINE_PROPERTY 'process.env' only accepts a configurable, writable, and enumerable data descriptor",
      "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be of type number. Received type string ('a')",
      "TypeError ERR_INVALID_ARG_TYPE The \"id\" argument must be one of type number or string. Received an instance of Object",
      "RangeError ERR_OUT_OF_RANGE The value of \"priority\" is out of range. It must be >= -20 && <= 19. Received 99",
      "TypeError ERR_ILLEGAL_CONSTRUCTOR Illegal constructor",
      "TypeError ERR_INVALID_ARG_TYPE The \"pid\" argument must be of type number. Received type string ('a')",
      "true process",
      "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be of type string. Received type number (1)",
      "true false",
      "TypeError undefined Cannot perform ArrayBuffer.prototype.transfer on a buffer that is not detachable",
      "TypeError undefined Cannot perform ArrayBuffer.prototype.transferToFixedLength on a buffer that is not detachable",
      "DataCloneError 25 Value not transferable",
      "DataCloneError 25 #<Object> could not be cloned.",
      "true",
      "true",
      "true",
      "1 0",
      "TypeError ERR_INVALID_ARG_VALUE The argument 'hints' is invalid. Received 98",
      "TypeError ERR_INVALID_ARG_TYPE The \"options.hints\" property must be of type number. Received type string ('8')");

  @TempDir
  Path folder;

  @Test
  void shouldRefuseWhatNodeRefusesInItsWords() {
    WorkerHarness.files(folder, "calls.mjs", MODULE);
    try (WorkerHarness worker =
        WorkerHarness.open(folder, options -> options.withPermissions(Permissions.unsafe(folder)), "calls.mjs")) {
      String shown = worker.call("run", "null");
      assertThat(List.of(shown.substring(1, shown.length() - 1).split("\\u0001", -1)))
          .isEqualTo(ANSWERS);
    }
  }
}
