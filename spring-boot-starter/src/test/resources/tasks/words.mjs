import { shout } from "./shout.mjs";

export const greet = (name) => shout(`Hello, ${name}`);
export const variable = (name) => process.env[name] ?? null;
export const print = (text) => console.log(text);
export function spin() {
  for (;;) {
  }
}
