// Which texts are dates. Beside the standard's own form, V8 reads any text whose words and numbers make one:
// words are months, AM or PM, or zones; numbers are parts of a day or, with colons, of a time; parentheses are skipped.
(function (exports) {
  'use strict';
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  const zones = { __proto__: null, z: 0, ut: 0, utc: 0, gmt: 0, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 };
  const standard = /^([+-]\d{6}|\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
  const token = /(\d+)|([A-Za-z]+)|(\s+)|([^])/y;
  const within = (value, least, most) => value >= least && value <= most;
  const isMonth = (value) => within(value, 1, 12);
  const isDay = (value) => within(value, 1, 31);
  const milliseconds = (digits) => Math.trunc(Number(`0.${digits.slice(0, 9)}`) * 1000 + 1e-7);

  function tokensOf(text) {
    const tokens = [];
    token.lastIndex = 0;
    for (let found; token.lastIndex < text.length && (found = token.exec(text)) !== null;) {
      const [all, digits, word, space] = found;
      if (digits !== undefined) tokens.push({ kind: 'number', value: Number(digits.replace(/^0+(?=\d)/, '').slice(0, 9)), text: digits });
      else if (word !== undefined) tokens.push(wordOf(word.toLowerCase()));
      else tokens.push({ kind: space === undefined ? all : 'space', text: all });
    }
    tokens.push({ kind: 'end', text: '' });
    return tokens;
  }

  function wordOf(word) {
    const month = months.indexOf(word.slice(0, 3));
    if (month >= 0) return { kind: 'month', value: month + 1, text: word };
    if (word === 'am' || word === 'pm') return { kind: 'half', value: word === 'am' ? 0 : 12, text: word };
    return word in zones ? { kind: 'zone', value: zones[word], text: word } : { kind: 'word', text: word };
  }

  /** What the tokens say, or undefined where they are no date. */
  class Reader {
    day = [];
    time = [];
    month;
    half;
    zone = {};
    read = false;
    at = 0;

    constructor(text) { this.tokens = tokensOf(text); }

    get next() { return this.tokens[this.at]; }

    skip(kind) {
      if (this.next.kind !== kind) return false;
      this.at++;
      return true;
    }

    expectsTime(value) {
      const { length } = this.time;
      return (length === 1 && value < 60) || (length === 2 && value < 60) || (length === 3 && value < 1000);
    }

    endTime(value) {
      this.addTime(value);
      while (this.time.length < 4) this.time.push(0);
      return true;
    }

    addTime(value) { return this.time.length < 4 && this.time.push(value) > 0; }

    addDay(value) { return this.day.length < 3 && this.day.push(value) > 0; }

    number({ value }) {
      this.read = true;
      if (this.skip(':')) {
        if (this.skip(':')) return this.time.length === 0 && this.addTime(value) && this.addTime(0);
        if (!this.addTime(value)) return false;
        if (this.next.kind === '.') this.at++;
        return true;
      }
      if (this.next.kind === '.' && this.expectsTime(value)) {
        this.at++;
        this.time.push(value);
        if (this.next.kind !== 'number') return false;
        return this.endTime(milliseconds(this.tokens[this.at++].text));
      }
      if (this.next.kind === '.') this.at++;
      if (this.zone.hour !== undefined && this.zone.minute === undefined && value < 60) {
        this.zone.minute = value;
        return true;
      }
      if (this.expectsTime(value)) {
        this.endTime(value);
        return ['end', 'space', '+', '-'].includes(this.next.kind) || this.next.text === 'z';
      }
      if (!this.addDay(value)) return false;
      this.skip('-');
      return true;
    }

    word({ kind, value }) {
      if (kind === 'half' && this.time.length > 0) this.half = value;
      else if (kind === 'month') {
        this.month = value;
        this.skip('-');
      } else if (kind === 'zone' && this.read) this.zone = { sign: value < 0 ? -1 : 1, hour: Math.abs(value), minute: 0 };
      else return !this.read && this.next.kind !== 'number';
      return true;
    }

    offset(sign) {
      this.zone.sign = sign;
      const digits = this.next.kind === 'number' ? this.tokens[this.at++] : { value: 0, text: '' };
      this.read = true;
      const { length } = digits.text;
      if (this.next.kind === ':') Object.assign(this.zone, { hour: digits.value, minute: undefined });
      else if (length === 1 || length === 2) Object.assign(this.zone, { hour: digits.value, minute: 0 });
      else if (length === 3 || length === 4) Object.assign(this.zone, { hour: Math.trunc(digits.value / 100), minute: digits.value % 100 });
      else return false;
      // The colon is passed over; the minutes behind it follow as a number.
      return true;
    }

    parentheses() {
      for (let depth = 1; depth > 0 && this.next.kind !== 'end'; this.at++) {
        depth += this.next.kind === '(' ? 1 : this.next.kind === ')' ? -1 : 0;
      }
    }

    digits(count) { return this.next.kind === 'number' && this.next.text.length === count; }

    /** A year, month and day in the standard's form, which other words may follow. */
    standardStart() {
      if (this.next.kind === '+' || this.next.kind === '-') {
        const { value } = this.tokens[1];
        if (this.tokens[1].kind !== 'number' || this.tokens[1].text.length !== 6) return;
        this.at = 2;
        if (this.tokens[0].kind === '-' && value === 0) return;
        this.day.push(this.tokens[0].kind === '-' ? -value : value);
      } else if (this.digits(4)) {
        this.day.push(this.tokens[this.at++].value);
      } else {
        return;
      }
      this.read = true;
      if (this.skip('-') && this.digits(2) && isMonth(this.next.value)) {
        this.day.push(this.tokens[this.at++].value);
        if (this.skip('-') && this.digits(2) && isDay(this.next.value)) this.day.push(this.tokens[this.at++].value);
      }
    }

    run() {
      this.standardStart();
      while (this.next.kind !== 'end') {
        const found = this.tokens[this.at++];
        const { kind } = found;
        if (kind === 'number') {
          if (!this.number(found)) return undefined;
        } else if (found.text.length > 0 && /^[a-z]/i.test(found.text)) {
          if (!this.word(found)) return undefined;
        } else if ((kind === '+' || kind === '-') && ((this.zone.hour === 0 && this.zone.minute === 0) || this.time.length > 0)) {
          if (!this.offset(kind === '+' ? 1 : -1)) return undefined;
        } else if ((kind === '+' || kind === '-' || kind === ')') && this.read) {
          return undefined;
        } else if (kind === '(') {
          this.parentheses();
        }
      }
      return this.parts();
    }

    parts() {
      const { day, month } = this;
      if (day.length < 1) return undefined;
      const given = [...day, 1, 1].slice(0, 3);
      let date;
      if (month !== undefined) date = isDay(given[0]) ? [given[1], month, given[0]] : [given[0], month, given[1]];
      else date = isDay(given[0]) ? [given[2], given[0], given[1]] : given;
      if (within(date[0], 0, 49)) date[0] += 2000;
      else if (within(date[0], 50, 99)) date[0] += 1900;
      if (!isMonth(date[1]) || !isDay(date[2])) return undefined;
      const time = [...this.time, 0, 0, 0, 0].slice(0, 4);
      if (this.half !== undefined) {
        if (time[0] > 12) return undefined;
        time[0] = (time[0] % 12) + this.half;
      }
      return fits(time) ? { date, time, zone: zoneOf(this.zone) } : undefined;
    }
  }

  const fits = ([hour, minute, second, ms]) => (hour < 24 && minute < 60 && second < 60 && ms < 1000)
    || (hour === 24 && minute === 0 && second === 0 && ms === 0);

  /** Minutes east of Greenwich, or undefined for local time. */
  const zoneOf = ({ sign, hour = 0, minute = 0 }) => (sign === undefined ? undefined : sign * (hour * 60 + minute));

  /** The standard's form; false for what is neither that nor another text that may be a date. */
  function standardForm(text) {
    const found = standard.exec(text);
    if (found === null) return /^(?:[+-]\d{6}|\d{4})(?:-\d\d(?:-\d\d)?)?t/i.test(text) ? false : undefined;
    const [, year, month = '1', day = '1', hour, minute, second = '0', fraction = '', zone] = found;
    if (year === '-000000' || !isMonth(Number(month)) || !isDay(Number(day))) return hour === undefined ? undefined : false;
    const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second), milliseconds(fraction)];
    const offset = zone === undefined || /z/i.test(zone) ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
    if (!fits(time) || (zone !== undefined && (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(-2)) > 59))) return false;
    const local = hour !== undefined && zone === undefined;
    return { date: [Number(year), Number(month), Number(day)], time, zone: local ? undefined : offset };
  }

  exports.parse = (text, Date) => {
    const found = standardForm(text) ?? new Reader(text).run();
    if (!found) return NaN;
    const { date: [year, month, day], time, zone } = found;
    const made = new Date(0);
    if (zone === undefined) {
      made.setFullYear(year, month - 1, day);
      return made.setHours(...time);
    }
    made.setUTCFullYear(year, month - 1, day);
    made.setUTCHours(...time);
    return new Date(made.getTime() - zone * 60000).getTime();
  };
});
