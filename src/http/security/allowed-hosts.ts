import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors/request-error.js';

/** Returns whether the value of a Host header has an allowed name. True without the header. */
export type IsAllowedHost = (host: string | undefined) => boolean;

/**
 * Creates the check of Host headers. The check protects against DNS rebinding: the domain of a malicious page resolves to this machine, and the
 * requests of the page have this domain in their Host header.
 * IP addresses, `localhost` and its subdomains are always allowed, because the attack needs a domain that resolves publicly.
 * @param names the allowed names in lower case, without ports; null allows all names
 */
export function allowedHosts(names: readonly string[] | null): IsAllowedHost {
  if (names === null) return () => true;
  const allowed = new Set(names);
  let last: string | undefined;
  return (host) => {
    // Skips parsing of the header that was allowed last, because clients repeat their header.
    if (host === undefined || host === last) return true;
    const name = nameOf(host);
    const isAllowed =
      isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || allowed.has(name);
    if (isAllowed) last = host;
    return isAllowed;
  };
}

/** Rejects requests whose Host header is not allowed, on all routes. */
export function rejectOtherHosts(app: FastifyInstance, isAllowedHost: IsAllowedHost): void {
  app.addHook('onRequest', ({ headers: { host } }, _reply, done) => {
    if (isAllowedHost(host)) done();
    else done(misdirected(host ?? ''));
  });
}

/** Returns the host without its port, and without the brackets of an IPv6 address. */
function nameOf(host: string): string {
  const name = host.replace(/:\d*$/u, '').toLowerCase();
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

function misdirected(host: string): RequestError {
  return new RequestError(
    'MISDIRECTED_REQUEST',
    `Host: expected a name of this server, got ${JSON.stringify(host.slice(0, 100))}. The setting ALLOWED_HOSTS of the server lists its names.`,
  );
}
