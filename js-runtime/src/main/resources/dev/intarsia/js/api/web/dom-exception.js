(function (exports, require) {
  'use strict';
  const codes = {
    IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
    NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10,
    InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14,
    InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20,
    URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
  };

  const states = new WeakMap();

  function stateOf(exception) {
    const state = states.get(exception);
    if (state === undefined) throw require('web:errors').coded(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type DOMException');
    return state;
  }

  /** An interface of its own whose instances are made as the language's errors are: they have a stack. */
  class DOMException {
    constructor(message = '', options = 'Error') {
      const named = typeof options === 'object' && options !== null;
      const text = `${message}`;
      const name = `${named ? options.name ?? 'Error' : options}`;
      const made = Reflect.construct(Error, [text, named && 'cause' in options ? { cause: options.cause } : undefined], new.target);
      states.set(made, { message: text, name });
      const stack = `${made.stack}`;
      const head = /^[^\n]*/.exec(stack)[0];
      const lines = text === '' || !head.endsWith(text.split('\n')[0]) ? stack.slice(head.length) : stack.slice(stack.indexOf(text) + text.length);
      Object.defineProperty(made, 'stack', { value: `${name}: ${text}${lines}`, writable: true, configurable: true });
      delete made.message;
      return made;
    }

    get name() { return stateOf(this).name; }
    get message() { return stateOf(this).message; }
    get code() { return codes[stateOf(this).name] ?? 0; }
  }
  Object.setPrototypeOf(DOMException.prototype, Error.prototype);
  Object.defineProperties(DOMException.prototype, { name: { enumerable: true }, message: { enumerable: true }, code: { enumerable: true },
    [Symbol.toStringTag]: { value: 'DOMException', configurable: true } });
  Object.defineProperty(DOMException, 'length', { value: 0, configurable: true });

  const constants = ['INDEX_SIZE', 'DOMSTRING_SIZE', 'HIERARCHY_REQUEST', 'WRONG_DOCUMENT', 'INVALID_CHARACTER', 'NO_DATA_ALLOWED',
    'NO_MODIFICATION_ALLOWED', 'NOT_FOUND', 'NOT_SUPPORTED', 'INUSE_ATTRIBUTE', 'INVALID_STATE', 'SYNTAX', 'INVALID_MODIFICATION',
    'NAMESPACE', 'INVALID_ACCESS', 'VALIDATION', 'TYPE_MISMATCH', 'SECURITY', 'NETWORK', 'ABORT', 'URL_MISMATCH', 'QUOTA_EXCEEDED',
    'TIMEOUT', 'INVALID_NODE_TYPE', 'DATA_CLONE'];
  constants.forEach((name, index) => {
    for (const holder of [DOMException, DOMException.prototype]) {
      Object.defineProperty(holder, `${name}_ERR`, { value: index + 1, enumerable: true });
    }
  });
  exports.DOMException = DOMException;
});
