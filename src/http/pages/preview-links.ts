import type { FastifyInstance, FastifyRequest } from 'fastify';
import { previewIn } from '../access/access.js';
import { previewHeader } from '../security/credentials.js';

/**
 * Adds the preview token in the address of a page to the links, forms and redirections to other pages, so that readers of a preview stay in
 * the preview. Links to other sites, and to addresses that show no changeset, do not get the token.
 */
export function keepPreviewInLinks(scope: FastifyInstance): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    const token = tokenOf(request);
    if (token === null) {
      done(null, payload);
      return;
    }
    const location = reply.getHeader('location');
    if (typeof location === 'string') {
      reply.header('location', withToken(location, token, '&')).header('cache-control', 'private, no-store');
    }
    const isHtml = String(reply.getHeader('content-type')).startsWith('text/html');
    done(null, isHtml && typeof payload === 'string' ? withPreviewInLinks(payload, token) : payload);
  });
}

/**
 * Returns the valid preview token in the address of a page; null if there is none, or if the request has a token in a header. A client that sends the
 * header sends it with each request, so its links need no token.
 */
function tokenOf({ rights, headers, url }: FastifyRequest): string | null {
  const isPreview = rights !== null && rights.preview !== null;
  return isPreview && headers[previewHeader] === undefined ? previewIn(url) : null;
}

/** The start tags of links and forms. The renderer escapes angle brackets in attributes. */
const linkOrForm = /<(?:a|form)\s[^<>]*>/gu;
/** The address of a page of this server: the home page, a comparison, an approach or a source. */
const pageAddress = /\s(?:href|action)="(\/(?:(?=["?#])|(?:compare|approach|source)\b)[^"]*)"/u;

/**
 * Adds a preview token to the links and forms of a page that lead to pages.
 * @param html from the page renderer, which escapes angle brackets in attributes
 * @param token valid, so that it needs no escaping
 */
export function withPreviewInLinks(html: string, token: string): string {
  return html.replace(linkOrForm, (tag) => {
    const href = pageAddress.exec(tag)?.[1];
    if (href === undefined) return tag;
    return tag.startsWith('<form')
      ? `${tag}<input type="hidden" name="preview" value="${token}">`
      : tag.replace(`href="${href}"`, () => `href="${withToken(href, token, '&amp;')}"`);
  });
}

/** Adds a preview token to an address that has none. @param separator `&`, escaped if the address is in HTML */
function withToken(href: string, token: string, separator: string): string {
  if (/[?&;]preview=/u.test(href)) return href;
  const [, path = '', hash = ''] = /^([^#]*)(.*)$/su.exec(href) ?? [];
  return `${path}${path.includes('?') ? separator : '?'}preview=${token}${hash}`;
}
