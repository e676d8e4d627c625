import { describe, expect, test } from '@jest/globals';
import { clientOf } from '../../../src/http/quota/client-address.js';

const peer = '192.0.2.1';

describe('A client', () => {
  test.each([
    ['with IPv4 is identified by its address', '203.0.113.7', '203.0.113.7'],
    ['with IPv4 is identified by its address without the port', '203.0.113.7:51234', '203.0.113.7'],
    [
      'with an IPv4-mapped IPv6 address is identified by the IPv4 address',
      '::ffff:203.0.113.7',
      '203.0.113.7',
    ],
    [
      'with a mapped address in hexadecimal digits is identified by the IPv4 address',
      '::ffff:cb00:7107',
      '203.0.113.7',
    ],
    ['with IPv6 is identified by its /64 network', '2001:db8:1:2:3:4:5:6', '20010db800010002/64'],
    [
      'with IPv6 in capital letters is identified by its /64 network',
      '2001:DB8:1:2::ffff',
      '20010db800010002/64',
    ],
    ['with IPv6 in brackets is identified by its /64 network', '[2001:db8:1:2::1]', '20010db800010002/64'],
    [
      'with IPv6 in brackets, with a port, is identified by its /64 network',
      '[2001:db8:1:2::1]:443',
      '20010db800010002/64',
    ],
    ['in another network is identified by that network', '2001:db8:1:3::1', '20010db800010003/64'],
    ['with a zone is identified by its network', 'fe80::1%eth0', 'fe80000000000000/64'],
    ['whose address the proxy does not have is identified by the address of the socket', 'unknown', peer],
    ['whose address the proxy hides is identified by the address of the socket', '_hidden', peer],
    ['with an invalid address is identified by the address of the socket', '1.2.3.4.5', peer],
    ['with an address in an unusual notation is identified by the address of the socket', '0x7f.1', peer],
    ['with an empty header is identified by the address of the socket', '', peer],
  ])('%s: %s', (_, address, client) => {
    expect(clientOf(address, peer)).toBe(client);
  });

  test('without any address is identified by a constant', () => {
    expect(clientOf(undefined, undefined)).toBe('unknown');
  });
});
