(function (exports, require) {
  'use strict';
  const { inspect } = require('lib:internal/util/inspect');

  const show = (value) => inspect(value, { depth: value !== null && typeof value === 'object' && !Array.isArray(value)
    && Object.keys(value).length > 2 ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
  const width = (text) => [...text].length;

  function line(cells, widths) {
    return `│${cells.map((cell, i) => ` ${cell}${' '.repeat(widths[i] - width(cell) - 1)}`).join('│')}│`;
  }

  function draw(head, columns) {
    const rows = Math.max(...columns.map((column) => column.length));
    const widths = columns.map((column, i) => Math.max(width(head[i]), ...column.map((cell) => width(cell ?? ''))) + 2);
    const rule = widths.map((w) => '─'.repeat(w));
    const lines = [`┌${rule.join('┬')}┐`, line(head, widths), `├${rule.join('┼')}┤`];
    for (let i = 0; i < rows; i++) {
      lines.push(line(columns.map((column) => column[i] ?? ''), widths));
    }
    lines.push(`└${rule.join('┴')}┘`);
    return lines.join('\n');
  }

  exports.table = (data, only) => {
    const isMap = data instanceof Map;
    const rows = isMap ? [...data].map(([key, value], i) => [i, value, key])
      : data instanceof Set ? [...data].map((value, i) => [i, value])
        : Object.keys(data).map((key) => [key, data[key]]);
    const index = rows.map(([key]) => String(key));
    const names = [];
    const values = [];
    let plain = false;
    rows.forEach(([, value], row) => {
      if (value !== null && typeof value === 'object' && !isMap) {
        for (const key of only ?? Object.keys(value)) {
          if (!names.includes(key)) names.push(key);
        }
      } else {
        plain = true;
        values[row] = show(value);
      }
    });
    const columns = names.map((name) => rows.map(([, value]) =>
      (value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? show(value[name]) : '')));
    const head = [isMap || data instanceof Set ? '(iteration index)' : '(index)', ...names.map(String)];
    const all = [index, ...columns];
    if (isMap) {
      head.push('Key');
      all.push(rows.map(([, , key]) => show(key)));
    }
    if (plain) {
      head.push('Values');
      all.push(rows.map((_, row) => values[row] ?? ''));
    }
    return draw(head, all);
  };
});
