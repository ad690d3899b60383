// Node's own module; the listeners of an EventTarget are kept elsewhere here.
(function (exports, require, module) {
  'use strict';
  const EventEmitter = require('lib:events');
  const getEventListeners = EventEmitter.getEventListeners;
  EventEmitter.getEventListeners = (target, type) => (target instanceof EventTarget
    ? (require('web:events').listenersOf(target).get(type) ?? []).map((listener) => listener.callback)
    : getEventListeners(target, type));
  const { listenerCount } = EventEmitter;
  EventEmitter.listenerCount = (target, type) => (target instanceof EventTarget
    ? EventEmitter.getEventListeners(target, type).length : listenerCount(target, type));
  const { kMaxEventTargetListeners } = EventEmitter;
  const getMaxListeners = EventEmitter.getMaxListeners;
  EventEmitter.getMaxListeners = (target) => (target instanceof EventTarget
    ? target[kMaxEventTargetListeners] ?? (target instanceof AbortSignal ? 0 : EventEmitter.defaultMaxListeners) : getMaxListeners(target));
  module.exports = EventEmitter;
});
