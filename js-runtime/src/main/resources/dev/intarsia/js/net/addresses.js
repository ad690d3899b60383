// Addresses as numbers.
(function (exports) {
  'use strict';
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

  function value4(text) {
    const parts = v4.exec(text)?.slice(1).map(Number);
    if (parts === undefined || parts.some((part) => part > 255)) return undefined;
    return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  }

  function value6(text) {
    let plain = text.replace(/%.*$/, '');
    const tail = plain.slice(plain.lastIndexOf(':') + 1);
    if (tail.includes('.')) {
      const number = value4(tail);
      if (number === undefined) return undefined;
      plain = `${plain.slice(0, -tail.length)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
    }
    const halves = plain.split('::');
    const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
    const count = groups.flat().length;
    if (halves.length > 2 || (halves.length === 2 ? count > 7 : count !== 8)) return undefined;
    const all = halves.length === 2 ? [...groups[0], ...Array(8 - count).fill('0'), ...groups[1]] : groups[0];
    if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
    return all.reduce((sum, group) => sum * 65536n + BigInt(parseInt(group, 16)), 0n);
  }

  exports.value = (text, six) => (six ? value6(text) : value4(text));
  exports.bytes = (text) => {
    const number = value6(text);
    if (number === undefined) return undefined;
    return Uint8Array.from({ length: 16 }, (_, i) => Number((number >> BigInt(8 * (15 - i))) & 0xffn));
  };
  /** An address as Node writes it, undefined for what is none. */
  exports.canonical = (text) => {
    const six = text.includes(':');
    const number = exports.value(text, six);
    return number === undefined ? undefined : exports.text(number, six);
  };

  /** The shortest spelling of an address, as Node writes it. */
  exports.text = (number, six) => {
    const size = six ? 16n : 8n;
    const groups = Array.from({ length: six ? 8 : 4 }, (_, i) =>
      Number((number >> (size * BigInt((six ? 7 : 3) - i))) & (six ? 0xffffn : 0xffn)));
    if (!six) return groups.join('.');
    const text = groups.map((group) => group.toString(16)).join(':');
    const zeros = text.match(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g)?.sort((a, b) => b.length - a.length)[0];
    if (zeros === undefined) return text;
    return text.replace(zeros, ':').replace(/:{2,}/, '::').replace(/^:$/, '::');
  };
});
