// Domain names for the URL parser: the tables of UTS 46 are loaded for names that need them only.
(function (exports, require) {
  'use strict';

  function plain(domain) {
    return /^[\x00-\x7f]*$/.test(domain) && !/(?:^|\.)xn--/i.test(domain);
  }

  exports.toASCII = (domain, options) => {
    if (!plain(domain)) {
      return require('bundle:tr46').toASCII(domain, options);
    }
    return domain.toLowerCase();
  };

  exports.toUnicode = (domain, options) =>
    plain(domain) ? { domain: domain.toLowerCase(), error: false } : require('bundle:tr46').toUnicode(domain, options);
});
