import type { Locale } from '../../words/locale.js';

/** A file that pages of other sites load. */
export interface WidgetFile {
  /** The path on the server, with a hash of the content. */
  readonly url: string;
  /** The hash of the content, for the attribute `integrity`. */
  readonly integrity: string;
}

export interface SiteWidgets {
  readonly styleSheet: WidgetFile;
  /** The module of `<tertium-comparison>`. */
  readonly comparison: WidgetFile;
}

/** The settings that all pages of a site share. */
export interface Site {
  readonly name: string;
  /** The logo, shown beside the name; null without one. */
  readonly logo: SiteLogo | null;
  /** A plain text at the end of each page; null without one. */
  readonly footer: string | null;
  /** The URL that precedes the paths of pages, without a final slash; null if it is not set. */
  readonly baseUrl: string | null;
  readonly defaultLocale: Locale;
  /** The accent colour: `#rrggbb`. */
  readonly accent: string;
  /** Whether pages of other sites can read and frame comparisons. */
  readonly embeds: boolean;
  /** The code of the script that reports the height of documents in frames; null without one. */
  readonly frameScript: string | null;
  /** The path of the style sheet. */
  readonly styleSheet: string;
  /** The files that pages of other sites load; null if they have not been built, or if `embeds` is false. */
  readonly widgets: SiteWidgets | null;
}

/** The height of logos in CSS pixels. */
export const logoHeight = 28;

export interface SiteLogo {
  /** A URL or path. */
  readonly address: string;
  /** The width in CSS pixels at `logoHeight`, to reserve the space of the logo; null if it is unknown. */
  readonly width: number | null;
}

/** The site, and the languages of one request. */
export interface PageContext {
  readonly site: Site;
  /** The language of the page. */
  readonly locale: Locale;
  /** The language in the address; links repeat it. Null if the address has none. */
  readonly chosenLocale: Locale | null;
}

/** Returns the absolute URL of a path, or the path unchanged if the site has no base URL. */
export function absolute({ baseUrl }: Pick<Site, 'baseUrl'>, path: string): string {
  return (baseUrl ?? '') + path;
}
