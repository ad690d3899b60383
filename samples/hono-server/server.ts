import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createPool } from "knitting";
import { issueToken, renderPage } from "./tasks.ts";

const pool = createPool({ threads: 2 })({ issueToken, renderPage });

const app = new Hono();
app.get("/ping", (c) => c.json({ pong: true }));
app.post("/ssr", async (c) => c.html(await pool.call.renderPage(await c.req.arrayBuffer())));
app.post("/jwt", async (c) => {
  const token = await pool.call.issueToken(await c.req.arrayBuffer());
  return token === null ? c.json({ error: "the body must be {\"id\": …}" }, 400) : c.json({ token });
});

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`listening on ${port}`);
});

function stop() {
  pool.shutdown();
  server.close();
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
