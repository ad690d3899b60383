import { SignJWT, jwtVerify } from "jose";
import { marked } from "marked";

interface Login {
  user: string;
  secret: string;
}

interface Text {
  token: string;
  secret: string;
  markdown: string;
}

const key = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** A token that names its user and is good for an hour. */
export async function token({ user, secret }: Login): Promise<string> {
  return new SignJWT().setProtectedHeader({ alg: "HS256" }).setSubject(user).setExpirationTime("1h").sign(key(secret));
}

/** The text as HTML, signed by the token's user; throws where the token is not good. */
export async function html({ token, secret, markdown }: Text): Promise<string> {
  const { payload } = await jwtVerify(token, key(secret), { algorithms: ["HS256"] });
  return `${await marked.parse(markdown)}<footer>${payload.sub}</footer>\n`;
}

/** Never done: stands for the slowest request there can be. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}
