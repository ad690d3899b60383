// Hashes, bytes, colours and numbers.
import { createRequire } from "node:module";
import { Buffer } from "node:buffer";

const require = createRequire(import.meta.url);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const text = new TextEncoder();
const round = (value) => (typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value.map(round));

export const programs = {
  // Hashes, ciphers, bytes
  "hash.js": () => {
    const hash = require("hash.js");
    return [hash.sha256().update("abc").digest("hex"), hash.ripemd160().update("abc").digest("hex"),
      hash.hmac(hash.sha512, "key").update("data").digest("hex")];
  },
  "aes-js": () => {
    const { CTR, CBC, pkcs7Pad } = require("aes-js");
    const key = Uint8Array.from({ length: 16 }, (_, i) => i);
    return [hex(new CTR(key, 5).encrypt(text.encode("attack at dawn"))), hex(new CBC(key, key).encrypt(pkcs7Pad(text.encode("attack"))))];
  },
  "hmac-drbg": () => {
    const DRBG = require("hmac-drbg");
    const hash = require("hash.js");
    const drbg = new DRBG({ hash: hash.sha256, entropy: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", nonce: "secret nonce", pers: "my drbg" });
    return [drbg.generate(32, "hex"), drbg.generate(32, "hex")];
  },
  "adler-32": () => {
    const adler = require("adler-32");
    return [adler.str("Wikipedia"), adler.buf(Buffer.from("SheetJS")), adler.bstr("abc", 5)];
  },
  "crc-32": () => {
    const crc = require("crc-32");
    return [crc.str("SheetJS"), crc.buf([83, 104, 101]), crc.bstr("abc")];
  },
  cfb: () => {
    const CFB = require("cfb");
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, "/folder/hello.txt", Buffer.from("hello"));
    const back = CFB.read(CFB.write(file, { type: "buffer" }), { type: "buffer" });
    return [back.FullPaths.filter((path) => path.includes("hello")), CFB.find(back, "hello.txt").content.toString()];
  },
  codepage: () => {
    const codepage = require("codepage");
    return [hex(codepage.utils.encode(1252, "caf\u00e9 \u20ac")), codepage.utils.decode(932, [0x83, 0x65, 0x83, 0x58]), codepage.utils.encode(65001, "\u20ac").length];
  },
  "base64-js": () => {
    const base64 = require("base64-js");
    return [base64.fromByteArray(text.encode("light work")), hex(base64.toByteArray("_-9hYg==")), base64.byteLength("aGk=")];
  },
  buffer: () => {
    const { Buffer: Own } = require("buffer/");
    const buffer = Own.concat([Own.from("h\u00e9"), Own.alloc(2, 7)]);
    buffer.writeInt16BE(-2, 3);
    return [buffer.toString("hex"), Own.from("ff00", "hex").readUInt16LE(0), Own.byteLength("\u20ac"), buffer.indexOf("h")];
  },
  ieee754: () => {
    const ieee754 = require("ieee754");
    const bytes = new Uint8Array(8);
    ieee754.write(bytes, 0.1, 0, false, 52, 8);
    return [hex(bytes), ieee754.read([0x42, 0x29, 0xae, 0x14], 0, false, 23, 4)];
  },
  long: async () => {
    const { default: Long } = await import("long");
    return [Long.fromString("9223372036854775807").add(1).toString(), Long.fromBits(-1, -1, true).toString(), Long.fromNumber(-7).div(2).toNumber()];
  },
  jsbi: () => {
    const JSBI = require("jsbi");
    const big = JSBI.exponentiate(JSBI.BigInt(7), JSBI.BigInt(60));
    return [big.toString(), JSBI.remainder(big, JSBI.BigInt(1e9)).toString(), JSBI.asUintN(16, JSBI.BigInt(-1)).toString()];
  },
  "safe-buffer": () => {
    const { Buffer: Safe } = require("safe-buffer");
    return [Safe.from([1, 2]).equals(Buffer.from([1, 2])), Safe.alloc(3, "ab").toString()];
  },
  "string_decoder": () => {
    const { StringDecoder } = require("string_decoder/");
    const decoder = new StringDecoder("utf8");
    return [decoder.write(Buffer.from([0xe2, 0x82])), decoder.write(Buffer.from([0xac])), decoder.end(Buffer.from([0xc3]))];
  },
  "whatwg-encoding": () => {
    const encoding = require("whatwg-encoding");
    return [encoding.labelToName("latin1"), encoding.decode(Buffer.from([0xef, 0xbb, 0xbf, 0x61]), "windows-1252"), encoding.getBOMEncoding(Buffer.from([0xfe, 0xff]))];
  },
  "@pdf-lib/upng": async () => {
    const module = await import("@pdf-lib/upng");
    const UPNG = module.default.default ?? module.default;
    const png = UPNG.encode([new Uint8Array([255, 0, 0, 255, 0, 255, 0, 128]).buffer], 2, 1, 0);
    const back = UPNG.decode(png);
    return [back.width, back.height, hex(UPNG.toRGBA8(back)[0])];
  },
  // Colour and numbers
  "color-convert": async () => {
    const { default: convert } = await import("color-convert");
    return [convert.rgb.hsl(140, 200, 100), convert.keyword.hex("olive"), convert.hsl.cmyk(96, 48, 59), convert.rgb.ansi256(92, 191, 84)];
  },
  "color-string": async () => {
    const { default: string } = await import("color-string");
    return [string.get("rgba(10, 20, 30, 0.5)"), string.get("hsl(120deg 60% 40%)"), string.to.hex([255, 0, 170, 0.4])];
  },
  "color-name": async () => (await import("color-name")).default.rebeccapurple,
  "d3-color": async () => {
    const { rgb, hsl, lab, hcl } = await import("d3-color");
    return [rgb("steelblue").brighter().formatHex(), hsl("#abc").toString(), round(lab("teal").l), hcl(120, 50, 60).formatRgb()];
  },
  "d3-format": async () => {
    const { format, formatLocale, precisionFixed } = await import("d3-format");
    return [format(".2s")(42e6), format("+$,.2f")(1234.567), format("#x")(48879), format(".1%")(0.1234), precisionFixed(0.05),
      formatLocale({ decimal: ",", thousands: ".", grouping: [3], currency: ["", " \u20ac"] }).format("$,.2f")(1e6)];
  },
  "d3-interpolate": async () => {
    const { interpolate, interpolateRgb, interpolateZoom, quantize } = await import("d3-interpolate");
    return [interpolate("10px 5em", "20px 1em")(0.5), interpolateRgb("red", "blue")(0.25), round(interpolateZoom([0, 0, 1], [9, 9, 2])(0.5)),
      quantize(interpolate({ a: [1, "x2"] }, { a: [3, "x4"] }), 2)];
  },
  "d3-time": async () => {
    const { utcDay, utcMonday, utcMonth, utcTicks } = await import("d3-time");
    const at = new Date(Date.UTC(2024, 1, 29, 13));
    return [utcDay.floor(at), utcMonday.ceil(at), utcMonth.offset(at, 12), utcTicks(new Date(0), new Date(864e5), 4)];
  },
  "d3-time-format": async () => {
    const { utcFormat, utcParse } = await import("d3-time-format");
    return [utcFormat("%A %d %B %Y %H:%M:%S.%L %j %U")(new Date(86399999)), utcParse("%d/%m/%Y")("29/02/2024")];
  },
  "d3-geo": async () => {
    const { geoMercator, geoPath, geoArea, geoDistance, geoCentroid } = await import("d3-geo");
    const square = { type: "Polygon", coordinates: [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]] };
    return [geoPath(geoMercator().scale(100).translate([0, 0]))(square), round(geoArea(square)), round(geoDistance([0, 0], [90, 0])), round(geoCentroid(square))];
  },
  "d3-voronoi": () => {
    const { voronoi } = require("d3-voronoi");
    const diagram = voronoi().extent([[0, 0], [10, 10]])([[2, 2], [8, 2], [5, 8]]);
    return [diagram.triangles(), round(diagram.polygons().map((cell) => cell.length)), diagram.links().length];
  },
  "complex.js": async () => {
    const { default: Complex } = await import("complex.js");
    return [new Complex("3+4i").mul("2-i").toString(), round(new Complex(1, 1).sqrt().toVector()), new Complex(-1, 0).pow(0.5).round(6).toString()];
  },
  "robust-predicates": async () => {
    const { orient2d, incircle } = await import("robust-predicates");
    return [orient2d(0.5, 0.5, 12, 12, 24, 24.000000000000004) < 0, Math.sign(incircle(0, 0, 1, 0, 0, 1, 0.5, 0.5))];
  },
  "typed-function": async () => {
    const { default: typed } = await import("typed-function");
    const add = typed("add", { "number, number": (a, b) => a + b, "string, string": (a, b) => `${a}&${b}` });
    let wrong;
    try { add(1, true); } catch (error) { wrong = error.message; }
    return [add(1, 2), add("a", "b"), wrong];
  },
  "javascript-natural-sort": () => ["a10", "a2", "b1", "a1.5", "2020-01-02", ""].sort(require("javascript-natural-sort")),
  "ml-array-rescale": async () => {
    const { default: rescale } = await import("ml-array-rescale");
    const { default: max } = await import("ml-array-max");
    return [rescale([1, 2, 5], { min: 0, max: 10 }), max([3, 9, 2])];
  },
  skmeans: () => {
    const { k, idxs, centroids } = require("skmeans")([1, 2, 3, 20, 21, 22], 2, [1, 20]);
    return [k, idxs, centroids];
  },
};
