// JSON of repeating shapes. A shape is all that stands between the scalars: braces, keys, commas. The host reads the
// scalars out of a text and writes them into one; here is what makes a value of them and takes them out of one. What
// does not fit exactly goes to JSON.parse and JSON.stringify, whose results these are in every case.
(() => {
  "use strict";
  const { parse, stringify } = JSON;
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
    return { pieces, make: functions.make, take: functions.take };
  };

  const shapes = [];
  let strangers = 0;
  let taken;
  const learn = (text) => {
    if (shapes.length === MOST_SHAPES || text.length > LONGEST_TEXT || ++strangers < STRANGERS) return false;
    strangers = 0;
    const example = parse(text);
    if (typeof example !== "object" || example === null || stringify(example) !== text) return false;
    const shape = compile(example);
    if (shape === undefined || shapes.some((known) => known.pieces.join("0") === shape.pieces.join("0"))) return false;
    shapes.push(shape);
    return true;
  };
  return {
    shapes,
    parse,
    /** Takes a text that is of no shape, and may make it the example of one: says whether it has. */
    learn,
    /** Which shape a value is of, its scalars to be had from `scalars`; -1 when of none. */
    take(value) {
      for (let i = 0; i < shapes.length; i++) {
        taken = shapes[i].take(value);
        if (taken !== undefined) return i;
      }
      return -1;
    },
    scalars: () => taken,
    /** What JSON.stringify gives for an object or an array that is of no shape. */
    stringify(value) {
      const text = stringify(value);
      if (text !== undefined) learn(text);
      return text;
    },
  };
})()
