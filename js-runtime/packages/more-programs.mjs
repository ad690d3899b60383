// A second set, kept apart from the first so that each stays readable. Same rules as in programs.mjs.
import { programs as data } from "./more/data.mjs";
import { programs as tools } from "./more/tools.mjs";
import { tasks } from "./tasks.mjs";

export const programs = { ...data, ...tools };

/** Tasks: the result of one program as JSON text, and the names of all. */
export const { run, names } = tasks(programs);
