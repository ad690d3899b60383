(function (exports, require) {
  'use strict';
  const { isDeepStrictEqual, isDeepEqual } = require('lib:internal/util/comparisons');
  Object.assign(exports, { isDeepStrictEqual, isDeepEqual });
});
