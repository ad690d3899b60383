// A knitting program for Bun whose pool has a Java worker:   bun samples/bun-host/host.mjs IMAGE…
import { readFile } from "node:fs/promises";
import { createPool, isMain } from "knitting";

// The Java method of this name answers in its place; knitting wants a function to name the task by.
export const shrink = (image) => image;

// Width and height stand right behind a PNG's signature and the name of its first part.
const size = (png) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return `${view.getUint32(16)} × ${view.getUint32(20)}`;
};

if (isMain) {
  const pool = createPool({
    worker: {
      runtime: "process",
      processCommandPrefix: [
        process.env.INTARSIA ?? "./intarsia",
        "worker",
        "--java",
        "shrink=dev.intarsia.samples.Thumbnails::shrink",
        "--class-path",
        "samples/target/classes",
      ],
    },
  })({ shrink });
  for (const file of process.argv.slice(2)) {
    const image = new Uint8Array(await readFile(file));
    const small = await pool.call.shrink(image);
    console.log(`${file}: ${size(image)} became ${size(small)}`);
  }
  await pool.shutdown();
}
