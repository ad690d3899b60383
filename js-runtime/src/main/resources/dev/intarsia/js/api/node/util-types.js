(function (exports, require) {
  'use strict';
  const toString = Object.prototype.toString;
  const typedArray = Object.getPrototypeOf(Uint8Array);
  const viewName = Object.getOwnPropertyDescriptor(typedArray.prototype, Symbol.toStringTag).get;
  const getter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get;

  /** Whether a value has the internal slot that a method or getter of its class asks for. */
  function slot(probe, ...args) {
    return (value) => {
      if (value === null || typeof value !== 'object') return false;
      try {
        probe.apply(value, args);
        return true;
      } catch {
        return false;
      }
    };
  }

  const tag = (name) => (value) => toString.call(value) === `[object ${name}]`;
  const view = (name) => (value) => ArrayBuffer.isView(value) && viewName.call(value) === name;
  const AsyncFunction = (async () => {}).constructor;
  const GeneratorFunction = (function* () {}).constructor;
  const AsyncGeneratorFunction = (async function* () {}).constructor;
  const sealed = Symbol('probe');

  const types = {
    isExternal: () => false,
    isDate: slot(Date.prototype.getTime),
    isArgumentsObject: tag('Arguments'),
    isBigIntObject: slot(BigInt.prototype.valueOf),
    isBooleanObject: slot(Boolean.prototype.valueOf),
    isNumberObject: slot(Number.prototype.valueOf),
    isStringObject: slot(String.prototype.valueOf),
    isSymbolObject: slot(Symbol.prototype.valueOf),
    isBoxedPrimitive: (value) => types.isNumberObject(value) || types.isStringObject(value) || types.isBooleanObject(value)
      || types.isBigIntObject(value) || types.isSymbolObject(value),
    isNativeError: (value) => value instanceof Error && (Object.hasOwn(value, 'stack') || toString.call(value) === '[object Error]'),
    isRegExp: (value) => value !== RegExp.prototype && slot(getter(RegExp, 'global'))(value),
    isAsyncFunction: (value) => value instanceof AsyncFunction || value instanceof AsyncGeneratorFunction,
    isGeneratorFunction: (value) => value instanceof GeneratorFunction || value instanceof AsyncGeneratorFunction,
    isGeneratorObject: tag('Generator'),
    isPromise: (value) => value instanceof Promise && tag('Promise')(value),
    isMap: slot(getter(Map, 'size')),
    isSet: slot(getter(Set, 'size')),
    isMapIterator: tag('Map Iterator'),
    isSetIterator: tag('Set Iterator'),
    isWeakMap: slot(WeakMap.prototype.has, sealed),
    isWeakSet: slot(WeakSet.prototype.has, sealed),
    isArrayBuffer: slot(getter(ArrayBuffer, 'byteLength')),
    isSharedArrayBuffer: slot(getter(SharedArrayBuffer, 'byteLength')),
    isAnyArrayBuffer: (value) => types.isArrayBuffer(value) || types.isSharedArrayBuffer(value),
    isDataView: (value) => ArrayBuffer.isView(value) && viewName.call(value) === undefined,
    isArrayBufferView: ArrayBuffer.isView,
    isTypedArray: (value) => ArrayBuffer.isView(value) && viewName.call(value) !== undefined,
    isProxy: () => false,
    isModuleNamespaceObject: tag('Module'),
    isCryptoKey: (value) => require('web:crypto-slots').keySlots.has(value),
    isKeyObject: (value) => require('web:crypto-slots').objectSlots.has(value),
    isEventTarget: tag('EventTarget'),
  };
  for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array',
    'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
    types[`is${name}`] = view(name);
  }
  Object.assign(exports, types);
});
