// Digests of how this runtime writes and reads a million doubles, in blocks of 10,000.
// EcmaNumbersDigestTest makes the same doubles from the same seed. `node ecma-numbers.mjs > ecma-numbers.txt`
// renews the checked-in digests.
import { createHash } from "node:crypto";

const BLOCKS = 100;
const BLOCK = 10_000;
const MASK = (1n << 64n) - 1n;
const view = new DataView(new ArrayBuffer(8));

function splitMix(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
}

function ofBits(bits) {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

function bitsOf(value) {
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
}

// Any bits, small decimals, and numbers below the smallest normal one.
function double(i, bits) {
  switch (i & 3) {
    case 2:
      return Number(BigInt.asIntN(64, bits) >> 32n) / 10 ** (i % 7);
    case 3:
      return ofBits((bits & 0x800fffffffffffffn) >> BigInt(i % 50));
    default:
      return ofBits(bits);
  }
}

function decimal(i, bits) {
  const digits = (bits >> BigInt(i % 60)).toString();
  const point = i % digits.length;
  const exponent = (i % 700) - 350;
  return `${digits.slice(0, point + 1)}.${digits.slice(point + 1)}7e${exponent}`;
}

const random = splitMix(61n);
for (let block = 0; block < BLOCKS; block++) {
  const written = createHash("sha256");
  const read = createHash("sha256");
  for (let n = 0; n < BLOCK; n++) {
    const i = block * BLOCK + n;
    const bits = random();
    written.update(String(double(i, bits)) + "\n");
    read.update(bitsOf(Number(decimal(i, bits))) + "\n");
  }
  console.log(`${block} ${written.digest("hex").slice(0, 16)} ${read.digest("hex").slice(0, 16)}`);
}
