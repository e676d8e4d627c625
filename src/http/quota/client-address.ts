import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The number of bytes that identify an IPv6 client: a client may use any address of its /64 network (RFC 8981). */
const networkBytes = 64 / 8;

/**
 * Returns the key of a client for its quota: its IPv4 address, or the /64 network of its IPv6 address; `unknown` without an address. An IPv4
 * address that is mapped into IPv6, as dual-stack sockets report it, gives the IPv4 address.
 * @param address from a proxy or the socket; a port is ignored, since some proxies add it
 * @param peer the address of the socket, used if `address` is missing or is not an IP address: proxies can send `unknown` or an obfuscated
 *   identifier (RFC 7239)
 */
export function clientOf(address: string | undefined, peer: string | undefined): string {
  return networkOf(address) ?? networkOf(peer) ?? 'unknown';
}

function networkOf(address = ''): string | null {
  const plain = withoutPort(address.trim());
  if (isIP(plain) === 0) return null;
  const parsed = ipaddr.process(plain);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${Buffer.from(parsed.toByteArray().slice(0, networkBytes)).toString('hex')}/64`;
}

function withoutPort(address: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/u.exec(address)?.[1];
  if (bracketed !== undefined) return bracketed;
  const [host = '', ...rest] = address.split(':');
  return rest.length === 1 && isIPv4(host) ? host : address;
}
