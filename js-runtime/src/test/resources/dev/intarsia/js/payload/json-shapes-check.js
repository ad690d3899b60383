// Random values of repeating shapes, and their texts damaged, through the payload codec and through JSON.
(make, rounds) => {
  let seed = 7;
  // Its low bits repeat soon.
  const below = (n) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >>> 9) % n;
  const pick = (list) => list[below(list.length)];
  const leaf = () =>
    pick([`s${below(99)}`, 'q"', "\u2028é😀", "\ud800", "", below(1000), -below(50), below(1e6) / 7, -0, 1e21, 123456789012, true, false, null]);
  const define = (target, key, value) =>
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  const value = (depth) => {
    if (depth > 2 || (depth > 0 && below(3) === 0)) return leaf();
    if (below(3) === 0) return Array.from({ length: below(4) }, () => value(depth + 1));
    const made = {};
    for (let i = below(4); i > 0; i--) define(made, pick(["a", "b", "__proto__", "1", 'k"', "é", "toJSON "]), value(depth + 1));
    return made;
  };
  const alike = (v) => {
    if (typeof v === "string") return below(8) ? `t${below(1000)}` : leaf();
    if (typeof v === "number") return below(4) ? below(100000) / (below(3) ? 1 : 8) : pick([leaf(), NaN, Infinity, 1e9, 99999999999]);
    if (v === null || typeof v === "boolean") return below(8) ? pick([true, false, null]) : leaf();
    if (Array.isArray(v)) return v.map(alike);
    const made = {};
    for (const key of Object.keys(v)) define(made, key, alike(v[key]));
    return made;
  };
  // The same shape with leaves that need no care.
  const settled = (v) => {
    if (typeof v === "string") return "plain";
    if (typeof v === "number") return 5;
    if (v === null || typeof v === "boolean") return v;
    if (Array.isArray(v)) return v.map(settled);
    const made = {};
    for (const key of Object.keys(v)) define(made, key, settled(v[key]));
    return made;
  };
  const attempt = (read, text) => {
    try {
      return JSON.stringify(read(text));
    } catch {
      return "throws";
    }
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b) && Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
  let checked = 0;
  for (let round = 0; round < rounds; round++) {
    const shapes = make();
    const examples = [value(0), value(0)];
    for (const example of examples) {
      const plain = settled(example);
      for (let i = 0; i < 20; i++) shapes.write(plain);
    }
    for (let i = 0; i < 100; i++) {
      const v = below(4) ? alike(pick(examples)) : value(0);
      const text = JSON.stringify(v);
      const written = shapes.write(v);
      if (written !== text) return `wrote ${written} for ${text}`;
      const read = shapes.read(text);
      if (!same(read, JSON.parse(text))) return `read ${JSON.stringify(read)} from ${text}`;
      const at = below(text.length);
      const damaged = (text.slice(0, at) + pick(['"', ",", "}", "0", "0", "0", " ", "\\", ".", "-", "e", "\u0001"]) + text.slice(at + below(2))).toWellFormed();
      const got = attempt(shapes.read, damaged);
      const expected = attempt(JSON.parse, damaged);
      if (got !== expected) return `read ${got} and not ${expected} from ${damaged}`;
      checked++;
    }
  }
  return checked;
}
