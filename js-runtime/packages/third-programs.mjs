// A third set: what popular packages are themselves made of. Same rules as in programs.mjs.
import { programs as numbers } from "./third/numbers.mjs";
import { programs as text } from "./third/text.mjs";
import { programs as code } from "./third/code.mjs";
import { programs as values } from "./third/values.mjs";
import { tasks } from "./tasks.mjs";

export const programs = { ...numbers, ...text, ...code, ...values };

/** Tasks: the result of one program as JSON text, and the names of all. */
export const { run, names } = tasks(programs);
