import { html } from "hono/html";
import { sign } from "hono/jwt";
import { task } from "knitting";

const text = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);

type Visitor = { name?: string; visits?: number };

/** A page made from JSON; what is not JSON gives the page of a stranger. */
export const renderPage = task<ArrayBuffer, string>({
  f: async (body) => {
    let visitor: Visitor = {};
    try {
      visitor = JSON.parse(text(body)) ?? {};
    } catch {
      // A stranger's page has no name.
    }
    return String(await html`<!doctype html><title>Visits</title><h1>${visitor.name ?? "stranger"}</h1><p>${visitor.visits ?? 0} visits</p>`);
  },
});

/** A signed token for {"id": "…"}, or null when the body says no id. */
export const issueToken = task<ArrayBuffer, string | null>({
  f: async (body) => {
    try {
      const { id } = JSON.parse(text(body));
      return typeof id === "string" && id !== "" ? await sign({ sub: id, exp: 4102444800 }, process.env.SECRET ?? "a secret", "HS256") : null;
    } catch {
      return null;
    }
  },
});
