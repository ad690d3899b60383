let calls = 0;

export const count = () => ++calls;
export const variable = (name) => process.env[name] ?? null;
export const print = (text) => console.log(text);
export function spin() {
  for (;;) {
  }
}
