import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request has credentials. Credentials do not change the content of the response, since the graph has no access control for readers yet. So these requests
 * share the entries of the response cache. But HTTP caches must treat the response as private.
 */
export function hasCredentials({ authorization, cookie }: IncomingHttpHeaders): boolean {
  return authorization !== undefined || cookie !== undefined;
}
