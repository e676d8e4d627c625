import type { FastifyReply } from 'fastify';

/** How long HTTP caches may store responses, in whole seconds. */
export interface CacheTimes {
  /** `max-age`, for all caches. */
  readonly maxAge: number;
  /** `s-maxage`, for shared caches such as a CDN; null to use `maxAge`. */
  readonly sharedMaxAge: number | null;
  /** `stale-while-revalidate`: how long a cache may serve an expired response while it revalidates. */
  readonly staleWhileRevalidate: number;
}

/** The properties of a response that decide how HTTP caches may store it. */
export interface Cacheability {
  /** Whether all root fields name their revision: see `namesRevision`. */
  readonly namesRevision: boolean;
  /** Whether the request had credentials, so that only private caches may store the response. */
  readonly isPrivate: boolean;
}

export type CacheHeaders = Readonly<Record<'cache-control' | 'vary', string>>;

/** The request headers on which every response of GraphQL depends. */
const varyOfResults = 'Accept, Accept-Encoding, Tertium-Revision';

/** The headers of responses with errors. Such responses are not cached, because the next request may succeed. */
export const headersOfErrors: CacheHeaders = { 'cache-control': 'no-store', vary: varyOfResults };

/** The headers of responses that only the holder of a right may read, such as a response with the content of an open changeset. */
export const confidentialHeaders: CacheHeaders = {
  'cache-control': 'private, no-store',
  vary: `${varyOfResults}, Authorization, Cookie`,
};

/**
 * The minimum lifetime of the responses to requests that name their revision, in seconds. It is not longer, because revision numbers can be
 * reused for other content after a restore from a backup.
 */
const day = 24 * 60 * 60;

/**
 * Creates the function that returns the headers for HTTP caches, for responses without errors.
 * @param vary the request headers on which the responses depend
 */
export function cacheHeaders(
  times: CacheTimes,
  vary: string = varyOfResults,
): (cacheability: Cacheability) => CacheHeaders {
  const headersFor = (isPrivate: boolean): readonly [current: CacheHeaders, pinned: CacheHeaders] => {
    const [current, pinned] = [0, day].map((minAge) => ({
      'cache-control': cacheControl(times, isPrivate, minAge),
      vary: isPrivate ? `${vary}, Authorization, Cookie` : vary,
    }));
    return [current as CacheHeaders, pinned as CacheHeaders];
  };
  const [publicHeaders, privateHeaders] = [headersFor(false), headersFor(true)];
  return ({ isPrivate, namesRevision }) =>
    (isPrivate ? privateHeaders : publicHeaders)[namesRevision ? 1 : 0];
}

function cacheControl(times: CacheTimes, isPrivate: boolean, minAge: number): string {
  const parts = [isPrivate ? 'private' : 'public', `max-age=${Math.max(minAge, times.maxAge)}`];
  if (times.sharedMaxAge !== null && !isPrivate)
    parts.push(`s-maxage=${Math.max(minAge, times.sharedMaxAge)}`);
  // The two directives exclude each other: must-revalidate forbids serving stale responses.
  parts.push(
    times.staleWhileRevalidate > 0
      ? `stale-while-revalidate=${times.staleWhileRevalidate}`
      : 'must-revalidate',
  );
  return parts.join(', ');
}

/**
 * Returns whether a cache may send a response to other clients. A response to a GET may be sent even if the cache must revalidate each time, since
 * status 304 confirms the stored headers too. A response to a POST has no ETag, so it can only be reused within its lifetime. HTTP does not
 * let caches store responses to POST without Content-Location, but many CDNs can be configured to store them.
 * @param cacheControl the value of `Cache-Control`
 */
export function isShareable(cacheControl: string, isByPost: boolean): boolean {
  if (/\b(?:no-store|private)\b/u.test(cacheControl)) return false;
  return !isByPost || /=(?!0\b)\d/u.test(cacheControl);
}

/** Returns the value of `Vary`: the names that hooks have set, such as `Origin` for CORS, and the given names. */
export function withVary(reply: FastifyReply, names: string): string {
  const current = reply.getHeader('vary');
  return current === undefined ? names : `${String(current)}, ${names}`;
}
