// Collections, search, time, ids, archives, rendering.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";

const require = createRequire(import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString("hex");

export const programs = {
  // Collections and caches
  "lodash-es": async () => {
    const { groupBy, debounce, merge, chunk, template } = await import("lodash-es");
    return [groupBy([1.2, 1.8, 2.1], Math.floor), typeof debounce(() => {}), merge({ a: [1] }, { a: [2, 3], b: 1 }), chunk([1, 2, 3], 2), template("hi <%- x %>")({ x: "<" })];
  },
  underscore: async () => (await import("underscore")).default.chain([3, 1, 2]).sortBy().map((n) => n * 2).value(),
  "lru-cache": async () => {
    const { LRUCache } = await import("lru-cache");
    const cache = new LRUCache({ max: 2, ttl: 60_000 });
    cache.set("a", 1).set("b", 2).set("c", 3);
    return [cache.has("a"), [...cache.keys()], cache.size];
  },
  "quick-lru": async () => {
    const { default: QuickLRU } = await import("quick-lru");
    const lru = new QuickLRU({ maxSize: 2 });
    lru.set("a", 1).set("b", 2).set("c", 3);
    return [lru.get("c"), [...lru.keys()]];
  },
  mingo: async () => {
    const { Query, Aggregator } = await import("mingo");
    return [new Query({ a: { $gt: 1 } }).find([{ a: 1 }, { a: 2 }]).all(), new Aggregator([{ $group: { _id: "$k", n: { $sum: "$v" } } }, { $sort: { _id: 1 } }]).run([{ k: "x", v: 1 }, { k: "y", v: 2 }, { k: "x", v: 3 }])];
  },
  "object-hash": () => [require("object-hash")({ a: [1, { b: 2 }], c: new Date(5) }), require("object-hash")([new Set([1])], { algorithm: "md5" })],
  "fast-json-patch": async () => {
    const { default: patch } = await import("fast-json-patch");
    return [patch.compare({ a: 1, b: [1, 2] }, { a: 2, b: [1] }), patch.applyPatch({ a: 1 }, [{ op: "add", path: "/c", value: 3 }]).newDocument];
  },
  // Search and text
  minisearch: async () => {
    const { default: MiniSearch } = await import("minisearch");
    const index = new MiniSearch({ fields: ["t"], storeFields: ["t"] });
    index.addAll([{ id: 1, t: "zen and art" }, { id: 2, t: "art of war" }, { id: 3, t: "nothing" }]);
    return index.search("atr", { fuzzy: 0.4, prefix: true }).map((r) => [r.id, r.terms, r.score.toFixed(6)]);
  },
  lunr: () => {
    const lunr = require("lunr");
    const index = lunr(function () {
      this.ref("id");
      this.field("t");
      this.add({ id: "1", t: "green plants grow" });
      this.add({ id: "2", t: "the growing garden" });
    });
    return index.search("grow +plant*").map((r) => [r.ref, r.score]);
  },
  compromise: async () => {
    const { default: nlp } = await import("compromise");
    return nlp("she sells seashells by the seashore").verbs().toPastTense().all().text();
  },
  stemmer: async () => (await import("stemmer")).stemmer("considerations"),
  "franc-min": async () => (await import("franc-min")).franc("Alle menslike wesens word vry, met gelyke waardigheid en regte, gebore."),
  "fastest-levenshtein": () => [require("fastest-levenshtein").distance("kitten", "sitting"), require("fastest-levenshtein").closest("fast", ["slow", "faster"])],
  slugify: () => require("slugify")("Ünïcode & Straße 100%", { lower: true }),
  pluralize: () => ["person", "quizzes", "octopus"].map((w) => [require("pluralize")(w), require("pluralize").singular(w)]),
  "change-case": async () => {
    const c = await import("change-case");
    return [c.camelCase("foo-bar baz"), c.constantCase("fooBar"), c.kebabCase("FooBar2")];
  },
  "intl-messageformat": async () => {
    const { IntlMessageFormat } = await import("intl-messageformat");
    return new IntlMessageFormat("{n, plural, one {# item} other {# items}} for {who} at {p, number, percent}", "en").format({ n: 3, who: "x", p: 0.25 });
  },
  i18next: async () => {
    const { default: i18next } = await import("i18next");
    const t = await i18next.createInstance().init({ lng: "de", showSupportNotice: false, resources: { de: { translation: { key: "Hallo {{who}}", item_one: "ein", item_other: "{{count}}" } } } });
    return [t("key", { who: "W" }), t("item", { count: 1 }), t("item", { count: 5 })];
  },
  numeral: () => [require("numeral")(1234567.891).format("0,0.00"), require("numeral")(0.974).format("0.0%"), require("numeral")(1e9).format("0.0b")],
  "currency.js": () => [require("currency.js")("$1,234.56").add(0.1).format(), require("currency.js")(100).distribute(3).map(String)],
  // Time
  rrule: async () => {
    const { RRule } = (await import("rrule")).default ?? (await import("rrule"));
    return new RRule({ freq: RRule.WEEKLY, count: 3, byweekday: [RRule.MO, RRule.FR], dtstart: new Date(Date.UTC(2024, 0, 1)) }).all();
  },
  "cron-parser": async () => {
    const { CronExpressionParser } = require("cron-parser");
    const cron = CronExpressionParser.parse("*/15 8-9 * * 1-5", { currentDate: "2024-03-01T08:20:00Z", tz: "UTC" });
    return [cron.next().toISOString(), cron.next().toISOString(), cron.prev().toISOString()];
  },
  "humanize-duration": async () => [require("humanize-duration")(3661000), require("humanize-duration")(97320000, { language: "de", round: true })],
  "@js-temporal/polyfill": async () => {
    const { Temporal } = await import("@js-temporal/polyfill");
    return [Temporal.PlainDate.from("2024-01-31").add({ months: 1 }).toString(), Temporal.ZonedDateTime.from("2024-03-31T01:30[Europe/Berlin]").add({ hours: 1 }).toString(), Temporal.Duration.from("PT130M").round({ largestUnit: "hour" }).toString()];
  },
  // Cryptography and ids
  elliptic: () => {
    const { ec } = require("elliptic");
    const key = new ec("secp256k1").keyFromPrivate("1".repeat(64), "hex");
    return [key.getPublic("hex"), key.sign("ab".repeat(32), { canonical: true }).toDER("hex")];
  },
  "@noble/ciphers": async () => {
    const { chacha20poly1305 } = await import("@noble/ciphers/chacha.js");
    const { gcm } = await import("@noble/ciphers/aes.js");
    const key = new Uint8Array(32).fill(1);
    return [hex(chacha20poly1305(key, new Uint8Array(12)).encrypt(new Uint8Array([1, 2, 3]))), hex(gcm(key, new Uint8Array(12)).encrypt(new Uint8Array(4)))];
  },
  "node-forge": () => {
    const forge = require("node-forge");
    const md = forge.md.sha256.create();
    md.update("x");
    const cipher = forge.cipher.createCipher("AES-CBC", "k".repeat(16));
    cipher.start({ iv: "i".repeat(16) });
    cipher.update(forge.util.createBuffer("hello"));
    cipher.finish();
    return [md.digest().toHex(), cipher.output.toHex(), forge.pki.oids.sha1];
  },
  ulid: async () => {
    const { ulid, decodeTime } = await import("ulid");
    return [ulid(1469918176385, () => 0.5).length, decodeTime(ulid(1469918176385))];
  },
  hashids: async () => {
    const { default: Hashids } = await import("hashids");
    return [new Hashids("salt", 8).encode(1, 2, 3), new Hashids("salt", 8).decode(new Hashids("salt", 8).encode(45))];
  },
  ethers: async () => {
    const { keccak256, toUtf8Bytes, Wallet, parseEther, AbiCoder } = await import("ethers");
    return [keccak256(toUtf8Bytes("x")), new Wallet(`0x${"11".repeat(32)}`).address, parseEther("1.5"), AbiCoder.defaultAbiCoder().encode(["uint256", "string"], [5, "hi"])];
  },
  // Archives and documents
  jszip: async () => {
    const JSZip = require("jszip");
    const zip = new JSZip();
    zip.file("a.txt", "hello").folder("f").file("b.bin", new Uint8Array([1, 2]));
    const back = await JSZip.loadAsync(await zip.generateAsync({ type: "uint8array", compression: "DEFLATE" }));
    return [Object.keys(back.files), await back.file("a.txt").async("string"), hex(await back.file("f/b.bin").async("uint8array"))];
  },
  "pdf-lib": async () => {
    const { PDFDocument, StandardFonts, rgb } = require("pdf-lib");
    const doc = await PDFDocument.create();
    doc.setCreationDate(new Date(0));
    doc.setModificationDate(new Date(0));
    const page = doc.addPage([200, 100]);
    page.drawText("Hello é", { x: 10, y: 50, size: 12, font: await doc.embedFont(StandardFonts.Helvetica), color: rgb(1, 0, 0) });
    const back = await PDFDocument.load(await doc.save({ useObjectStreams: false }));
    return [back.getPageCount(), back.getPage(0).getSize(), (await back.save({ useObjectStreams: false })).length > 500];
  },
  xlsx: () => {
    const XLSX = require("xlsx");
    const sheet = XLSX.utils.aoa_to_sheet([["a", "b"], [1, new Date(Date.UTC(2024, 0, 1))], [2.5, true]]);
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, "S");
    const back = XLSX.read(XLSX.write(book, { type: "buffer", bookType: "xlsx" }));
    return [XLSX.utils.sheet_to_csv(back.Sheets.S), XLSX.utils.sheet_to_json(back.Sheets.S)];
  },
  // Rendering
  vue: async () => {
    const { createSSRApp, h, ref } = require("vue");
    const { renderToString } = require("@vue/server-renderer");
    return renderToString(createSSRApp({ setup: () => { const n = ref(2); return () => h("p", { class: ["a"], title: "<\"" }, [String(n.value * 2), h("b", "x")]); } }));
  },
  svelte: async () => {
    const { compile } = await import("svelte/compiler");
    return compile("<script>let { n = 1 } = $props();</script>{#if n > 0}<p>{n}</p>{/if}", { generate: "server", filename: "A.svelte" }).js.code.includes("renderer");
  },
  "solid-js": async () => {
    const { createSignal, createMemo, createRoot } = await import("solid-js/dist/solid.js");
    return createRoot(() => { const [n, set] = createSignal(1); const d = createMemo(() => n() * 2); set(5); return d(); });
  },
  // Odds and ends
  kysely: async () => {
    const { Kysely, DummyDriver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } = await import("kysely");
    const db = new Kysely({ dialect: { createAdapter: () => new SqliteAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (d) => new SqliteIntrospector(d), createQueryCompiler: () => new SqliteQueryCompiler() } });
    const query = db.selectFrom("person").select(["id", "name"]).where("age", ">", 18).orderBy("id").limit(3).compile();
    return [query.sql, query.parameters];
  },
  "node-sql-parser": () => {
    const { Parser } = require("node-sql-parser/build/postgresql");
    return new Parser().sqlify(new Parser().astify("select a, count(*) from t where b = 'x' group by a having count(*) > 2", { database: "postgresql" }), { database: "postgresql" });
  },
  minimist: () => require("minimist")(["-a", "1", "--b=c", "--no-d", "x", "--", "y"]),
  yargs: async () => {
    const { default: yargs } = await import("yargs");
    return yargs(["--n", "3", "run"]).exitProcess(false).option("n", { type: "number" }).parseSync().n;
  },
  dotenv: () => require("dotenv").parse("A=1\nB=\"x y\"\n# c\nC='q'"),
  "itty-router": async () => {
    const { Router, json } = await import("itty-router");
    const router = Router().get("/u/:id", ({ params, query }) => json({ id: params.id, q: query.q }));
    return (await router.fetch(new Request("https://x.test/u/7?q=a"))).json();
  },
  "path-to-regexp": async () => {
    const { match, compile } = await import("path-to-regexp");
    return [match("/u/:id{/:op}")("/u/5/edit").params, compile("/u/:id")({ id: "é" })];
  },
  pino: () => {
    const pino = require("pino");
    const lines = [];
    pino({ base: null, timestamp: false, redact: ["secret"] }, { write: (line) => lines.push(line) }).info({ a: 1, secret: "x" }, "hello %s", "w");
    return lines;
  },
  "deep-equal": () => [require("deep-equal")({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }), require("deep-equal")(NaN, 0)],
  "fast-deep-equal": () => require("fast-deep-equal")({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }),
  deepmerge: () => require("deepmerge")({ a: { b: [1] } }, { a: { b: [2], c: 3 } }),
  "core-js": async () => {
    await import("core-js/actual/array/group-by.js");
    return [1, 2, 3].groupBy((n) => (n % 2 ? "odd" : "even")).odd;
  },
  "web-streams-polyfill": async () => {
    const { ReadableStream: Ponyfill } = await import("web-streams-polyfill");
    const parts = [];
    for await (const part of new Ponyfill({ start(c) { c.enqueue("a"); c.enqueue("b"); c.close(); } })) parts.push(part);
    return parts;
  },
  "readable-stream": async () => {
    const { Readable, Transform, pipeline } = require("readable-stream");
    const parts = [];
    await new Promise((resolve, reject) => pipeline(Readable.from(["a", "b"]), new Transform({ objectMode: true, transform: (c, e, done) => done(null, c.toUpperCase()) }), async function* (source) { for await (const c of source) parts.push(c); }, (e) => (e ? reject(e) : resolve())));
    return parts;
  },
  "safe-stable-stringify": () => require("safe-stable-stringify")({ b: 1, a: { c: 2n, toJSON: () => "j" } }),
};
