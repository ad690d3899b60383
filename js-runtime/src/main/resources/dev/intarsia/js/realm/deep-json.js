// JSON.stringify of what is nested deeper than the engine's own 1,000 levels: as deep as the stack allows.
() => {
  "use strict";
  const native = JSON.stringify;
  const { apply } = Reflect;
  const { isArray } = Array;
  const { keys } = Object;
  const tag = Function.prototype.call.bind(Object.prototype.toString);
  const String_ = String;
  const unbox = [
    ["[object Number]", Number.prototype.valueOf, Number],
    ["[object String]", String.prototype.valueOf, String],
    ["[object Boolean]", Boolean.prototype.valueOf, (value) => apply(Boolean.prototype.valueOf, value, [])],
    ["[object BigInt]", BigInt.prototype.valueOf, (value) => apply(BigInt.prototype.valueOf, value, [])],
  ];
  const primitive = (value) => {
    for (const [name, valueOf, convert] of unbox) {
      if (tag(value) !== name) continue;
      try {
        apply(valueOf, value, []);
      } catch {
        continue; // only looks like one
      }
      return convert(value);
    }
    return value;
  };
  const gapOf = (space) => {
    const given = typeof space === "object" && space !== null ? primitive(space) : space;
    if (typeof given === "number") return " ".repeat(Math.min(10, Math.max(0, Math.trunc(given) || 0)));
    return typeof given === "string" ? given.slice(0, 10) : "";
  };
  const listOf = (replacer) => {
    const list = new Set();
    for (let i = 0; i < replacer.length; i++) {
      const item = replacer[i];
      const boxed = typeof item === "object" && item !== null && /^\[object (Number|String)\]$/.test(tag(item));
      if (typeof item === "string" || typeof item === "number" || boxed) list.add(String_(item));
    }
    return [...list];
  };

  class Writer {
    constructor(replacer, space) {
      this.replace = typeof replacer === "function" ? replacer : undefined;
      this.list = this.replace === undefined && isArray(replacer) ? listOf(replacer) : undefined;
      this.gap = gapOf(space);
      this.open = new Set();
    }
    property(holder, key, indent) {
      let value = holder[key];
      if ((typeof value === "object" && value !== null) || typeof value === "bigint") {
        const { toJSON } = value;
        if (typeof toJSON === "function") value = apply(toJSON, value, [key]);
      }
      if (this.replace !== undefined) value = apply(this.replace, holder, [key, value]);
      if (typeof value === "object" && value !== null) value = primitive(value);
      if (typeof value !== "object" || value === null || JSON.isRawJSON?.(value)) return native(value);
      if (this.open.has(value)) throw new TypeError("Converting circular structure to JSON");
      this.open.add(value);
      const text = isArray(value) ? this.array(value, indent) : this.object(value, indent);
      this.open.delete(value);
      return text;
    }
    array(value, indent) {
      const parts = [];
      const inner = indent + this.gap;
      for (let i = 0; i < value.length; i++) parts[i] = this.property(value, `${i}`, inner) ?? "null";
      return this.wrap(parts, "[", "]", indent);
    }
    object(value, indent) {
      const parts = [];
      const inner = indent + this.gap;
      const colon = this.gap === "" ? ":" : ": ";
      for (const key of this.list ?? keys(value)) {
        const text = this.property(value, key, inner);
        if (text !== undefined) parts[parts.length] = native(key) + colon + text;
      }
      return this.wrap(parts, "{", "}", indent);
    }
    wrap(parts, start, end, indent) {
      if (parts.length === 0) return start + end;
      if (this.gap === "") return start + parts.join(",") + end;
      const line = `\n${indent}${this.gap}`;
      return `${start}${line}${parts.join(`,${line}`)}\n${indent}${end}`;
    }
  }

  const { stringify } = {
    stringify(value, replacer, space) {
      try {
        return native(value, replacer, space);
      } catch (error) {
        if (!(error instanceof RangeError) || error.message !== "cannot stringify objects nested that deep") throw error;
        return new Writer(replacer, space).property({ "": value }, "", "");
      }
    },
  };
  Object.defineProperty(JSON, "stringify", { value: stringify, writable: true, configurable: true, enumerable: false });
}
