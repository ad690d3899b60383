// What conform asks a worker to serve: plain exported functions, in any runtime that speaks the protocol.
export const echo = (value) => value;
export const echoLater = async (value) => {
  await null;
  return value;
};
export const afterMs = (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
export const add = ([a, b]) => a + b;
export const length = (bytes) => bytes.byteLength;
export const reverse = (bytes) => Uint8Array.from(bytes).reverse();
export const fail = (message) => {
  throw new TypeError(message);
};
export const throwValue = (value) => {
  throw value;
};
export const failLater = async (message) => {
  throw new RangeError(message, { cause: "a cause" });
};
export const typeOf = (value) => Object.prototype.toString.call(value);
export const untilAborted = async (ms, toolkit) => {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (toolkit !== undefined && toolkit.hasAborted()) return "aborted";
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return "not aborted";
};
export const spin = (ms) => {
  const end = Date.now() + ms;
  while (Date.now() < end);
  return ms;
};
export const exit = (code) => process.exit(code);
export const unsendable = () => () => 1;
export const filled = (n) => new Uint8Array(n).fill(n & 255);
