// Marks of objects that must stay where they are or must not be copied. It changes ArrayBuffer.prototype, so it runs before any module:
// a task's prototypes are closed once its modules have loaded.
(function (exports) {
  'use strict';
  /** A property of objects that must stay where they are, such as the buffers that small Buffers share. */
  const untransferable = Symbol('untransferable');
  /** Objects that no message may copy. */
  const uncloneable = new WeakSet();
  const { apply } = Reflect;

  // The engine has no mark for a buffer that must not move.
  for (const name of ['transfer', 'transferToFixedLength']) {
    const real = ArrayBuffer.prototype[name];
    const { [name]: value } = { [name](...args) {
      if (this?.[untransferable] !== undefined) throw new TypeError(`Cannot perform ArrayBuffer.prototype.${name} on a buffer that is not detachable`);
      return apply(real, this, args);
    } };
    Object.defineProperty(ArrayBuffer.prototype, name, { value });
  }

  const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;

  /** Whether something is an ArrayBuffer of any realm, whatever its prototype says. */
  function isBuffer(object) {
    try {
      apply(bufferLength, object, []);
      return true;
    } catch {
      return false;
    }
  }

  const isObject = (value) => value !== null && (typeof value === 'object' || typeof value === 'function');

  /** As node:worker_threads has them. */
  const marks = {
    markAsUntransferable(object) {
      if (isObject(object)) Object.defineProperty(object, untransferable, { value: true, configurable: true });
    },
    isMarkedAsUntransferable: (object) => isObject(object) && object[untransferable] !== undefined,
    markAsUncloneable(object) {
      if (isObject(object) && !ArrayBuffer.isView(object) && !isBuffer(object)) uncloneable.add(object);
    },
  };

  Object.assign(exports, { untransferable, isBuffer, isUncloneable: (object) => uncloneable.has(object), marks });
});
