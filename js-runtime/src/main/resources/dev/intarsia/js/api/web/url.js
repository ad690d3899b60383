// Node's own URL and URLSearchParams, over web:url-binding.
(function (exports, require) {
  'use strict';
  const { URL, URLSearchParams } = require('lib:internal/url');
  const { needArguments } = require('web:interfaces');

  Object.assign(URL, {
    createObjectURL(blob) {
      needArguments(arguments.length, 'obj');
      return require('web:blob').createObjectURL(blob);
    },
    revokeObjectURL(url) {
      needArguments(arguments.length, 'url');
      require('web:blob').revokeObjectURL(`${url}`);
    },
  });
  Object.assign(exports, { URL, URLSearchParams });
});
