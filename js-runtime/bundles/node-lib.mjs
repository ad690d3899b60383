// Makes the scripts below api/node-lib out of modules of Node's own library. Their requires, primordials and bindings are those of
// web:node-lib.
import { transform } from "esbuild";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeSources } from "./node-sources.mjs";

const out = join(dirname(fileURLToPath(import.meta.url)), "../src/main/resources/dev/intarsia/js/api/node-lib");
const names = [
  "assert", "buffer", "crypto", "diagnostics_channel", "events", "fs", "path", "querystring", "stream", "stream/promises", "string_decoder", "url", "util", "zlib",
  "internal/cli_table", "internal/console/constructor", "internal/console/global", "internal/histogram",
  "internal/perf/event_loop_delay", "internal/util/debuglog",
  "internal/crypto/aes", "internal/crypto/argon2", "internal/crypto/certificate", "internal/crypto/cfrg",
  "internal/crypto/chacha20_poly1305", "internal/crypto/cipher", "internal/crypto/diffiehellman", "internal/crypto/ec",
  "internal/crypto/hash", "internal/crypto/hashnames", "internal/crypto/hkdf", "internal/crypto/kem", "internal/crypto/keygen",
  "internal/crypto/keys", "internal/crypto/mac", "internal/crypto/ml_dsa", "internal/crypto/ml_kem", "internal/crypto/pbkdf2",
  "internal/crypto/random", "internal/crypto/rsa", "internal/crypto/scrypt", "internal/crypto/sig", "internal/crypto/util",
  "internal/crypto/webcrypto", "internal/crypto/webcrypto_util", "internal/crypto/webidl", "internal/crypto/x509",
  "internal/assert", "internal/assert/assertion_error", "internal/assert/calltracker", "internal/assert/myers_diff",
  "internal/assert/utils", "internal/buffer", "internal/constants", "internal/deps/minimatch/index", "internal/errors", "internal/events/abort_listener",
  "internal/events/symbols", "internal/fixed_queue", "internal/fs/cp/cp", "internal/fs/cp/cp-sync", "internal/fs/dir", "internal/fs/glob",
  "internal/fs/promises", "internal/fs/read/context", "internal/fs/recursive_watch", "internal/fs/rimraf", "internal/fs/streams",
  "internal/fs/sync_write_stream", "internal/fs/utils", "internal/fs/watchers", "internal/mime", "internal/querystring", "internal/streams/add-abort-signal", "internal/streams/compose", "internal/streams/destroy", "internal/streams/duplex",
  "internal/streams/duplexify", "internal/streams/duplexpair", "internal/streams/end-of-stream", "internal/streams/fast-utf8-stream", "internal/streams/from",
  "internal/streams/lazy_transform",  "internal/streams/legacy", "internal/streams/operators", "internal/streams/passthrough", "internal/streams/pipeline",
  "internal/streams/readable", "internal/streams/state", "internal/streams/transform", "internal/streams/utils",
  "internal/streams/writable",
  "internal/url", "internal/util", "internal/util/comparisons", "internal/util/diff", "internal/util/inspect", "internal/util/parse_args/parse_args",
  "internal/util/parse_args/utils", "internal/validators", "internal/webidl", "internal/webstreams/adapters",
];

/** Writes the scripts, one a module. */
export async function writeNodeModules() {
  const texts = nodeSources(names);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [i, name] of names.entries()) {
    const { code } = await transform(texts[i], {
      define: {
        primordials: "$lib.primordials", internalBinding: "$lib.internalBinding", process: "$lib.process", require: "$lib.require",
      },
      minifyWhitespace: true,
      charset: "utf8",
      legalComments: "none",
      target: "es2022",
    });
    const body = code.trimEnd().replace(/^"use strict";/, "");
    writeFileSync(join(out, name.replaceAll("/", "-") + ".cjs"),
      `(function (exports, $link, module) {"use strict";const $lib=$link("web:node-lib");${body}\n})\n`);
  }
}
