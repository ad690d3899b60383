// The binding "tls_wrap" of Node's tls: a stream over another one, with a session of the host's in between.
(function (exports, require, module, native) {
  'use strict';
  const host = native('tls');
  const { now } = native('timers');
  const { nextTick } = require('node:process');
  const { Buffer } = require('node:buffer');
  const { StreamBase, streamBaseState, kLastWriteWasAsync } = require('net:stream-base');
  const { UV_EOF, UV_EPROTO, UV_ECANCELED, UV_EBADF } = require('net:uv');
  const { details } = require('tls:context');
  const { notAvailable } = require('web:errors');
  const open = new Map();

  host.listener((session, event, first, second) => open.get(session)?.[event](first, second));

  const never = (name) => () => {
    throw notAvailable(`TLSSocket.${name}`, "the JDK's TLS has no such call");
  };

  class TLSWrap extends StreamBase {
    #parent;
    #server;
    #session;
    #output = [];
    #writing;
    /** Writes whose bytes are encrypted, and those that wait for the handshake. */
    #leaving = [];
    #waiting = [];
    #shutdown;
    #held;
    #ended = false;
    #secure = false;
    #destroyed = false;
    #failure;
    #asksContext = false;
    #described;

    constructor(parent, context, server, held) {
      super();
      this.#parent = parent;
      this.#server = server;
      this.#held = held;
      this.#session = host.open(context.id, server);
      open.set(this.#session, this);
      parent.readBy((status, bytes) => this.#came(status, bytes));
    }

    // What the host tells.

    /** What is encrypted within a call leaves at its end, in one write. */
    encrypted(bytes) {
      this.#output.push(bytes);
    }

    plain(bytes) {
      if (!this.#destroyed) this.deliver(bytes.byteLength, bytes);
    }

    hello(serverName) {
      // The session's own context is fine unless a script chooses another by the name.
      if (!this.#asksContext) return this.certCbDone();
      return this.oncertcb({ servername: serverName, tlsTicket: false, OCSPRequest: false });
    }

    secure() {
      this.#secure = true;
      this.#flush();
      if (!this.#server) this.onhandshakestart?.(now());
      this.onhandshakedone?.();
    }

    drained() {
      this.#leaving.push(...this.#waiting.splice(0));
    }

    end() {
      this.#endOfStream();
    }

    failed(code, reason) {
      this.#flush();
      const error = Object.assign(new Error(`error:0A000000:SSL routines::${reason}`), { library: 'SSL routines', reason, code });
      this.#failure = error;
      for (const request of [...this.#waiting.splice(0), ...this.#leaving.splice(0)]) this.#done(request, UV_EPROTO);
      this.onerror?.(error);
    }

    choose(offered) {
      const names = offered.split('\0');
      const list = Buffer.concat(names.map((name) => Buffer.from([name.length, ...Buffer.from(name, 'latin1')])));
      const offset = this.ALPNCallback?.(list);
      return offset === undefined ? undefined : list.toString('latin1', offset + 1, offset + 1 + list[offset]);
    }

    // What comes from the stream below, and goes to it.

    #came(status, bytes) {
      if (this.#destroyed) return;
      if (status > 0) {
        host.receive(this.#session, bytes);
        this.#flush();
      } else if (status === UV_EOF) {
        this.#endOfStream();
      } else if (status < 0) {
        this.deliver(status);
      }
    }

    #endOfStream() {
      if (this.#ended || this.#destroyed) return;
      this.#ended = true;
      this.deliver(UV_EOF);
    }

    /** Writes what is encrypted, one write at a time. */
    #flush() {
      while (this.#writing === undefined && !this.#held && this.#output.length > 0 && !this.#destroyed) {
        const parts = this.#output.splice(0);
        const leaving = this.#leaving.splice(0);
        const request = { oncomplete: (status) => this.#written(status) };
        this.#writing = leaving;
        const status = this.#parent.writeBuffer(request, parts.length === 1 ? parts[0] : Buffer.concat(parts));
        if (status >= 0 && streamBaseState[kLastWriteWasAsync] === 1) return;
        this.#writing = undefined;
        for (const each of leaving) this.#done(each, status);
      }
      if (this.#writing === undefined && this.#output.length === 0) this.#shutBelow();
    }

    #written(status) {
      const leaving = this.#writing ?? [];
      this.#writing = undefined;
      for (const each of leaving) this.#done(each, status);
      this.#flush();
    }

    #done(request, status) {
      request.finished = status;
      if (request.async) request.oncomplete?.(status, this, undefined);
    }

    #shutBelow() {
      const request = this.#shutdown;
      if (request === undefined || this.#waiting.length > 0 || request.below) return;
      request.below = true;
      const status = this.#parent.shutdown({ oncomplete: (result) => this.#shut(result) });
      if (status < 0) nextTick(() => this.#shut(status));
    }

    #shut(status) {
      const request = this.#shutdown;
      this.#shutdown = undefined;
      request?.oncomplete?.(status);
    }

    // What Node's streams ask.

    readStart() { return this.#destroyed ? UV_EBADF : this.#parent.readStart(); }
    readStop() { return this.#destroyed ? 0 : this.#parent.readStop(); }

    writeBuffer(request, bytes) {
      if (this.#destroyed || this.#failure !== undefined) return UV_EPROTO;
      request.async = false;
      if (bytes.byteLength === 0) {
        this.#flush();
        return this.sent(0, 0);
      }
      // What waits is encrypted later: until then its owner may use these bytes anew.
      if (host.write(this.#session, this.#secure ? bytes : Buffer.from(bytes))) this.#leaving.push(request);
      else this.#waiting.push(request);
      this.#flush();
      if (request.finished !== undefined) return this.sent(bytes.byteLength, request.finished);
      request.async = true;
      return this.sent(bytes.byteLength, 1);
    }

    get writeQueueSize() {
      return this.#output.reduce((sum, part) => sum + part.byteLength, this.#parent.writeQueueSize ?? 0);
    }

    shutdown(request) {
      this.#shutdown = request;
      host.end(this.#session);
      this.#flush();
      return 0;
    }

    writesIssuedByPrevListenerDone() {
      this.#held = false;
      this.#flush();
    }

    start() {
      host.start(this.#session);
      this.#flush();
    }

    receive(bytes) {
      this.#came(bytes.byteLength, bytes);
    }

    destroySSL() {
      if (this.#destroyed) return;
      this.#destroyed = true;
      open.delete(this.#session);
      host.close(this.#session);
      const requests = [...this.#waiting.splice(0), ...this.#leaving.splice(0), ...(this.#writing ?? [])];
      this.#writing = undefined;
      for (const request of requests) this.#done(request, UV_ECANCELED);
      this.#shut(UV_ECANCELED);
    }

    // Settings.

    setVerifyMode(request, reject) { host.verify(this.#session, request, request && reject); }
    setServername(name) { host.serverName(this.#session, name); }

    setALPNProtocols(list) {
      const names = [];
      for (let at = 0; at < list.length; at += 1 + list[at]) names.push(Buffer.from(list).toString('latin1', at + 1, at + 1 + list[at]));
      if (names.length > 0) host.protocols(this.#session, names.join('\0'));
    }

    enableALPNCb() { host.chooseProtocol(this.#session); }
    enableCertCb() { this.#asksContext = true; }

    certCbDone() {
      const chosen = this.sni_context;
      if (chosen !== undefined && chosen !== null && !(chosen instanceof require('tls:context').SecureContext)) {
        const { codes } = require('net:library')('internal/errors');
        throw new codes.ERR_TLS_INVALID_CONTEXT('context');
      }
      if (this.#server) this.onhandshakestart?.(now());
      host.proceed(this.#session, chosen?.id ?? 0);
      this.#flush();
    }

    setKeyCert(context) { this.sni_context = context; }
    enableSessionCallbacks() {}
    enableKeylogCallback() {}
    enableTrace() {}
    setSession() {}
    newSessionDone() {}
    loadSession() {}
    endParser() {}
    requestOCSP() {}
    setOCSPResponse() {}

    // What is known of the session.

    #describe() {
      if (this.#described !== undefined) return this.#described;
      const known = { protocol: null, suite: undefined, openSsl: undefined, serverName: false, applicationProtocol: false };
      host.describe(this.#session, (protocol, suite, openSsl, serverName, applicationProtocol) => Object.assign(known, {
        protocol: protocol || null, suite, openSsl, serverName: serverName || false, applicationProtocol: applicationProtocol || false }));
      if (this.#secure) this.#described = known;
      return known;
    }

    getServername() { return this.#describe().serverName; }
    getALPNNegotiatedProtocol() { return this.#describe().applicationProtocol; }
    getProtocol() { return this.#describe().protocol; }

    getCipher() {
      const { suite, openSsl, protocol } = this.#describe();
      return suite ? { name: openSsl, standardName: suite, version: protocol } : undefined;
    }

    verifyError() {
      let fault = null;
      host.fault(this.#session, (code, message) => { fault = Object.assign(new Error(message), { code }); });
      return fault;
    }

    #peer() {
      const chain = [];
      host.peer(this.#session, (...certificates) => chain.push(...certificates));
      return chain;
    }

    getPeerCertificate(detailed) {
      const chain = this.#peer();
      if (chain.length === 0) return undefined;
      const first = details(chain[0]);
      if (detailed !== true) return first;
      let last = first;
      for (const der of chain.slice(1)) {
        last.issuerCertificate = details(der);
        last = last.issuerCertificate;
      }
      if (JSON.stringify(last.issuer) === JSON.stringify(last.subject)) last.issuerCertificate = last;
      return first;
    }

    getCertificate() {
      let own;
      host.own(this.#session, (der) => { own = details(der); });
      return own;
    }

    getPeerX509Certificate() {
      const chain = this.#peer();
      return chain.length === 0 ? undefined : chain[0];
    }

    getX509Certificate() {
      let own;
      host.own(this.#session, (der) => { own = der; });
      return own;
    }

    /** The JDK does not tell. */
    getEphemeralKeyInfo() { return this.#server ? null : {}; }

    getSharedSigalgs() { return []; }
    getSession() { return undefined; }
    getTLSTicket() { return undefined; }
    isSessionReused() { return false; }
    getFinished() { return undefined; }
    getPeerFinished() { return undefined; }
    setMaxSendFragment() { return 1; }
  }

  for (const name of ['renegotiate', 'exportKeyingMaterial']) TLSWrap.prototype[name] = never(name);

  exports.TLSWrap = TLSWrap;
  exports.wrap = (parent, context, server, held) => new TLSWrap(parent, context, server, held);
});
