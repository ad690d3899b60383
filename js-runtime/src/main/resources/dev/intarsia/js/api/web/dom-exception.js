(function (exports) {
  'use strict';
  const codes = {
    IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
    NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10,
    InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14,
    InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20,
    URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
  };

  class DOMException extends Error {
    #name;

    constructor(message = '', options = 'Error') {
      const named = typeof options === 'object' && options !== null;
      super(String(message), named && 'cause' in options ? { cause: options.cause } : undefined);
      this.#name = String(named ? options.name ?? 'Error' : options);
    }

    get name() {
      return this.#name;
    }

    get code() {
      return codes[this.#name] ?? 0;
    }

    get [Symbol.toStringTag]() {
      return 'DOMException';
    }
  }

  for (const name of ['name', 'code']) {
    Object.defineProperty(DOMException.prototype, name, { enumerable: true });
  }
  for (const [name, value] of Object.entries(codes)) {
    const constant = name === 'TypeMismatchError' ? 'TYPE_MISMATCH_ERR'
      : name === 'URLMismatchError' ? 'URL_MISMATCH_ERR'
        : `${name.replace(/Error$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}_ERR`;
    const descriptor = { value, enumerable: true };
    Object.defineProperty(DOMException, constant, descriptor);
    Object.defineProperty(DOMException.prototype, constant, descriptor);
  }
  exports.DOMException = DOMException;
});
