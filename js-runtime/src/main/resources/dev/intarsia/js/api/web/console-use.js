// What makes a program's console do more than hand lines to the host, so that it need not load what tells.
(function (exports) {
  'use strict';
  /** Whether process.stdout or process.stderr was asked for or replaced: lines then go through them. */
  exports.streams = false;
  /** Whether diagnostics channels were loaded: they are told of lines. */
  exports.channels = false;
});
