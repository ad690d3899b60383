// What Web IDL asks of the members of an interface, which class syntax does not give.
(function (exports, require) {
  'use strict';
  const { coded } = require('web:errors');
  const { defineProperty, getOwnPropertyNames, getOwnPropertyDescriptor } = Object;

  /** Makes the members of classes enumerable, and gives each prototype its class's name as its tag. */
  exports.interfaces = function interfaces(...classes) {
    for (const type of classes) {
      for (const holder of [type, type.prototype]) {
        for (const name of getOwnPropertyNames(holder)) {
          if (name === 'constructor' || name === 'prototype' || (holder === type && (name === 'length' || name === 'name'))) continue;
          if (getOwnPropertyDescriptor(holder, name).configurable) defineProperty(holder, name, { enumerable: true });
        }
      }
      defineProperty(type.prototype, Symbol.toStringTag, { value: type.name, writable: false, enumerable: false, configurable: true });
    }
  };

  /** Gives classes the members of a mixin, each as its own. */
  exports.mixin = function mixin(source, ...classes) {
    const { constructor, ...members } = Object.getOwnPropertyDescriptors(source.prototype);
    void constructor;
    for (const type of classes) Object.defineProperties(type.prototype, members);
  };

  /** What the constructor of an interface throws that has none for its callers. */
  exports.illegalConstructor = () => coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');

  /** Throws unless a function was called with as many arguments as it needs; `names` are theirs. */
  exports.needArguments = function needArguments(given, ...names) {
    if (given >= names.length) return;
    const quoted = names.map((name) => `"${name}"`);
    const last = quoted.pop();
    throw coded(TypeError, 'ERR_MISSING_ARGS', quoted.length === 0 ? `The ${last} argument must be specified`
      : `The ${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last} arguments must be specified`);
  };

  /** Throws unless `this` has the slots of the interface. */
  exports.needThis = function needThis(known, name) {
    if (!known) throw coded(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
  };

  /**
   * Makes iterators over pairs (Web IDL, section 3.7.10): each step looks at the object as it is then.
   *
   * `at` gives the pair at an index, undefined behind the last. The result is a function (object, kind).
   */
  exports.pairIterator = function pairIterator(name, at) {
    const states = new WeakMap();
    const prototype = Object.create(Iterator.prototype, {
      next: { writable: true, enumerable: true, configurable: true, value: { next() {
        const state = states.get(this);
        if (state === undefined) throw new TypeError(`'next' called on an object that does not implement interface ${name} Iterator.`);
        const pair = at(state.object, state.index);
        if (pair === undefined) return { value: undefined, done: true };
        state.index++;
        const [key, value] = pair;
        return { value: state.kind === 'keys' ? key : state.kind === 'values' ? value : [key, value], done: false };
      } }.next },
      [Symbol.toStringTag]: { value: `${name} Iterator`, configurable: true },
    });
    return (object, kind) => {
      const made = Object.create(prototype);
      states.set(made, { object, kind, index: 0 });
      return made;
    };
  };
});
