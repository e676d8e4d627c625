import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whoever has an IPv6 address has at least the network of this many bits around it, and may use any address in it (RFC 8981). */
const networkBytes = 64 / 8;

/**
 * The name under which requests of one client are counted: its IPv4 address, or the /64 network of its IPv6 address.
 * An IPv4 address mapped into IPv6, as a socket for both families gives it, counts as the IPv4 address.
 * @param address as a proxy wrote it, or of the socket; a port behind it is ignored, since some proxies write one
 * @param peer the address of the socket, which counts where `address` is none: a name, `unknown`, or an obfuscated one (RFC 7239)
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
