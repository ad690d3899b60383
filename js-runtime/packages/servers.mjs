// Servers of web frameworks, each asked over loopback. Prints one line for each answer: run under Node and under Intarsia, and compared.
import http from "node:http";

const good = (name) => ({ ok: true, by: name });

const servers = {
  hono: async () => {
    const { Hono } = await import("hono");
    const { serve } = await import("@hono/node-server");
    const app = new Hono();
    app.get("/ping", (c) => c.json(good("hono")));
    app.post("/echo/:id", async (c) => c.json(await c.req.json(), 201, { "x-id": c.req.param("id") }));
    app.onError((error, c) => c.text("refused", 400));
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => resolve([port, () => server.close()]));
    });
  },
  express: async () => {
    const { default: express } = await import("express");
    const app = express().use(express.json());
    app.get("/ping", (request, response) => response.json(good("express")));
    app.post("/echo/:id", (request, response) => response.status(201).set("x-id", request.params.id).send(request.body));
    app.use((error, request, response, next) => response.status(error.status ?? 500).type("txt").send("refused"));
    return new Promise((resolve) => {
      const server = app.listen(0, "127.0.0.1", () => resolve([server.address().port, () => server.close()]));
    });
  },
  koa: async () => {
    const { default: Koa } = await import("koa");
    const app = new Koa();
    app.silent = true;
    app.use(async (context) => {
      if (context.path === "/ping") context.body = good("koa");
      if (!context.path.startsWith("/echo/")) return;
      let text = "";
      for await (const part of context.req) text += part;
      context.set("x-id", context.path.slice("/echo/".length));
      try {
        context.body = JSON.parse(text);
        context.status = 201;
      } catch {
        context.throw(400, "refused");
      }
    });
    return new Promise((resolve) => {
      const server = app.listen(0, "127.0.0.1", () => resolve([server.address().port, () => server.close()]));
    });
  },
  fastify: async () => {
    const { default: fastify } = await import("fastify");
    const app = fastify({ forceCloseConnections: true });
    const body = { type: "object", required: ["a"], properties: { a: { type: "number" } } };
    app.get("/ping", async () => good("fastify"));
    app.post("/echo/:id", { schema: { body } }, async (request, reply) => reply.code(201).header("x-id", request.params.id).send(request.body));
    await app.listen({ port: 0, host: "127.0.0.1" });
    return [app.server.address().port, () => app.close()];
  },
  yoga: async () => {
    const { createSchema, createYoga } = await import("graphql-yoga");
    const typeDefs = "type Query { good(by: String!): Good! fails: Int } type Good { ok: Boolean! by: String! } type Subscription { count(to: Int!): Int! }";
    const count = async function* (root, { to }) {
      for (let i = 1; i <= to; i++) yield { count: i };
    };
    const resolvers = { Query: { good: (root, { by }) => ({ ok: true, by }), fails: () => { throw new Error("refused"); } }, Subscription: { count: { subscribe: count } } };
    const server = http.createServer(createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, graphiql: false }));
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve([server.address().port, () => server.close()])));
  },
};

/** What is asked of a server besides the routes that all have. */
const more = {
  yoga: [["POST", "/graphql", '{"query":"query Q($by: String!) { good(by: $by) { ok by } }","variables":{"by":"yoga"}}'], ["POST", "/graphql", '{"query":"{ fails }"}'],
    ["POST", "/graphql", '{"query":"{ nothing }"}'], ["POST", "/graphql", "7"], ["POST", "/graphql", '{"query":7}'], ["GET", "/graphql?query=%7Bgood(by%3A%22get%22)%7Bby%7D%7D"],
    ["GET", "/graphql?query=subscription%7Bcount(to%3A3)%7D", undefined, { accept: "text/event-stream" }], ["OPTIONS", "/graphql"]],
};

const asks = [["GET", "/ping"], ["HEAD", "/ping"], ["POST", "/echo/7", '{"a":1}'], ["POST", "/echo/7", "{nope"], ["GET", "/unknown"],
  ["OPTIONS", "/ping"]];

function ask(port, method, path, body, others) {
  return new Promise((resolve, reject) => {
    const headers = { ...others, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    http.request({ port, host: "127.0.0.1", method, path, headers, agent: false }, async (response) => {
      const lines = [];
      for (let i = 0; i < response.rawHeaders.length; i += 2) lines.push(`${response.rawHeaders[i]}: ${response.rawHeaders[i + 1]}`);
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      resolve([response.statusCode, response.statusMessage, ...lines.filter((line) => !/^date:/i.test(line)), text].join("|"));
    }).on("error", reject).end(body);
  });
}

async function sockets() {
  const { WebSocket, WebSocketServer } = await import("ws");
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: true });
  server.on("connection", (socket) => socket.on("message", (data, binary) => socket.send(data, { binary })));
  await new Promise((resolve) => server.on("listening", resolve));
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/path`);
  const sent = ["hello", Buffer.from([1, 2, 3]), "x".repeat(100_000)];
  const came = [];
  client.on("open", () => sent.forEach((message) => client.send(message)));
  client.on("message", (data, binary) => {
    came.push(binary ? data.toString("hex") : data.length > 99 ? data.length : `${data}`);
    if (came.length === sent.length) client.close(1000, "done");
  });
  await new Promise((resolve) => client.on("close", (code, reason) => resolve(came.push(code, `${reason}`))));
  server.close();
  console.log("ws", came.join("|"));
}

async function rooms() {
  const { Server } = await import("socket.io");
  const { io } = await import("socket.io-client");
  const server = http.createServer();
  const hub = new Server(server);
  hub.use((socket, next) => next(socket.handshake.auth.key === "right" ? undefined : new Error("refused")));
  hub.on("connection", (socket) => {
    socket.join("room");
    socket.on("shout", (text, bytes, done) => {
      hub.to("room").emit("heard", text.toUpperCase(), bytes);
      done(text.length);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  for (const transports of [["polling"], ["websocket"], ["polling", "websocket"]]) {
    const client = io(address, { transports, auth: { key: "right" }, forceNew: true });
    const heard = new Promise((resolve) => client.on("heard", (text, bytes) => resolve(`${text} ${Buffer.from(bytes).toString("hex")}`)));
    console.log("socket.io", transports.join(), await client.emitWithAck("shout", "hello", Buffer.from([1, 2, 3])), await heard);
    client.close();
  }
  const wrong = io(address, { auth: { key: "wrong" }, forceNew: true });
  console.log("socket.io", await new Promise((resolve) => wrong.on("connect_error", (error) => resolve(error.message))));
  wrong.close();
  await hub.close();
}

for (const [name, start] of Object.entries(servers)) {
  const [port, close] = await start();
  for (const [method, path, ...rest] of [...asks, ...(more[name] ?? [])]) console.log(name, method, path, await ask(port, method, path, ...rest));
  await close();
}
await sockets();
await rooms();
