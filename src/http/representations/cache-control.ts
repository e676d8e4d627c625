/** How long caches outside may keep answers, in whole seconds. */
export interface CacheTimes {
  /** Any cache, without asking again. */
  readonly maxAge: number;
  /** Caches that serve many people, such as a CDN; as any other where null. */
  readonly sharedMaxAge: number | null;
  /** How long after that a cache may serve what it has while it asks again. */
  readonly staleWhileRevalidate: number;
}

/** What caches outside must know of an answer. */
export interface Cacheability {
  /** Every root field names a revision, so that the answer is always the same. */
  readonly namesRevision: boolean;
  /** The request had credentials: the answer is for the caches of one person. */
  readonly isPrivate: boolean;
}

export type CacheHeaders = Readonly<Record<'cache-control' | 'vary', string>>;

/** What every answer of GraphQL depends on beside what is asked: its type and its encoding. */
const vary = 'Accept, Accept-Encoding';

/** Of an answer with errors, which the next request may not meet. */
export const headersOfErrors: CacheHeaders = { 'cache-control': 'no-store', vary };

/**
 * How long what names a revision may be kept at least. Not for ever: a database that is restored from a backup counts on from there,
 * and may come to the same number with other content.
 */
const day = 24 * 60 * 60;

/** The headers for caches outside, of answers without errors. */
export function cacheHeaders(times: CacheTimes): (keeping: Cacheability) => CacheHeaders {
  const of = (isPrivate: boolean): readonly [usual: CacheHeaders, day: CacheHeaders] => {
    const [usual, ofDay] = [0, day].map((least) => ({
      'cache-control': cacheControl(times, isPrivate, least),
      vary: isPrivate ? `${vary}, Authorization, Cookie` : vary,
    }));
    return [usual as CacheHeaders, ofDay as CacheHeaders];
  };
  const [forAll, forOne] = [of(false), of(true)];
  return ({ isPrivate, namesRevision }) => (isPrivate ? forOne : forAll)[namesRevision ? 1 : 0];
}

function cacheControl(times: CacheTimes, isPrivate: boolean, least: number): string {
  const parts = [isPrivate ? 'private' : 'public', `max-age=${Math.max(least, times.maxAge)}`];
  if (times.sharedMaxAge !== null && !isPrivate)
    parts.push(`s-maxage=${Math.max(least, times.sharedMaxAge)}`);
  // These two contradict each other: must-revalidate forbids what is stale.
  parts.push(
    times.staleWhileRevalidate > 0
      ? `stale-while-revalidate=${times.staleWhileRevalidate}`
      : 'must-revalidate',
  );
  return parts.join(', ');
}

/**
 * Whether a cache may send an answer to other clients than the one it was made for. By GET it may, even where it has to ask again
 * each time: a 304 confirms the stored headers too. By POST there is no ETag to ask by, so that only a lifetime lets a cache reuse
 * the answer. (HTTP lets caches store no answer to a POST without Content-Location, but many CDNs can be set to.)
 * @param cacheControl as `cacheHeaders` or `headersOfErrors` writes it
 */
export function isShareable(cacheControl: string, isByPost: boolean): boolean {
  if (/\b(?:no-store|private)\b/u.test(cacheControl)) return false;
  return !isByPost || /=(?!0\b)\d/u.test(cacheControl);
}
