// The binding "crypto" of Node's tls: contexts and certificates, over the host's.
(function (exports, require, module, native) {
  'use strict';
  const host = native('tls');
  const { Buffer } = require('node:buffer');
  const noop = () => {};
  const TLS1_2 = 0x0303;
  const TLS1_3 = 0x0304;

  const bytes = (value) => (typeof value === 'string' ? Buffer.from(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength));

  function failure(code, text) {
    return Object.assign(new Error(text), { code });
  }

  function check(wrong, code = 'ERR_OSSL_PEM_NO_START_LINE', text = 'error:0480006C:PEM routines::no start line') {
    if (wrong !== undefined) throw failure(code, text);
  }

  const old = /^(?:TLS|SSLv23)(?:_client|_server)?_method$/;
  const pinned = /^TLSv1(?:_([12]))?(?:_client|_server)?_method$/;

  class SecureContext {
    #id = host.context();
    #least = TLS1_2;
    #most = TLS1_3;
    #ticketKeys = Buffer.alloc(48);

    get id() { return this.#id; }

    init(secureProtocol, least, most) {
      if (secureProtocol === undefined || secureProtocol === null || secureProtocol === '') {
        this.#versions(least, most);
      } else if (old.test(secureProtocol)) {
        this.#versions(0x0301, /^SSLv23/.test(secureProtocol) ? TLS1_2 : TLS1_3);
      } else if (pinned.test(secureProtocol)) {
        const version = 0x0301 + Number(pinned.exec(secureProtocol)[1] ?? 0);
        this.#versions(version, version);
      } else {
        const text = /^SSLv[23]/.test(secureProtocol) ? `${secureProtocol.slice(0, 5)} methods disabled` : `Unknown method: ${secureProtocol}`;
        throw Object.assign(new TypeError(text), { code: 'ERR_TLS_INVALID_PROTOCOL_METHOD' });
      }
    }

    #versions(least, most) {
      this.#least = least;
      this.#most = most;
      host.versions(this.#id, least, most);
    }

    getMinProto() { return this.#least; }
    getMaxProto() { return this.#most; }
    setMinProto(version) { this.#versions(version, this.#most); }
    setMaxProto(version) { this.#versions(this.#least, version); }

    #suites = '';
    setCipherSuites(list) { this.#suites = list; }

    setCiphers(list) {
      const all = [this.#suites, list].filter(Boolean).join(':');
      if (!host.suites(this.#id, all)) {
        throw Object.assign(failure('ERR_SSL_NO_CIPHER_MATCH', 'error:0A0000B9:SSL routines::no cipher match'),
          { library: 'SSL routines', reason: 'no cipher match' });
      }
    }

    setKey(key, passphrase) {
      // OpenSSL writes the curve of a key before it.
      const alone = typeof key === 'string' ? key : Buffer.from(bytes(key)).toString('latin1');
      const text = alone.replace(/-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----/, '');
      const made = require('node:crypto').createPrivateKey({ key: text, passphrase: passphrase ?? undefined });
      check(host.key(this.#id, made.export({ type: 'pkcs8', format: 'der' })), 'ERR_OSSL_UNSUPPORTED',
        'error:1E08010C:DECODER routines::unsupported');
    }

    setCert(certificate) { check(host.chain(this.#id, bytes(certificate))); }
    /** A text without certificates adds none, as in OpenSSL. */
    addCACert(certificate) { host.authorities(this.#id, bytes(certificate)); }

    addRootCerts() {
      if (replacedRoots !== undefined) {
        for (const root of replacedRoots) this.addCACert(root);
        return;
      }
      host.roots(this.#id);
      for (const text of extraRoots()) this.addCACert(text);
    }

    loadPKCS12(store, passphrase) {
      check(host.pkcs12(this.#id, bytes(store), passphrase === undefined ? '' : Buffer.from(passphrase).toString()), undefined, 'mac verify failure');
    }

    getCertificate() {
      let found = null;
      host.ofContext(this.#id, (first) => { if (first !== undefined) found = Buffer.from(first); });
      return found;
    }

    getIssuer() {
      let found = null;
      host.ofContext(this.#id, (first, second) => { if (second !== undefined) found = Buffer.from(second); });
      return found;
    }

    addCRL() { throw require('web:errors').notAvailable('the option "crl"', 'lists of revoked certificates are not read'); }
    getTicketKeys() { return Buffer.from(this.#ticketKeys); }
    setTicketKeys(keys) { this.#ticketKeys = Buffer.from(keys); }
    setDHParam() {}
    setECDHCurve() {}
    setSigalgs() {}
    setOptions() {}
    setSessionIdContext() {}
    setSessionTimeout() {}
    setAllowPartialTrustChain() {}
    setCertificateCompression() {}
    enableTicketKeyCallback() {}
    close() { host.closeContext(this.#id); }
  }

  let replacedRoots;

  function extraRoots() {
    const file = require('node:process').env.NODE_EXTRA_CA_CERTS;
    return file ? [require('node:fs').readFileSync(file, 'utf8')] : [];
  }

  function pem(der) {
    return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----`;
  }

  function defaultRoots() {
    const list = [];
    host.defaultRoots((...roots) => { for (const root of roots) list.push(pem(root)); });
    return list;
  }

  /** What Node tells of each certificate, in its order. */
  const NAMES = ['subject', 'issuer', 'subjectaltname', 'infoAccess', 'ca', 'modulus', 'exponent', 'pubkey', 'bits', 'valid_from', 'valid_to',
    'fingerprint', 'fingerprint256', 'fingerprint512', 'ext_key_usage', 'serialNumber', 'raw', 'asn1Curve', 'nistCurve'];

  /** A certificate as the object that Node has always made of it. */
  function details(der) {
    const made = Object.fromEntries(NAMES.map((name) => [name, undefined]));
    made.subject = { __proto__: null };
    made.issuer = { __proto__: null };
    host.certificate(der, (...told) => {
      for (let i = 0; i < told.length; i += 2) {
        const [name, value] = [told[i], told[i + 1]];
        const [, whose, part] = /^(subject|issuer)\.(.*)$/.exec(name) ?? [];
        if (whose !== undefined) made[whose][part] = part in made[whose] ? [made[whose][part], value].flat() : value;
        else if (name === 'ca') made.ca = value === 'true';
        else if (name === 'bits') made.bits = Number(value);
        else if (name === 'pubkey') made.pubkey = Buffer.from(value, 'hex');
        else if (name === 'ext_key_usage') (made.ext_key_usage ??= []).push(value);
        else made[name] = value;
      }
    });
    made.raw = Buffer.from(der);
    return made;
  }

  Object.assign(exports, { SecureContext, details,
    getBundledRootCertificates: defaultRoots, getSystemCACertificates: defaultRoots, getUserRootCertificates: () => replacedRoots ?? [],
    getExtraCACertificates: extraRoots, startLoadingCertificatesOffThread: noop, getCertificateCompressionAlgorithms: () => [],
    resetRootCertStore(list) { replacedRoots = list; },
    getSSLCiphers() {
      const list = [];
      host.supported((...names) => { for (const name of names) list.push(name.toLowerCase()); });
      return list;
    } });
});
