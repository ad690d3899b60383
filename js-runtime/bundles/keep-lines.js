// Lays generated code out so that each statement stands on the line of its source: stack traces then need no source map.
// Newlines are added only where one stood already or where none can end a statement, and removed only between
// statements that the printer ended with a semicolon.

/** Where a newline cannot end a statement. */
const AFTER_OPERATOR = /[,([{=>&|?:+*]\s*$/;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A source map's mappings: for each generated line the segments [generated column, source line], both from 0. */
export const decode = (mappings) => {
  let sourceLine = 0;
  return mappings.split(";").map((line) => {
    let column = 0;
    return line === "" ? [] : line.split(",").flatMap((segment) => {
      const values = numbers(segment);
      column += values[0];
      if (values.length < 4) return [];
      sourceLine += values[2];
      return [[column, sourceLine]];
    });
  });
};

const numbers = (segment) => {
  const values = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits < 32) {
      values.push(value & 1 ? -(value >> 1) : value >> 1);
      value = shift = 0;
    }
  }
  return values;
};

/**
 * @param code generated
 * @param insideTemplate the lines of `code`, from 0, that begin within a template literal
 */
export const keepLines = (code, mappings, insideTemplate) => {
  const segments = decode(mappings);
  let out = "";
  let line = 0;
  const moveTo = (target) => {
    if (target <= line) return false;
    out += "\n".repeat(target - line);
    line = target;
    return true;
  };
  code.split("\n").forEach((text, index) => {
    const marks = segments[index] ?? [];
    if (insideTemplate.has(index)) {
      out += "\n";
      line++;
    } else if (text.trim().startsWith("//")) {
      return;
    } else if (index > 0 && !(marks.length > 0 && moveTo(marks[0][1]))) {
      out += " ";
    }
    let done = 0;
    for (const [column, target] of marks) {
      if (target > line && AFTER_OPERATOR.test(text.slice(done, column))) {
        out += text.slice(done, column);
        done = column;
        moveTo(target);
      }
    }
    out += text.slice(done);
  });
  return out;
};
