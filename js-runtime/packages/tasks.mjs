// Turns a set of programs into tasks.
function show(key, value) {
  if (value instanceof RegExp) return String(value);
  if (value instanceof Map) return [...value];
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return value === undefined ? null : value;
}

export const tasks = (programs) => ({
  run: async (name) => {
    try {
      return JSON.stringify(await programs[name](), show);
    } catch (error) {
      return `! ${error?.stack ?? error}`;
    }
  },
  names: () => Object.keys(programs),
});
