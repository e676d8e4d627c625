import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Locale } from '../../words/locale.js';
import { previewIn } from '../access/access.js';
import { sendRepresentation, type ReaderOf } from '../cache/fast-path.js';
import type { ResponseCache } from '../cache/response-cache.js';
import {
  existingRepresentation,
  type EncodedResponse,
  type Representation,
} from '../representations/representations.js';
import type { NamedRevision } from '../representations/revision-header.js';
import type { IsAllowedHost } from '../security/allowed-hosts.js';
import { isFromOtherSite } from '../security/forged-requests.js';
import { pageKeyOf } from './page-cache.js';
import { dependsOnLanguage } from './page-language.js';
import { preferredLocale } from './preferred-locale.js';

export interface PageFastPath {
  readonly cache: ResponseCache;
  readonly defaultLocale: Locale;
  readonly isAllowedHost: IsAllowedHost;
  readonly readerOf: ReaderOf;
  /** Called at most once for each turn of the event loop. */
  readonly currentRevision: () => MaybePromise<NamedRevision>;
  /** Returns the headers of a page, without the token of the revision, as alternating names and values. */
  readonly headersFor: (
    url: string,
    response: EncodedResponse,
    representation: Representation,
    isPrivate: boolean,
  ) => readonly string[];
}

/**
 * Serves pages from the response cache before Fastify runs, because routing takes longer than a hit. Passes all other requests to Fastify unchanged,
 * such as requests with cookies, preview tokens or preconditions, and requests that the routes would reject or redirect.
 * @returns a function that returns the published revision that the fast path has read for a request; undefined if it has read none
 */
export function servePagesFast(
  app: FastifyInstance,
  options: PageFastPath,
): (request: IncomingMessage) => MaybePromise<NamedRevision> | undefined {
  const { cache, currentRevision, readerOf, headersFor } = options;
  const [serve] = app.server.listeners('request') as [RequestListener];
  app.server.off('request', serve);
  const revisions = new WeakMap<IncomingMessage, MaybePromise<NamedRevision>>();
  let revision: MaybePromise<NamedRevision> | null = null;
  const revisionOfTurn = (): MaybePromise<NamedRevision> | null => {
    if (revision !== null) return revision;
    revision = tryRevision(currentRevision);
    setImmediate(() => {
      revision = null;
    });
    return revision;
  };
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!sendCached()) serve(request, response);

    function sendCached(): boolean {
      const { url = '', headers } = request;
      const reader = mayServe(request, options) ? readerOf(headers) : null;
      if (reader === null) return false;
      const isPrivate = reader === 'PRIVATE';
      const published = revisionOfTurn();
      if (published === null) return false;
      revisions.set(request, published);
      if (published instanceof Promise) return false;
      const cached = cache.get(pageKeyOf(url), published.number);
      const found = cached && existingRepresentation(cached, headers['accept-encoding']);
      if (!cached || !found) return false;
      sendRepresentation(response, found, published.token, isPrivate, () =>
        headersFor(url, cached, found, isPrivate),
      );
      return true;
    }
  });
  return (request) => revisions.get(request);
}

/** The paths of the pages that the fast path may serve. */
const paths = /^\/(?:$|\?|(?:compare|approach|source)\/)/u;

function mayServe(
  { method, url = '', headers }: IncomingMessage,
  { defaultLocale, isAllowedHost }: PageFastPath,
): boolean {
  return (
    method === 'GET' &&
    paths.test(url) &&
    headers['if-none-match'] === undefined &&
    headers['if-modified-since'] === undefined &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    previewIn(url) === null &&
    isAllowedHost(headers.host) &&
    !isFromOtherSite(headers) &&
    (!dependsOnLanguage(url) || preferredLocale(headers['accept-language'], defaultLocale) === defaultLocale)
  );
}

/** Reads the current revision; null if `currentRevision` throws. The routes then read the revision again and report the error. */
function tryRevision(currentRevision: () => MaybePromise<NamedRevision>): MaybePromise<NamedRevision> | null {
  try {
    const revision = currentRevision();
    if (revision instanceof Promise) revision.catch(() => undefined);
    return revision;
  } catch {
    return null;
  }
}
