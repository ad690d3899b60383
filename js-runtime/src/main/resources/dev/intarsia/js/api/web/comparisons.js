(function (exports, require) {
  'use strict';
  const { isDeepStrictEqual, isDeepEqual } = require('bundle:assert').comparisons;
  Object.assign(exports, { isDeepStrictEqual, isDeepEqual });
});
