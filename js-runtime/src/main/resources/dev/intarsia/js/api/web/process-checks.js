// Functions of process that check what they are given as Node does.
(function (exports, require) {
  'use strict';
  const { coded, invalidType, invalidValue } = require('web:errors');
  const check = require('web:validators');

  const counts = (value) => typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;

  /** An earlier result of process.cpuUsage or process.threadCpuUsage. */
  exports.previousUsage = function (previous) {
    if (!previous) return { user: 0, system: 0 };
    for (const key of ['user', 'system']) {
      if (counts(previous[key])) continue;
      check.object(previous, 'prevValue');
      check.number(previous[key], `prevValue.${key}`);
      throw invalidValue(`prevValue.${key}`, previous[key], 'is invalid', RangeError);
    }
    return previous;
  };

  function warningOf(text, type, code, from, detail) {
    const warning = new Error(text);
    warning.name = String(type || 'Warning');
    if (code !== undefined) warning.code = code;
    if (detail !== undefined) warning.detail = detail;
    Error.captureStackTrace(warning, from);
    return warning;
  }

  /** What process.emitWarning was called with, as an error. */
  exports.warning = function (warning, type, code, from) {
    let detail;
    if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
      if (typeof type.detail === 'string') detail = type.detail;
      [type, code, from] = [type.type || 'Warning', type.code, type.ctor ?? from];
    } else if (typeof type === 'function') [type, code, from] = ['Warning', '', type];
    if (type !== undefined) check.string(type, 'type');
    if (typeof code === 'function') [code, from] = ['', code];
    else if (code !== undefined) check.string(code, 'code');
    if (typeof warning === 'string') return warningOf(warning, type, code, from, detail);
    if (!(warning instanceof Error)) throw invalidType('warning', 'of type string or an instance of Error', warning);
    return warning;
  };

  /** The proxy's handler for process.env. */
  exports.environment = {
    set(target, key, value) {
      if (typeof key === 'symbol' || typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      target[key] = `${value}`;
      return true;
    },
    defineProperty(target, key, descriptor) {
      const refuse = (text) => { throw coded(TypeError, 'ERR_INVALID_OBJECT_DEFINE_PROPERTY', `'process.env' ${text}`); };
      if ('get' in descriptor || 'set' in descriptor) refuse('does not accept an accessor(getter/setter) descriptor');
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
        refuse('only accepts a configurable, writable, and enumerable data descriptor');
      }
      return Reflect.defineProperty(target, key, { ...descriptor, value: `${descriptor.value}` });
    },
  };

  function id(value, name) {
    if (typeof value === 'number') check.uint32(value, name);
    else if (typeof value !== 'string') throw invalidType(name, 'one of type number or string', value);
  }

  function become(name, kind, own) {
    return { [name](value) {
      id(value, 'id');
      if (typeof value === 'string') throw coded(Error, 'ERR_UNKNOWN_CREDENTIAL', `${kind} identifier does not exist: ${value}`);
      if (value !== own()) throw Object.assign(new Error('EPERM, Operation not permitted'), { errno: 1, code: 'EPERM', syscall: name });
    } }[name];
  }

  /** The functions that change users and groups: they check, and change to what is. */
  exports.credentials = (process) => ({
    setuid: become('setuid', 'User', process.getuid), seteuid: become('seteuid', 'User', process.getuid),
    setgid: become('setgid', 'Group', process.getgid), setegid: become('setegid', 'Group', process.getgid),
    setgroups(groups) {
      check.array(groups, 'groups');
      for (const [i, group] of groups.entries()) id(group, `groups[${i}]`);
      const unknown = groups.find((group) => typeof group === 'string');
      if (unknown !== undefined) throw coded(Error, 'ERR_UNKNOWN_CREDENTIAL', `Group identifier does not exist: ${unknown}`);
      throw Object.assign(new Error('EPERM, Operation not permitted'), { errno: 1, code: 'EPERM', syscall: 'setgroups' });
    },
    initgroups(user, group) {
      id(user, 'user');
      id(group, 'extraGroup');
      const [kind, name] = typeof group === 'string' ? ['Group', group] : ['User', user];
      if (typeof name === 'string') throw coded(Error, 'ERR_UNKNOWN_CREDENTIAL', `${kind} identifier does not exist: ${name}`);
      throw Object.assign(new Error('EPERM, Operation not permitted'), { errno: 1, code: 'EPERM', syscall: 'initgroups' });
    },
  });

  let capture = null;
  exports.capture = {
    setUncaughtExceptionCaptureCallback(fn) {
      if (fn !== null && typeof fn !== 'function') throw invalidType('fn', 'of type function or null', fn);
      if (fn !== null && capture !== null) {
        throw coded(Error, 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
          '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active');
      }
      capture = fn;
    },
    hasUncaughtExceptionCaptureCallback: () => capture !== null,
  };
  exports.captured = (error) => {
    if (capture === null) return false;
    capture(error);
    return true;
  };

  /** An exit code as process.exit and process.exitCode take it. */
  exports.exitCode = function (value) {
    if (value === null || value === undefined) return value;
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    check.integer(typeof value === 'string' && !Number.isInteger(number) ? value : number, 'code');
    return value;
  };

  const reference = (name) => (object) => {
    const own = object?.[Symbol.for(`nodejs.${name}`)] ?? object?.[Symbol.for(`node:${name}`)] ?? object?.[name];
    if (typeof own === 'function') Reflect.apply(own, object, []);
  };
  exports.references = { ref: reference('ref'), unref: reference('unref') };
});
