// One short program for each package: it returns what JSON can show. Run under Node and under Intarsia, and compared.
import { createRequire } from "node:module";
import { tasks } from "./tasks.mjs";

const require = createRequire(import.meta.url);
const attempt = (body) => {
  try {
    return body();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

export const programs = {
  // Validation
  zod: async () => {
    const { z } = await import("zod");
    const user = z.object({ id: z.number().int().positive(), mail: z.email(), tags: z.array(z.string()).default([]) });
    return [user.parse({ id: 1, mail: "a@b.de" }), user.safeParse({ id: -1.5, mail: "x" }).error.issues];
  },
  ajv: () => {
    const Ajv = require("ajv");
    const check = new Ajv({ allErrors: true }).compile({ type: "object", required: ["a"], properties: { a: { type: "integer", minimum: 2 }, b: { enum: ["x", "y"] } } });
    return [check({ a: 3, b: "x" }), check({ a: 1, b: "z" }), check.errors];
  },
  joi: () => {
    const Joi = require("joi");
    const schema = Joi.object({ name: Joi.string().min(3).required(), born: Joi.date().iso(), age: Joi.number().integer() });
    return [schema.validate({ name: "abc", born: "2020-01-02", age: "7" }), schema.validate({ name: "a" }).error.message];
  },
  yup: async () => {
    const { object, string, number } = await import("yup");
    const schema = object({ name: string().required(), age: number().positive().integer() });
    return [await schema.validate({ name: "x", age: "4" }), await schema.validate({ age: -1 }, { abortEarly: false }).catch((e) => e.errors)];
  },
  valibot: async () => {
    const v = await import("valibot");
    const schema = v.object({ mail: v.pipe(v.string(), v.email()), n: v.pipe(v.number(), v.minValue(3)) });
    return [v.safeParse(schema, { mail: "a@b.de", n: 5 }).output, v.safeParse(schema, { mail: "x", n: 1 }).issues.map((i) => i.message)];
  },
  validator: () => {
    const v = require("validator");
    return [v.isEmail("a@b.de"), v.isURL("x"), v.isIBAN("DE89370400440532013000"), v.escape("<a>"), v.normalizeEmail("A.B@GMail.com")];
  },
  // Dates
  dayjs: () => {
    const dayjs = require("dayjs");
    dayjs.extend(require("dayjs/plugin/utc"));
    return [dayjs.utc("2024-02-29T12:00:00Z").add(1, "year").format(), dayjs.utc("2024-01-31").endOf("month").format("dddd, MMMM D, YYYY h:mm A")];
  },
  "date-fns": async () => {
    const { addMonths, format, differenceInDays, parseISO, formatDistance } = await import("date-fns");
    const day = new Date(2024, 0, 31, 9, 5);
    return [format(addMonths(day, 1), "yyyy-MM-dd HH:mm EEEE"), differenceInDays(new Date(2024, 2, 1), day), formatDistance(day, new Date(2025, 0, 1)), parseISO("2024-01-01").getDate()];
  },
  luxon: async () => {
    const { DateTime, Duration, Interval } = await import("luxon");
    const time = DateTime.fromISO("2024-03-10T01:30:00", { zone: "America/New_York" });
    return [time.plus({ hours: 1 }).toISO(), time.toFormat("cccc d LLLL yyyy"), Duration.fromObject({ hours: 30 }).shiftTo("days", "hours").toObject(), Interval.after(time, { days: 2 }).length("hours"), time.setLocale("de").toLocaleString(DateTime.DATE_FULL)];
  },
  moment: () => {
    const moment = require("moment");
    return [moment.utc("2024-02-29").add(1, "y").format("LLLL"), moment.duration(90, "minutes").humanize(), moment.utc("12-25-1995", "MM-DD-YYYY").toISOString()];
  },
  // Templates
  mustache: () => require("mustache").render("{{#list}}<{{name}}>{{/list}}{{^none}}!{{/none}}{{{raw}}}", { list: [{ name: "a&b" }], raw: "<i>" }),
  handlebars: () => {
    const h = require("handlebars").create();
    h.registerHelper("up", (text) => text.toUpperCase());
    return h.compile("{{#each items}}{{@index}}:{{up this}} {{else}}none{{/each}}{{#if ok}}y{{/if}}")({ items: ["a", "b"], ok: true });
  },
  ejs: () => require("ejs").render("<% for (const n of list) { %>[<%= n %>]<% } %><%- '<b>' %>", { list: [1, "<"] }),
  nunjucks: () => {
    const nunjucks = require("nunjucks");
    return new nunjucks.Environment(null, { autoescape: true }).renderString("{% for i in list %}{{ loop.index }}={{ i | upper }};{% endfor %}{{ '<' }}", { list: ["a", "b"] });
  },
  // Markdown
  marked: async () => {
    const { marked } = await import("marked");
    return marked.parse("# T\n\n* a\n* **b** `c`\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
  },
  "markdown-it": () => require("markdown-it")({ html: true, linkify: true }).render("# T\n\nhttp://a.de *x*\n\n```js\n1<2\n```\n"),
  showdown: () => new (require("showdown").Converter)({ tables: true }).makeHtml("# T\n\n- a\n- b\n\n[l](http://x.de)"),
  // Collections and functions
  lodash: () => {
    const _ = require("lodash");
    return [_.groupBy([1.2, 1.8, 2.1], Math.floor), _.merge({ a: { b: 1 } }, { a: { c: [2] } }), _.camelCase("hello big world"), _.template("<%= a %>-<%- b %>")({ a: 1, b: "<" }), _.sortBy([{ n: 2 }, { n: 1 }], "n"), _.isEqual(new Map([[1, 2]]), new Map([[1, 2]])), _.cloneDeep({ d: new Date(0), r: /x/g })];
  },
  ramda: async () => {
    const R = await import("ramda");
    return [R.pipe(R.map(R.multiply(2)), R.filter(R.gt(R.__, 3)), R.sum)([1, 2, 3]), R.pathOr(0, ["a", "b"], { a: { b: 7 } }), R.groupBy((n) => (n % 2 ? "odd" : "even"), [1, 2, 3])];
  },
  immutable: async () => {
    const { Map, List, fromJS, Set } = await import("immutable");
    return [Map({ a: 1 }).set("b", 2).toJS(), List([3, 1, 2]).sort().toArray(), fromJS({ a: { b: [1] } }).updateIn(["a", "b"], (l) => l.push(2)).toJS(), String(Set([1, 2]).union([3]))];
  },
  immer: async () => {
    const { produce, enableMapSet } = await import("immer");
    enableMapSet();
    const base = { a: [1, { b: 2 }], m: new Map([["k", 1]]) };
    const next = produce(base, (draft) => {
      draft.a[1].b = 3;
      draft.a.push(4);
      draft.m.set("z", 2);
    });
    return [base.a, next.a, [...next.m], Object.isFrozen(next)];
  },
  rxjs: async () => {
    const { from, of, timer, lastValueFrom, map, filter, scan, mergeMap, delay, toArray } = await import("rxjs");
    return [await lastValueFrom(from([1, 2, 3, 4]).pipe(filter((n) => n % 2 === 0), map((n) => n * 10), scan((a, b) => a + b), toArray())),
      await lastValueFrom(of(1, 2).pipe(mergeMap((n) => of(n).pipe(delay(2 * n))), toArray())), await lastValueFrom(timer(1))];
  },
  // Identifiers and versions
  uuid: async () => {
    const { v4, v5, validate, version, v7, NIL } = await import("uuid");
    return [validate(v4()), version(v7()), v5("a", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"), NIL];
  },
  nanoid: async () => {
    const { nanoid, customAlphabet } = await import("nanoid");
    return [nanoid().length, /^[ab]{5}$/.test(customAlphabet("ab", 5)())];
  },
  semver: () => {
    const semver = require("semver");
    return [semver.satisfies("1.2.9", "^1.2.3"), semver.inc("1.2.3", "minor"), semver.sort(["2.0.0", "1.10.0", "1.9.0"]), semver.coerce("v3.4").version, semver.validRange(">=1 <3 || 4.x")];
  },
  // Formats and parsers
  yaml: async () => {
    const YAML = await import("yaml");
    return [YAML.parse("a: &x [1, 2.5, ~]\nb: *x\nc: |\n  t\n  u\nd: 2024-01-01\n"), YAML.stringify({ a: [1, { b: "x: y" }], t: "multi\nline" })];
  },
  "js-yaml": () => {
    const yaml = require("js-yaml");
    return [yaml.load("a: 1\nb: [x, 'y']\nc: {d: true}\n"), yaml.dump({ a: [1, "two"], n: null }), attempt(() => yaml.load("a: [1"))];
  },
  "smol-toml": async () => {
    const toml = await import("smol-toml");
    return [toml.parse("a = 1\n[b]\nc = [1.5, 2]\n[[d]]\nx = 'y'\n"), toml.stringify({ a: 1, b: { c: "x" } })];
  },
  ini: async () => {
    const ini = await import("ini");
    return [ini.parse("a=1\n[s]\nb=x\nc[]=1\nc[]=2\n"), ini.stringify({ a: 1, s: { b: true } })];
  },
  "csv-parse": async () => {
    const { parse } = await import("csv-parse/sync");
    return parse('a,b\n1,"x,""y"\n2,z\n', { columns: true, cast: true });
  },
  papaparse: () => {
    const Papa = require("papaparse");
    return [Papa.parse("a;b\n1;2\n", { header: true, dynamicTyping: true }).data, Papa.unparse([{ a: 1, b: 'x"y' }])];
  },
  "fast-xml-parser": async () => {
    const { XMLParser, XMLBuilder } = await import("fast-xml-parser");
    const parsed = new XMLParser({ ignoreAttributes: false }).parse('<a x="1"><b>t</b><b>u</b><c/></a>');
    return [parsed, new XMLBuilder({ ignoreAttributes: false }).build(parsed)];
  },
  acorn: async () => {
    const acorn = await import("acorn");
    return [acorn.parse("const a = async () => await b?.c ?? 1n;", { ecmaVersion: 2022 }), attempt(() => acorn.parse("let 1", { ecmaVersion: 2022 }))];
  },
  esprima: () => require("esprima").tokenize("let x = /a/g + `t${1}`; // c"),
  cheerio: async () => {
    const { load } = await import("cheerio");
    const $ = load('<ul id="l"><li class="a">1</li><li>2</li></ul>');
    $("li.a").addClass("b").after("<li>x</li>");
    return [$("li").map((i, e) => $(e).text()).get(), $("#l").html(), $.html()];
  },
  qs: () => {
    const qs = require("qs");
    return [qs.parse("a[b]=1&c[]=2&c[]=3&d.e=%20x"), qs.stringify({ a: { b: [1, 2] }, c: "ü" })];
  },
  diff: async () => {
    const { diffWords, createPatch, applyPatch } = await import("diff");
    const patch = createPatch("f", "a\nb\nc\n", "a\nx\nc\n");
    return [diffWords("the big dog", "the small dog"), patch, applyPatch("a\nb\nc\n", patch)];
  },
  // Mathematics
  mathjs: () => {
    const math = require("mathjs");
    return [math.evaluate("sqrt(3^2 + 4^2)"), math.format(math.derivative("x^2 + 2x", "x").toString()), math.det([[1, 2], [3, 4]]), math.evaluate("12.7 cm to inch").toString(), math.bignumber("0.1").plus("0.2").toString(), math.simplify("2x + 3x").toString()];
  },
  "decimal.js": () => {
    const Decimal = require("decimal.js");
    return [new Decimal("0.1").plus("0.2").toString(), Decimal.sqrt(2).toString(), new Decimal(2).pow(200).toFixed(), Decimal.exp(1).toPrecision(30)];
  },
  "big.js": () => {
    const Big = require("big.js");
    return [new Big("0.1").times(3).toString(), new Big(1).div(3).toString(), attempt(() => new Big("x"))];
  },
  "bignumber.js": () => {
    const { BigNumber } = require("bignumber.js");
    return [new BigNumber("123456789.123456789").multipliedBy("1e20").toFormat(), new BigNumber("ff", 16).toString(2), new BigNumber(2).sqrt().toString()];
  },
  // Cryptography
  bcryptjs: async () => {
    const bcrypt = (await import("bcryptjs")).default;
    const hash = await bcrypt.hash("secret", 4);
    return [await bcrypt.compare("secret", hash), bcrypt.compareSync("wrong", hash), bcrypt.hashSync("a", "$2b$04$abcdefghijklmnopqrstuu")];
  },
  jose: async () => {
    const jose = await import("jose");
    const secret = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
    const token = await new jose.SignJWT({ a: 1 }).setProtectedHeader({ alg: "HS256" }).setIssuedAt(1700000000).sign(secret);
    const { publicKey, privateKey } = await jose.generateKeyPair("ES256");
    const signed = await new jose.SignJWT({ b: 2 }).setProtectedHeader({ alg: "ES256" }).setExpirationTime("2h").sign(privateKey);
    const sealed = await new jose.CompactEncrypt(secret).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(secret);
    return [token, (await jose.jwtVerify(token, secret)).payload, (await jose.jwtVerify(signed, publicKey)).payload.b,
      new TextDecoder().decode((await jose.compactDecrypt(sealed, secret)).plaintext), await jose.jwtVerify(`${token}x`, secret).catch((e) => e.code)];
  },
  jsonwebtoken: () => {
    const jwt = require("jsonwebtoken");
    const { generateKeyPairSync } = require("node:crypto");
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const token = jwt.sign({ a: 1, iat: 1700000000 }, "secret");
    return [token, jwt.verify(token, "secret"), attempt(() => jwt.verify(token, "other")), jwt.verify(jwt.sign({ b: 2, iat: 1 }, pair.privateKey, { algorithm: "RS256" }), pair.publicKey)];
  },
  "crypto-js": () => {
    const C = require("crypto-js");
    const iv = C.enc.Hex.parse("000102030405060708090a0b0c0d0e0f");
    return [C.SHA256("a").toString(), C.HmacSHA512("a", "k").toString(C.enc.Base64), C.AES.encrypt("text", iv, { iv }).toString(), C.AES.decrypt(C.AES.encrypt("x", "pw"), "pw").toString(C.enc.Utf8), C.PBKDF2("p", "s", { keySize: 4, iterations: 10 }).toString()];
  },
  tweetnacl: () => {
    const nacl = require("tweetnacl");
    const pair = nacl.sign.keyPair.fromSeed(new Uint8Array(32).fill(7));
    const box = nacl.secretbox(new Uint8Array([1, 2, 3]), new Uint8Array(24), new Uint8Array(32));
    return [Buffer.from(nacl.sign.detached(new Uint8Array([1]), pair.secretKey)).toString("hex"), [...box], nacl.randomBytes(4).length];
  },
  "@noble/hashes": async () => {
    const { sha256 } = await import("@noble/hashes/sha2.js");
    const { blake3 } = await import("@noble/hashes/blake3.js");
    const { bytesToHex, utf8ToBytes } = await import("@noble/hashes/utils.js");
    return [bytesToHex(sha256(utf8ToBytes("a"))), bytesToHex(blake3(utf8ToBytes("a")))];
  },
  "@noble/curves": async () => {
    const { secp256k1 } = await import("@noble/curves/secp256k1.js");
    const secret = new Uint8Array(32).fill(3);
    const message = new Uint8Array(32).fill(5);
    const signature = secp256k1.sign(message, secret);
    return [Buffer.from(secp256k1.getPublicKey(secret)).toString("hex"), secp256k1.verify(signature, message, secp256k1.getPublicKey(secret))];
  },
  // Compression, search, flow
  pako: () => {
    const pako = require("pako");
    return [pako.inflate(pako.deflate("hello hello hello"), { to: "string" }), pako.ungzip(pako.gzip(new Uint8Array([1, 2, 3]))).length];
  },
  fflate: async () => {
    const { gzipSync, gunzipSync, strToU8, strFromU8, zipSync, unzipSync } = await import("fflate");
    return [strFromU8(gunzipSync(gzipSync(strToU8("hello hello")))), Object.keys(unzipSync(zipSync({ "a.txt": strToU8("x") })))];
  },
  "fuse.js": async () => {
    const Fuse = (await import("fuse.js")).default;
    return new Fuse([{ t: "Old Man's War" }, { t: "The Lock Artist" }], { keys: ["t"], includeScore: true }).search("old man");
  },
  async: async () => {
    const async = (await import("async")).default;
    return [await async.mapLimit([3, 1, 2], 2, async (n) => n * 2), await async.series([(done) => setTimeout(() => done(null, 1), 2), (done) => done(null, 2)])];
  },
  mitt: async () => {
    const events = (await import("mitt")).default();
    const seen = [];
    events.on("*", (type, value) => seen.push(type, value));
    events.emit("a", 1);
    return seen;
  },
  eventemitter3: async () => {
    const { EventEmitter } = await import("eventemitter3");
    const events = new EventEmitter();
    const seen = [];
    events.once("a", (value) => seen.push(value));
    return [events.emit("a", 1), events.emit("a", 2), seen];
  },
  "p-limit": async () => {
    const limit = (await import("p-limit")).default(2);
    return Promise.all([1, 2, 3].map((n) => limit(() => new Promise((resolve) => setTimeout(resolve, 2, n * 2)))));
  },
  "iconv-lite": () => {
    const iconv = require("iconv-lite");
    return [iconv.encode("日本€ü", "Shift_JIS").toString("hex"), iconv.decode(Buffer.from("80e4", "hex"), "win1252"), iconv.encode("ü", "utf16le").length];
  },
  // Rendering and routes
  react: async () => {
    const React = (await import("react")).default;
    const { renderToString, renderToStaticMarkup } = await import("react-dom/server");
    const Item = ({ n }) => React.createElement("li", { className: "i", style: { color: "red" } }, n, " & ", React.useId());
    return [renderToString(React.createElement("ul", null, [1, 2].map((n) => React.createElement(Item, { n, key: n })))), renderToStaticMarkup(React.createElement("p", { dangerouslySetInnerHTML: { __html: "<b>" } }))];
  },
  preact: async () => {
    const { h } = await import("preact");
    const { renderToString } = await import("preact-render-to-string");
    return renderToString(h("div", { class: "a" }, [1, 2].map((n) => h("i", { key: n }, n)), "<"));
  },
  hono: async () => {
    const { Hono } = await import("hono");
    const { cors } = await import("hono/cors");
    const app = new Hono();
    app.use("*", cors());
    app.get("/u/:id", (c) => c.json({ id: c.req.param("id"), q: c.req.query("q") }));
    app.post("/f", async (c) => c.text(`${(await c.req.json()).x}`, 201, { "x-a": "1" }));
    const one = await app.request("/u/7?q=z");
    const two = await app.request("/f", { method: "POST", body: '{"x":5}', headers: { "content-type": "application/json" } });
    return [one.status, await one.json(), [...one.headers], two.status, await two.text(), two.headers.get("x-a"), (await app.request("/none")).status];
  },
  chalk: async () => {
    const { Chalk } = await import("chalk");
    return new Chalk({ level: 1 }).bold.red("x") + new Chalk({ level: 0 }).red("y");
  },
  commander: async () => {
    const { Command } = await import("commander");
    const program = new Command().exitOverride().option("-n, --name <name>").argument("<file>").action(() => {});
    program.parse(["node", "x", "-n", "a", "f.txt"]);
    return [program.opts(), program.args, program.helpInformation()];
  },
  ms: () => [require("ms")("2 days"), require("ms")(60000, { long: true })],
  "sanitize-html": () => require("sanitize-html")('<p onclick="x()">a<script>1</script><a href="javascript:1">l</a></p>'),
  "gpt-tokenizer": async () => {
    const { encode, decode } = await import("gpt-tokenizer");
    return [encode("Hello, world! ünïcode"), decode(encode("round trip"))];
  },
};

/** Tasks: the result of one program as JSON text, and the names of all. */
export const { run, names } = tasks(programs);
