// The global EventSource: the package eventsource, over fetch.
(function (exports, require) {
  'use strict';
  const { defineHandler } = require('web:events');
  const Base = require('bundle:eventsource').EventSource;

  class EventSource extends Base {
    #lastId = '';

    /** An event without an id of its own tells the last one (HTML, section 9.2.6). */
    dispatchEvent(event) {
      if (!(event instanceof MessageEvent)) return super.dispatchEvent(event);
      if (event.lastEventId !== '') this.#lastId = event.lastEventId;
      if (event.lastEventId === this.#lastId) return super.dispatchEvent(event);
      return super.dispatchEvent(new MessageEvent(event.type, { data: event.data, origin: event.origin, lastEventId: this.#lastId }));
    }
  }

  // The package calls its own handlers before it dispatches.
  for (const type of ['open', 'message', 'error']) defineHandler(EventSource.prototype, type);
  exports.EventSource = EventSource;
});
