import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request says who sends it. Nobody is told other content for it, since the graph has no readers of its own yet, so that
 * it finds and fills the same cache entries as any other request. But caches outside must take its answer for one person's.
 */
export function hasCredentials({ authorization, cookie }: IncomingHttpHeaders): boolean {
  return authorization !== undefined || cookie !== undefined;
}
