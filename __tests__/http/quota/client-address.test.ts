import { describe, expect, test } from '@jest/globals';
import { clientOf } from '../../../src/http/quota/client-address.js';

const peer = '192.0.2.1';

describe('A client is', () => {
  test.each([
    ['an IPv4 address', '203.0.113.7', '203.0.113.7'],
    ['the same with a port, which some proxies write', '203.0.113.7:51234', '203.0.113.7'],
    [
      'the same as an IPv4-mapped IPv6 address, as dual-stack sockets report it',
      '::ffff:203.0.113.7',
      '203.0.113.7',
    ],
    ['the same in hexadecimal digits', '::ffff:cb00:7107', '203.0.113.7'],
    ['the /64 network of an IPv6 address', '2001:db8:1:2:3:4:5:6', '20010db800010002/64'],
    ['the same for another address of the network', '2001:DB8:1:2::ffff', '20010db800010002/64'],
    ['the same in brackets', '[2001:db8:1:2::1]', '20010db800010002/64'],
    ['the same in brackets with a port', '[2001:db8:1:2::1]:443', '20010db800010002/64'],
    ['another one for another network', '2001:db8:1:3::1', '20010db800010003/64'],
    ['the network of a zone', 'fe80::1%eth0', 'fe80000000000000/64'],
    ['its socket if a proxy knows no address', 'unknown', peer],
    ['its socket if a proxy hides the address', '_hidden', peer],
    ['its socket if the header holds no address', '1.2.3.4.5', peer],
    ['its socket if an address has unusual numbers', '0x7f.1', peer],
    ['its socket if the header is empty', '', peer],
  ])('%s: %s', (_, address, client) => {
    expect(clientOf(address, peer)).toBe(client);
  });

  test('identified by one constant if neither is an address', () => {
    expect(clientOf(undefined, undefined)).toBe('unknown');
  });
});
