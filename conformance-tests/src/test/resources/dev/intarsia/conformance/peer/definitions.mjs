// Tasks with options, for a worker that has knitting built in.
import { task } from "knitting";

const after = (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms));
export const inTime = task({ f: after, timeout: 60_000 });
export const overTime = task({ f: after, timeout: 50 });
export const stoppable = task({
  abortSignal: true,
  f: async (ms, toolkit) => {
    for (const end = Date.now() + ms; Date.now() < end; await after(2)) if (toolkit.hasAborted()) return "aborted";
    return "not aborted";
  },
});
