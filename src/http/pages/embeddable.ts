import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isCardPath } from '../../pages/addresses/card-address.js';
import {
  comparisonExtensionOf,
  comparisonFormats,
  type ComparisonExtension,
} from '../../pages/addresses/comparison-address.js';
import type { Site } from '../../pages/layout/site.js';
import { RequestError } from '../errors/request-error.js';
import { anyOriginHeaders } from '../security/cross-origin.js';
import type { SecurityHeaders } from '../security/security-headers.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether pages of every site may read the responses of a route. */
    readonly isEmbeddable?: boolean;
  }
}

/** The extensions of the content of comparisons that pages of other sites may read. */
const embeddableExtensions: ReadonlySet<ComparisonExtension | null> = new Set([
  'embed',
  'atom',
  'verdict',
  'choice',
  'svg',
  'fragment',
  ...comparisonFormats,
]);

const formats: ReadonlySet<ComparisonExtension | null> = new Set(comparisonFormats);

/** The parts of a request that determine whether the response is embeddable. Before Fastify runs, only the URL is known. */
export type AddressedRequest = Pick<FastifyRequest, 'url'> & Partial<Pick<FastifyRequest, 'routeOptions'>>;

/** Returns whether pages of every site may read the response to a request, unless the setting `EMBEDS` turns this off. */
export function isEmbeddable({ routeOptions, url }: AddressedRequest): boolean {
  return (
    routeOptions?.config.isEmbeddable === true || embeddableExtensions.has(extensionOf(url)) || isCard(url)
  );
}

/** The extensions of the content with absolute links. */
const absoluteExtensions: ReadonlySet<ComparisonExtension> = new Set([
  'atom',
  'fragment',
  'verdict',
  'choice',
]);

/** Returns whether the response to a request has absolute links, because it is shown outside of this site. */
export function hasAbsoluteLinks({ url }: Pick<FastifyRequest, 'url'>): boolean {
  const extension = extensionOf(url);
  return (extension !== null && absoluteExtensions.has(extension)) || isCard(url);
}

function isCard(url: string): boolean {
  return isCardPath(url.split('?', 1)[0] ?? '');
}

/** Returns whether the response to a request is a document for a frame. */
export function isFrame({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return extensionOf(url) === 'embed';
}

function extensionOf(url: string): ComparisonExtension | null {
  const [path = ''] = url.split('?', 1);
  return path.startsWith('/compare/') ? comparisonExtensionOf(path) : null;
}

/** The security headers for each kind of request. */
export interface HeadersByRequest {
  /** For responses that are not embeddable, such as pages. */
  readonly own: SecurityHeaders;
  /** For responses that pages of other sites may read. */
  readonly readable: SecurityHeaders;
  /** For documents that pages of other sites may frame. */
  readonly framed: SecurityHeaders;
}

/**
 * Creates the security headers for each kind of request.
 * @param own the headers of pages
 * @param embeds whether pages of other sites can read and frame comparisons; otherwise, all responses have the headers of pages
 * @param frameScript the only script of frames; null without one
 */
export function headersByRequest(
  own: SecurityHeaders,
  { embeds, frameScript }: Pick<Site, 'embeds' | 'frameScript'>,
): HeadersByRequest {
  if (!embeds) return { own, readable: own, framed: own };
  const readable = { ...own, ...anyOriginHeaders, 'cross-origin-resource-policy': 'cross-origin' };
  const { 'x-frame-options': _removed, ...unframed }: Readonly<Record<string, string>> = readable;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(frameScript === null ? [] : [`script-src 'sha256-${sha256(frameScript)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors *',
  ];
  return {
    own,
    readable,
    framed: {
      ...unframed,
      'content-security-policy': policy.join('; '),
      // A cross-origin isolated document can frame only documents with this header.
      'cross-origin-embedder-policy': 'require-corp',
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** Returns the security headers of the response to a request. */
export function headersFor(headers: HeadersByRequest, request: AddressedRequest): SecurityHeaders {
  if (!isEmbeddable(request)) return headers.own;
  return isFrame(request) ? headers.framed : headers.readable;
}

/**
 * Lets pages of every site read embeddable responses.
 * @param isOn if false, requests for embeddable responses get status 404, except for Markdown, CSV and JSON, to which the site itself links
 */
export function openEmbeddable(scope: FastifyInstance, isOn: boolean): void {
  scope.addHook('onRequest', (request, reply, done) => {
    if (!isEmbeddable(request)) done();
    else if (isOn) {
      // These headers replace those that the list of allowed origins has set.
      reply.headers(anyOriginHeaders);
      done();
    } else if (formats.has(extensionOf(request.url))) done();
    else done(turnedOff());
  });
}

function turnedOff(): RequestError {
  return new RequestError(
    'NOT_FOUND',
    'There is nothing at this address: the setting EMBEDS of the server turns off content for other sites.',
  );
}
