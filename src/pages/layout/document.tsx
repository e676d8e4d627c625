import type { ComponentChildren, VNode } from 'preact';
import { message } from '../../words/catalogue.js';
import { locales, type Locale } from '../../words/locale.js';
import { shortened } from '../../words/sentences/short-text.js';
import { homeHref } from '../addresses/page-addresses.js';
import { renderInChunks } from '../markup/chunks.js';
import { absolute, logoHeight, type PageContext } from './site.js';

/** The content of a page's head, for browsers, search engines and link previews. */
export interface PageHead {
  /** Without the name of the site. */
  readonly title: string;
  readonly description: string;
  /** The path under which search engines list the page; null for pages that they should not list. */
  readonly canonical: string | null;
  /** Returns the path of this page in a language. For null, the path has no language. */
  readonly inLanguage: (locale: Locale | null) => string;
  /** The path of a picture of 1200 × 630 pixels for link previews; null without one. */
  readonly image: string | null;
  /** The same content in other formats. */
  readonly formats?: readonly {
    readonly mediaType: string;
    readonly href: string;
    /** The name of a feed, which feed readers show. */
    readonly title?: string;
  }[];
  /** Whether the content has the search form; otherwise the header has it. */
  readonly hasSearch?: boolean;
}

/** The type of a page in Open Graph: `website` for the home page. */
type OpenGraphType = 'website' | 'article';

/**
 * Renders a page as a document, in chunks.
 * @param content the content of `<main>`
 */
export function* renderDocument(
  context: PageContext,
  head: PageHead,
  content: VNode,
  type: OpenGraphType = 'article',
): Generator<string, void> {
  yield '<!doctype html>';
  yield* renderInChunks(
    <html lang={context.locale}>
      <Head context={context} head={head} type={type} />
      <body>
        <a class="skip" href="#content">
          {message(context.locale, 'page.skip')}
        </a>
        <Header context={context} hasSearch={head.hasSearch !== true} />
        <main id="content">{content}</main>
        <Footer context={context} inLanguage={head.inLanguage} />
      </body>
    </html>,
  );
}

/** The maximum length of a description, in UTF-16 code units. A longer description is shortened. */
const maxDescriptionLength = 300;

function Head({
  context: { site, locale },
  head: { title, description, canonical, inLanguage, image, formats = [] },
  type,
}: {
  readonly context: PageContext;
  readonly head: PageHead;
  readonly type: OpenGraphType;
}): VNode {
  const shortTitle = shortened(title);
  const summary = description.length > maxDescriptionLength ? shortened(description) : description;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === site.name ? title : `${shortTitle} – ${site.name}`}</title>
      <meta name="description" content={summary} />
      <meta name="color-scheme" content="light dark" />
      {canonical === null ? (
        <meta name="robots" content="noindex" />
      ) : (
        <Listed site={site} canonical={canonical} inLanguage={inLanguage} />
      )}
      <link rel="stylesheet" href={site.styleSheet} />
      {formats.map(({ mediaType, href, title: name }) => (
        <link rel="alternate" type={mediaType} href={href} title={name} />
      ))}
      <meta property="og:type" content={type} />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:title" content={shortTitle} />
      <meta property="og:description" content={summary} />
      <meta property="og:locale" content={openGraphLocales[locale]} />
      {image !== null && site.baseUrl !== null && (
        <>
          <meta property="og:image" content={absolute(site, image)} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={shortTitle} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
    </head>
  );
}

/** The locales of Open Graph, which have a territory. */
const openGraphLocales: Readonly<Record<Locale, string>> = { en: 'en_US', de: 'de_DE' };

/** The links of a page that search engines list: its canonical address, and its address in each language. */
function Listed({
  site,
  canonical,
  inLanguage,
}: {
  readonly site: PageContext['site'];
  readonly canonical: string;
  readonly inLanguage: PageHead['inLanguage'];
}): VNode {
  const pathIn = (locale: Locale): string => inLanguage(locale === site.defaultLocale ? null : locale);
  return (
    <>
      <link rel="canonical" href={absolute(site, canonical)} />
      {locales.map((locale) => (
        <link rel="alternate" hreflang={locale} href={absolute(site, pathIn(locale))} />
      ))}
      <link rel="alternate" hreflang="x-default" href={absolute(site, inLanguage(null))} />
      {site.baseUrl !== null && <meta property="og:url" content={absolute(site, canonical)} />}
    </>
  );
}

function Header({
  context: { site, locale, chosenLocale },
  hasSearch,
}: {
  readonly context: PageContext;
  readonly hasSearch: boolean;
}): VNode {
  return (
    <header class="site">
      <a href={homeHref({ search: null, after: null, locale: chosenLocale })}>
        {site.logo !== null && (
          <img src={site.logo.address} alt="" width={site.logo.width ?? undefined} height={logoHeight} />
        )}
        <bdi>{site.name}</bdi>
      </a>
      {hasSearch && <SearchForm locale={locale} chosenLocale={chosenLocale} search={null} />}
    </header>
  );
}

/** The search form: a GET of the home page. */
export function SearchForm({
  locale,
  chosenLocale,
  search,
}: {
  readonly locale: Locale;
  readonly chosenLocale: Locale | null;
  readonly search: string | null;
}): VNode {
  return (
    <form action="/" role="search">
      {chosenLocale !== null && <input type="hidden" name="lang" value={chosenLocale} />}
      <input
        type="search"
        name="q"
        maxLength={500}
        dir="auto"
        value={search ?? undefined}
        aria-label={message(locale, 'page.searchLabel')}
        placeholder={message(locale, 'page.searchLabel')}
      />
      <button type="submit">{message(locale, 'page.search')}</button>
    </form>
  );
}

function Footer({
  context: { site, locale, chosenLocale },
  inLanguage,
}: {
  readonly context: PageContext;
  readonly inLanguage: PageHead['inLanguage'];
}): VNode {
  return (
    <footer class="site">
      {site.footer !== null && <p dir="auto">{site.footer}</p>}
      <nav aria-label={message(locale, 'page.languages')}>
        <ul class="inline">
          {locales.map((each) => (
            <li>
              <a
                href={inLanguage(each)}
                lang={each}
                hreflang={each}
                aria-current={each === locale ? 'true' : undefined}
              >
                {message(locale, `page.language.${each}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ul class="inline">
        <li>
          <a href={homeHref({ search: null, after: null, locale: chosenLocale })}>
            {message(locale, 'page.home')}
          </a>
        </li>
        <li>
          <a href="/playground/">{message(locale, 'page.playground')}</a>
        </li>
      </ul>
    </footer>
  );
}

/** A link to the next page of a list. */
export function NextPage({
  href,
  locale,
  children,
}: {
  readonly href: string;
  readonly locale: Locale;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <p class="pager">
      {children}
      <a href={href} rel="next">
        {message(locale, 'page.next')}
      </a>
    </p>
  );
}
