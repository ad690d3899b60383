import ms from "ms"; // beside it, in node_modules
import { title } from "./titles.mjs";

/** { name: "ada lovelace" } → { text: "Hello, Ada Lovelace!", length: 20 } */
export function greet({ name }) {
  const text = `Hello, ${title(name)}!`;
  return { text, length: text.length };
}

/** "2 days" → 172800000 */
export const milliseconds = (duration) => ms(duration);

/** Never ends by itself: the pool's hard timeout ends it. */
export function spin() {
  for (;;) {
  }
}
