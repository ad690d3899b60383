// Sets of addresses under net.BlockList, and net.SocketAddress.
(function (exports, require) {
  'use strict';
  const { value, text } = require('net:addresses');
  const { codes } = require('net:library')('internal/errors');
  const AF_INET = 2;
  const AF_INET6 = 10;
  const MAPPED = 0xffffn << 32n;

  class SocketAddress {
    #address;
    #number;
    #port;
    #family;
    #flowlabel;

    constructor(address, port, family, flowlabel) {
      this.#number = value(address, family === AF_INET6);
      if (this.#number === undefined) throw new codes.ERR_INVALID_ADDRESS();
      this.#address = text(this.#number, family === AF_INET6);
      this.#port = port;
      this.#family = family;
      this.#flowlabel = flowlabel;
    }

    get number() { return this.#number; }
    get six() { return this.#family === AF_INET6; }
    get spelling() { return this.#address; }

    detail(into) {
      return Object.assign(into, { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel });
    }

    flowlabel() {
      return this.#flowlabel;
    }
  }

  class BlockList {
    #rules = [];

    #add(six, from, to, rule) {
      this.#rules.unshift({ six, from, to, rule });
    }

    #remove(rule) {
      this.#rules = this.#rules.filter((known) => known.rule !== rule);
    }

    addAddress(address) {
      this.#add(address.six, address.number, address.number, this.#address(address));
    }

    addAddresses(list) {
      for (const address of list) this.addAddress(address);
    }

    removeAddress(address) {
      this.#remove(this.#address(address));
    }

    #address(address) {
      return `Address: ${BlockList.#family(address)} ${address.spelling}`;
    }

    static #family(address) {
      return address.six ? 'IPv6' : 'IPv4';
    }

    addRange(start, end) {
      if (start.number > end.number) return false;
      this.#add(start.six, start.number, end.number, this.#range(start, end));
      return true;
    }

    removeRange(start, end) {
      this.#remove(this.#range(start, end));
    }

    #range(start, end) {
      return `Range: ${BlockList.#family(start)} ${start.spelling}-${end.spelling}`;
    }

    addSubnet(network, prefix) {
      const free = BigInt((network.six ? 128 : 32) - prefix);
      const from = (network.number >> free) << free;
      this.#add(network.six, from, from + (1n << free) - 1n, this.#subnet(network, prefix));
    }

    removeSubnet(network, prefix) {
      this.#remove(this.#subnet(network, prefix));
    }

    #subnet(network, prefix) {
      return `Subnet: ${BlockList.#family(network)} ${network.spelling}/${prefix}`;
    }

    checkString(address, family) {
      const number = value(address, family === AF_INET6);
      return number !== undefined && this.#holds(number, family === AF_INET6);
    }

    check(address) {
      return this.#holds(address.number, address.six);
    }

    /** An IPv4 address within IPv6 is that address. */
    #holds(number, six) {
      const mapped = six && number >> 32n === 0xffffn;
      return this.#rules.some((rule) => {
        if (rule.six === six) return number >= rule.from && number <= rule.to;
        if (mapped) return number - MAPPED >= rule.from && number - MAPPED <= rule.to;
        return !six && number + MAPPED >= rule.from && number + MAPPED <= rule.to;
      });
    }

    clear() { this.#rules = []; }
    getRules() { return this.#rules.map((known) => known.rule); }
    getSize() { return this.#rules.length; }
  }

  Object.assign(exports, { SocketAddress, BlockList, AF_INET, AF_INET6, FLOW_LABEL: 0xfffff });
});
