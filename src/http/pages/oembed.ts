import { TertiumError } from '../../graph/errors.js';
import {
  comparisonExtensionOf,
  comparisonHref,
  parseComparisonAddress,
  wholeComparison,
  type ComparisonAddress,
} from '../../pages/addresses/comparison-address.js';
import { comparisonTitle } from '../../pages/comparison/comparison-title.js';
import type { Site } from '../../pages/layout/site.js';
import { escapeXml } from '../../pages/markup/xml.js';
import { requestErrorStatuses } from '../errors/request-error.js';
import { minApproaches, resolveSubject, shownApproaches, type ComparedSubject } from './compared.js';
import type { FoundPage } from './found-page.js';
import { notFound, PageError } from './page-error.js';
import type { PageRequest } from './page-request.js';

/** The size of a frame in CSS pixels, if the consumer does not limit it. Frames that cannot be fitted to their content scroll. */
const usualWidth = 800;
const usualHeight = 600;
/** The size of the picture of a comparison in pixels. */
const pictureWidth = 1200;
const pictureHeight = 630;

/** A rich response of oEmbed 1.0 (https://oembed.com, section 2.3.4). */
interface RichEmbed {
  readonly version: '1.0';
  readonly type: 'rich';
  readonly title: string;
  readonly provider_name: string;
  readonly provider_url: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
  readonly thumbnail_url?: string;
  readonly thumbnail_width?: number;
  readonly thumbnail_height?: number;
}

/** The parameters of an oEmbed request. */
interface EmbedRequest {
  readonly url: string;
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
}

/**
 * Describes how to embed a comparison (oEmbed 1.0).
 * @param origin the URL that precedes the paths of pages, without a final slash
 * @throws {PageError} BAD_USER_INPUT for invalid parameters; NOT_FOUND if `url` is not the address of a comparison of this server; NOT_IMPLEMENTED
 *   (501) for a format other than JSON; the errors of operations
 */
export async function oembedResponse(
  page: PageRequest,
  site: Site,
  origin: string,
  query: string,
): Promise<FoundPage> {
  const { url, maxWidth, maxHeight } = parseRequest(query);
  const target = comparisonIn(url, origin);
  if (target === null) throw unknownUrl(url);
  const subject = await currentSubject(page, target);
  if (subject === null || shownCount(subject) < minApproaches) throw unknownUrl(url);
  const { address, question, columns } = subject;
  const locale = address.locale ?? site.defaultLocale;
  const title = question?.name ?? comparisonTitle(locale, columns);
  const width = Math.min(usualWidth, maxWidth ?? usualWidth);
  const height = Math.min(usualHeight, maxHeight ?? usualHeight);
  const src = origin + comparisonHref({ ...address, since: null, after: null }, 'embed');
  const script =
    site.frameScript === null ? '' : `\n<script async src="${escapeXml(origin)}/embed.js"></script>`;
  const hasPicture = (maxWidth ?? Infinity) >= pictureWidth && (maxHeight ?? Infinity) >= pictureHeight;
  const picture = { ...wholeComparison(address.subject), at: address.at, locale: address.locale };
  const embed: RichEmbed = {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: site.name,
    provider_url: `${origin}/`,
    html: frameHtml(src, title, width, height) + script,
    width,
    height,
    ...(hasPicture && {
      thumbnail_url: origin + comparisonHref(picture, 'png'),
      thumbnail_width: pictureWidth,
      thumbnail_height: pictureHeight,
    }),
  };
  return { type: 'BODY', contentType: 'application/json; charset=utf-8', body: JSON.stringify(embed) };
}

/**
 * Prints the markup of a frame. The sandbox allows only scripts, which report the height, and links that open in new tabs.
 * @param src the absolute URL of the document
 */
function frameHtml(src: string, title: string, width: number, height: number): string {
  return `<iframe src="${escapeXml(src)}" title="${escapeXml(title)}" width="${width}" height="${height}" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" style="max-width:100%;border:0"></iframe>`;
}

function parseRequest(query: string): EmbedRequest {
  const parameters = new URLSearchParams(query);
  const format = parameters.get('format') ?? 'json';
  if (format !== 'json') {
    throw new PageError(
      requestErrorStatuses.NOT_IMPLEMENTED,
      'NOT_IMPLEMENTED',
      `format: expected json, got ${JSON.stringify(format.slice(0, 60))}.`,
      { details: { argument: 'format' } },
    );
  }
  const url = parameters.get('url');
  if (url === null || url === '') {
    const expected = 'the address of a comparison of this server';
    throw badParameter('url', expected, 'none');
  }
  return { url, maxWidth: pixels(parameters, 'maxwidth'), maxHeight: pixels(parameters, 'maxheight') };
}

function pixels(parameters: URLSearchParams, name: string): number | null {
  const value = parameters.get(name);
  if (value === null || value === '') return null;
  if (/^[1-9]\d{0,5}$/u.test(value)) return Number(value);
  throw badParameter(name, 'a whole number of pixels from 1 to 999999', JSON.stringify(value.slice(0, 60)));
}

function badParameter(argument: string, expected: string, actual: string): PageError {
  const message = `${argument}: expected ${expected}, got ${actual}.`;
  return new PageError(requestErrorStatuses.BAD_USER_INPUT, 'BAD_USER_INPUT', message, {
    details: { argument },
  });
}

/** Returns the address of the comparison that a URL of this server shows as a page or in a frame; null for all other URLs. */
function comparisonIn(url: string, origin: string): ComparisonAddress | null {
  if (!URL.canParse(url)) return null;
  const [target, server] = [new URL(url), new URL(origin)];
  const prefix = server.pathname.replace(/\/$/u, '');
  // Sites often link to http although the server redirects to https.
  const isHere =
    target.host === server.host &&
    /^https?:$/u.test(target.protocol) &&
    target.pathname.startsWith(`${prefix}/compare/`);
  return isHere ? addressIn(target.pathname.slice(prefix.length), target.search) : null;
}

function addressIn(path: string, query: string): ComparisonAddress | null {
  const extension = comparisonExtensionOf(path);
  if (extension !== null && extension !== 'embed') return null;
  try {
    return parseComparisonAddress(path, query);
  } catch (error) {
    if (error instanceof TertiumError && error.code === 'BAD_USER_INPUT') return null;
    throw error;
  }
}

/** Resolves the subject of an address, after at most one redirection. Returns null if the redirection does not lead to a comparison. */
async function currentSubject(
  page: PageRequest,
  address: ComparisonAddress,
): Promise<ComparedSubject | null> {
  const found = await resolveSubject(page, { address, extension: null });
  if (!('type' in found)) return found;
  const [path = '', query = ''] = found.href.split('?');
  const current = path.startsWith('/compare/') ? addressIn(path, query) : null;
  const subject = current && (await resolveSubject(page, { address: current, extension: null }));
  return subject === null || 'type' in subject ? null : subject;
}

function shownCount(subject: ComparedSubject): number {
  try {
    return shownApproaches(subject).length;
  } catch (error) {
    if (error instanceof PageError) return 0;
    throw error;
  }
}

function unknownUrl(url: string): PageError {
  return notFound('comparison', url, []);
}
