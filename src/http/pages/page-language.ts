import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isCardPath } from '../../pages/addresses/card-address.js';
import { comparisonExtensionOf } from '../../pages/addresses/comparison-address.js';
import type { Locale } from '../../words/locale.js';
import { withVary } from '../representations/cache-control.js';
import { preferredLocale } from './preferred-locale.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a route serves pages in several languages, so that a request without `lang` may be redirected to another language. */
    readonly isMultilingual?: boolean;
  }
}

/** The request header on which pages without `lang` depend. */
export const languageHeader = 'Accept-Language';

const namesLanguage = /[?&]lang=[^&]/u;

/**
 * Returns whether the response to a request depends on `Accept-Language`: the URL is that of a page, and names no language. A comparison with an
 * extension, or a card, is in the default language if its URL names none.
 * @param url the URL of a route that serves pages in several languages
 */
export function dependsOnLanguage(url: string): boolean {
  return !namesLanguage.test(url) && isPage(url);
}

/** Returns whether a request is for a page that exists in several languages. */
export function isMultilingual({ routeOptions: { config }, url }: FastifyRequest): boolean {
  return config.isMultilingual === true && isPage(url);
}

function isPage(url: string): boolean {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  return comparisonExtensionOf(path) === null && !isCardPath(path);
}

/** Redirects requests without `lang` to the language that the client prefers, if it is not the default. */
export function redirectToLanguage(scope: FastifyInstance, defaultLocale: Locale): void {
  scope.addHook('onRequest', (request, reply, done) => {
    const { url, headers, routeOptions } = request;
    if (routeOptions.config.isMultilingual !== true || !dependsOnLanguage(url)) {
      done();
      return;
    }
    reply.header('vary', withVary(reply, languageHeader));
    const locale = preferredLocale(headers['accept-language'], defaultLocale);
    if (locale === defaultLocale) {
      done();
      return;
    }
    // This cannot redirect to another host, because the URL begins with the path of a route.
    const separator = url.includes('?') ? '&' : '?';
    reply.header('cache-control', 'private, no-cache').redirect(`${url}${separator}lang=${locale}`, 302);
  });
}
