// JSON of repeating shapes. A shape is all that stands between the scalars: braces, keys, commas. The host reads the
// scalars out of a text and writes them into one; here is what makes a value of them and takes them out of one. What
// does not fit exactly goes to JSON.parse and JSON.stringify, whose results these are in every case.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { keys, getPrototypeOf, prototype: objectPrototype } = Object;
  const { isArray, prototype: arrayPrototype } = Array;
  const Function_ = Function;
  const MOST_SHAPES = 4;
  const MOST_SCALARS = 48;
  const LONGEST_TEXT = 4096;
  // Values of no known shape before the next one is learnt.
  const STRANGERS = 16;

  const isScalar = (value) => value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

  // The pieces between the scalars, and the sources of `make` and `take`, from an example.
  const compile = (example) => {
    const checks = [];
    const pieces = [];
    const scalars = [];
    let piece = "";
    let names = 0;
    const scalar = (part, path) => {
      const name = `v${names++}`;
      pieces.push(piece);
      piece = "";
      const usual = part === null ? `${name} !== null` : `typeof ${name} !== "${typeof part}"`;
      checks.push(`const ${name} = ${path};`, `if (${usual} && !isScalar(${name})) return undefined;`);
      scalars.push(name);
      return name;
    };
    const composite = (part, path) => {
      const array = isArray(part);
      const name = `o${names++}`;
      const own = keys(part);
      const wrong = [`getPrototypeOf(${name}) !== ${array ? "arrayPrototype" : "objectPrototype"}`, `${name}.toJSON !== undefined`];
      if (array) wrong.push(`!isArray(${name})`, `${name}.length !== ${own.length}`);
      else wrong.push(`isArray(${name})`, `(k = keys(${name})).length !== ${own.length}`, ...own.map((key, i) => `k[${i}] !== ${stringify(key)}`));
      checks.push(`const ${name} = ${path};`, `if (typeof ${name} !== "object" || ${name} === null || ${wrong.join(" || ")}) return undefined;`);
      piece += array ? "[" : "{";
      const parts = own.map((key, i) => {
        piece += i === 0 ? "" : ",";
        if (array) return build(part[i], `${name}[${i}]`);
        const literal = stringify(key);
        piece += `${literal}:`;
        // A computed name, since a plain __proto__ would set the prototype.
        return `${key === "__proto__" ? `[${literal}]` : literal}: ${build(part[key], `${name}[${literal}]`)}`;
      });
      piece += array ? "]" : "}";
      return array ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
    };
    const build = (part, path) => (isScalar(part) ? scalar(part, path) : composite(part, path));
    const made = build(example, "value");
    pieces.push(piece);
    if (scalars.length > MOST_SCALARS) return undefined;
    const tools = { isScalar, keys, getPrototypeOf, objectPrototype, isArray, arrayPrototype };
    const functions = new Function_(
      ...keys(tools),
      `"use strict"; return {
        make: (${scalars.join(",")}) => (${made}),
        take(value) { let k; ${checks.join("\n")} return [${scalars.join(",")}]; },
      };`,
    )(...Object.values(tools));
    return { pieces, ...functions };
  };

  // Whether the pieces and both functions do what they should with the example itself.
  const fits = ({ pieces, make, take }, example, text) => {
    const scalars = take(example);
    if (scalars === undefined) return false;
    let written = pieces[0];
    for (let i = 0; i < scalars.length; i++) written += stringify(scalars[i]) + pieces[i + 1];
    return written === text && stringify(apply(make, undefined, scalars)) === text;
  };

  const known = [];
  let strangers = 0;
  /** Takes a text that is of no shape, and may make it the example of one: says whether it has. */
  const learn = (text) => {
    if (known.length === MOST_SHAPES || text.length > LONGEST_TEXT || ++strangers < STRANGERS) return false;
    strangers = 0;
    const example = parse(text);
    if (typeof example !== "object" || example === null || stringify(example) !== text) return false;
    try {
      // The host may not have heard of a shape yet that was learnt here from a result.
      if (known.some((shape) => shape.take(example) !== undefined)) return true;
      const shape = compile(example);
      if (shape === undefined || !fits(shape, example, text)) return false;
      known[known.length] = shape;
      return true;
    } catch {
      return false; // A task has replaced what shapes are made with.
    }
  };
  return {
    /** In the order in which they were learnt; none ever goes. */
    known,
    longestText: LONGEST_TEXT,
    parse,
    learn,
    /** What JSON.stringify gives for an object or an array that is of no shape. */
    stringify(value) {
      const text = stringify(value);
      if (text !== undefined) learn(text);
      return text;
    },
  };
})()
