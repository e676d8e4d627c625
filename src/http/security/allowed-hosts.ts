import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors/request-error.js';

/** Whether a server may be asked by the name in a request's Host header. */
export type IsAllowedHost = (host: string | undefined) => boolean;

/**
 * Which names a server may be asked by. An address, and `localhost`, always will do: a page that makes its own name lead to this
 * machine (DNS rebinding) sends that name.
 * @param names in lower case, without ports; null for any
 */
export function allowedHosts(names: readonly string[] | null): IsAllowedHost {
  if (names === null) return () => true;
  const allowed = new Set(names);
  let last: string | undefined;
  return (host) => {
    // A client sends the same again and again.
    if (host === undefined || host === last) return true;
    const name = nameOf(host);
    const isAllowed =
      isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || allowed.has(name);
    if (isAllowed) last = host;
    return isAllowed;
  };
}

/** Refuses requests that ask for another host than the server's own, whatever they ask. */
export function rejectOtherHosts(app: FastifyInstance, isAllowedHost: IsAllowedHost): void {
  app.addHook('onRequest', ({ headers: { host } }, _reply, done) => {
    if (isAllowedHost(host)) done();
    else done(misdirected(host ?? ''));
  });
}

/** The host without its port, and without the brackets of an IPv6 address. */
function nameOf(host: string): string {
  const name = host.replace(/:\d*$/u, '').toLowerCase();
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

function misdirected(host: string): RequestError {
  return new RequestError(
    'MISDIRECTED_REQUEST',
    `Host: expected a name of this server, got ${JSON.stringify(host.slice(0, 100))}. ALLOWED_HOSTS on the server says by which names it may be asked.`,
  );
}
