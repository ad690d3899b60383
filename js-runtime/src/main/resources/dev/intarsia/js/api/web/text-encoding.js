// The engine's own TextDecoder knows UTF-8 and UTF-16; the others of the Encoding standard come from the JDK.
(function (exports, require, module, native) {
  'use strict';
  const { coded, invalidType } = require('web:errors');
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  const Native = require('web:native-text-decoder');
  const labels = new Map(Object.entries({
    'utf-8': 'unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8',
    'utf-16le': 'csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le',
    'utf-16be': 'unicodefffe utf-16be',
    'ibm866': '866 cp866 csibm866 ibm866',
    'iso-8859-2': 'csisolatin2 iso-8859-2 iso8859-2 iso88592 iso_8859-2 l2 latin2',
    'iso-8859-3': 'csisolatin3 iso-8859-3 iso8859-3 iso88593 l3 latin3',
    'iso-8859-4': 'csisolatin4 iso-8859-4 iso8859-4 iso88594 l4 latin4',
    'iso-8859-5': 'csisolatincyrillic cyrillic iso-8859-5 iso8859-5 iso88595',
    'iso-8859-6': 'arabic asmo-708 csisolatinarabic iso-8859-6 iso8859-6 iso88596',
    'iso-8859-7': 'csisolatingreek elot_928 greek greek8 iso-8859-7 iso8859-7 iso88597',
    'iso-8859-8': 'csisolatinhebrew hebrew iso-8859-8 iso8859-8 iso88598 visual',
    'iso-8859-13': 'iso-8859-13 iso8859-13 iso885913',
    'iso-8859-15': 'csisolatin9 iso-8859-15 iso8859-15 iso885915 l9',
    'koi8-r': 'cskoi8r koi koi8 koi8-r koi8_r',
    'koi8-u': 'koi8-ru koi8-u',
    'macintosh': 'csmacintosh mac macintosh x-mac-roman',
    'windows-874': 'dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874',
    'windows-1250': 'cp1250 windows-1250 x-cp1250',
    'windows-1251': 'cp1251 windows-1251 x-cp1251',
    'windows-1252': 'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 '
      + 'iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252',
    'windows-1253': 'cp1253 windows-1253 x-cp1253',
    'windows-1254': 'cp1254 csisolatin5 iso-8859-9 iso8859-9 iso88599 l5 latin5 windows-1254 x-cp1254',
    'windows-1255': 'cp1255 windows-1255 x-cp1255',
    'windows-1256': 'cp1256 windows-1256 x-cp1256',
    'windows-1257': 'cp1257 windows-1257 x-cp1257',
    'windows-1258': 'cp1258 windows-1258 x-cp1258',
    'gbk': 'chinese csgb2312 gb2312 gb_2312 gbk x-gbk',
    'gb18030': 'gb18030',
    'big5': 'big5 big5-hkscs cn-big5 csbig5 x-x-big5',
    'euc-jp': 'cseucpkdfmtjapanese euc-jp x-euc-jp',
    'iso-2022-jp': 'csiso2022jp iso-2022-jp',
    'shift_jis': 'csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis',
    'euc-kr': 'cseuckr euc-kr korean ks_c_5601-1987 ksc5601 ksc_5601 windows-949',
  }).flatMap(([name, all]) => all.split(' ').map((label) => [label, name])));

  class TextDecoder {
    #encoding;
    #native;
    #decode;
    #fatal;
    #ignoreBOM;

    constructor(label = 'utf-8', options = {}) {
      const encoding = labels.get(`${label}`.trim().toLowerCase());
      if (encoding === undefined) {
        throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
      }
      if (options != null && typeof options !== 'object') {
        throw invalidType('options', 'of type object', options);
      }
      this.#encoding = encoding;
      this.#fatal = !!options?.fatal;
      this.#ignoreBOM = !!options?.ignoreBOM;
      if (encoding.startsWith('utf-')) {
        this.#native = new Native(encoding, { fatal: this.#fatal, ignoreBOM: this.#ignoreBOM });
      } else {
        this.#decode = native('text').decoder(encoding, this.#fatal);
      }
    }

    get encoding() { return this.#encoding; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }

    decode(input = new Uint8Array(), options = undefined) {
      if (!ArrayBuffer.isView(input) && Object.prototype.toString.call(input) !== '[object ArrayBuffer]'
          && !(input instanceof SharedArrayBuffer)) {
        throw invalidType('list', 'an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.', input);
      }
      try {
        return this.#native !== undefined
          ? this.#native.decode(input, { stream: !!options?.stream })
          : this.#decode(input, !!options?.stream);
      } catch (error) {
        if (error instanceof TypeError) {
          throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
            `The encoded data was not valid for encoding ${this.#encoding}`);
        }
        throw error;
      }
    }

    [inspect](depth, options, format) {
      return `TextDecoder ${format({ encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM }, options)}`;
    }

    get [Symbol.toStringTag]() { return 'TextDecoder'; }
  }
  for (const name of ['encoding', 'fatal', 'ignoreBOM', 'decode']) {
    Object.defineProperty(TextDecoder.prototype, name, { enumerable: true });
  }
  exports.TextDecoder = TextDecoder;
});
