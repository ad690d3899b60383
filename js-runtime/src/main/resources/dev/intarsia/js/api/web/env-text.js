// What a file of environment variables says, read as Node reads it.
(function (exports) {
  'use strict';
  const trim = (text) => text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');

  exports.parse = (input) => {
    const found = {};
    let rest = trim(input.replace(/\r/g, ''));
    /** Leaves what stands before the end of the line, and that end where `past`. */
    const leaveLine = (from, past) => {
      const end = rest.indexOf('\n', from);
      rest = end < 0 ? '' : rest.slice(end + (past ? 1 : 0));
    };
    while (rest !== '') {
      if (rest[0] === '\n' || rest[0] === '#') {
        leaveLine(0, true);
        rest = trim(rest);
        continue;
      }
      const equal = rest.indexOf('=');
      const line = rest.indexOf('\n');
      if (equal < 0 || (line >= 0 && equal > line)) {
        leaveLine(0, true);
        rest = trim(rest);
        continue;
      }
      let key = trim(rest.slice(0, equal));
      rest = rest.slice(equal + 1);
      if (rest === '' || rest[0] === '\n') {
        found[key] = '';
        rest = rest.slice(1);
        continue;
      }
      if (key === '') {
        rest = trim(rest);
        continue;
      }
      if (key.startsWith('export ')) key = trim(key.slice(7));
      rest = trim(rest);
      const close = '"\'`'.includes(rest[0]) ? rest.indexOf(rest[0], 1) : -1;
      if (close > 0) {
        const value = rest.slice(1, close);
        found[key] = rest[0] === '"' ? value.replaceAll('\\n', '\n') : value;
        leaveLine(close + 1, true);
      } else {
        const end = rest.indexOf('\n');
        let value = end < 0 ? rest : rest.slice(0, end);
        const quoted = '"\'`'.includes(rest[0]);
        if (!quoted && value.includes('#')) value = value.slice(0, value.indexOf('#'));
        found[key] = quoted ? value : trim(value);
        leaveLine(0, false);
      }
    }
    return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
});
