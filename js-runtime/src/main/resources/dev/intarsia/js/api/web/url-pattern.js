(function (exports, require) {
  'use strict';
  const { URLPattern } = require('bundle:urlpattern');
  delete URLPattern.compareComponent;
  require('web:interfaces').interfaces(URLPattern);
  exports.URLPattern = URLPattern;
});
