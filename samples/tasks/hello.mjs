import { task } from "knitting";

/** A plain exported function is a task. */
export const greet = (name) => `Hello, ${name}!`;

/** So is what `task` wraps. */
export const square = task({ f: (x) => x * x });
