// What node:util adds to AbortController.
(function (exports, require) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const { resistStop } = require('web:events');
  const { object: checkObject } = require('web:validators');

  exports.transferableAbortController = () => new AbortController();
  exports.transferableAbortSignal = (signal) => {
    if (!(signal instanceof AbortSignal)) throw invalidType('signal', 'an instance of AbortSignal', signal);
    return signal;
  };

  /** Resolves when the signal is aborted. */
  exports.aborted = async function aborted(signal, resource) {
    if (signal === undefined) throw invalidType('signal', 'an instance of AbortSignal', signal);
    if (!(signal instanceof AbortSignal)) throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'signal is not of type AbortSignal.');
    checkObject(resource, 'resource');
    if (signal.aborted) return;
    await new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, [resistStop]: true });
    });
  };
});
