import { imageSize } from 'image-size';
import { basename, extname } from 'node:path';
import type { Presentation } from '../../api/request/presentation.js';
import { logoHeight, type Site, type SiteLogo, type SiteWidgets } from '../../pages/layout/site.js';
import { styleSheet } from '../../pages/styles/style-sheet.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { headersByRequest, type HeadersByRequest } from './embeddable.js';
import { namedByContent, type Asset } from './assets.js';

/** The settings with which an operator brands the pages. */
export interface SiteSettings {
  readonly name: string;
  /** The logo: a URL, or the name and bytes of a file; null without one. */
  readonly logo: string | LogoFile | null;
  /** The accent colour: `#rrggbb`. */
  readonly colour: string;
  /** A plain text at the end of each page; null without one. */
  readonly footer: string | null;
}

export interface LogoFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The content types of logos by the extension of the file. */
export const logoTypes: Readonly<Record<string, string>> = Object.freeze({
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
});

/** A site with the files that its pages load, and the headers of its pages. */
export interface BrandedSite {
  readonly site: Site;
  readonly assets: readonly Asset[];
  readonly headers: HeadersByRequest;
}

/** The setting and the built files for pages of other sites. Files that have not been built are null. */
export interface BuiltForOthers {
  /** Whether pages of other sites can read and frame comparisons. */
  readonly embeds: boolean;
  /** The script of documents for frames. */
  readonly frameScript: string | null;
  readonly widgets: SiteWidgets | null;
}

/**
 * Creates a site from its settings, with the files and the headers of its pages.
 * @param headers the security headers of every response
 * @throws {TypeError} if the extension of the logo's file is not in `logoTypes`
 */
export function createSite(
  { name, logo, colour, footer }: SiteSettings,
  { baseUrl, locale }: Presentation,
  headers: SecurityHeaders,
  { embeds, frameScript, widgets }: BuiltForOthers,
): BrandedSite {
  const style = namedByContent('pages', 'css', 'text/css; charset=utf-8', styleSheet({ accent: colour }));
  const logoAsset = logo !== null && typeof logo !== 'string' ? logoAssetOf(logo) : null;
  const assets = logoAsset ? [style, logoAsset] : [style];
  const site: Site = {
    name,
    logo: typeof logo === 'string' ? { address: logo, width: null } : logoAsset && siteLogoOf(logoAsset),
    accent: colour,
    footer,
    baseUrl,
    defaultLocale: locale,
    embeds,
    frameScript,
    styleSheet: style.path,
    widgets,
  };
  const imageOrigins = typeof logo === 'string' ? [new URL(logo).origin] : [];
  return {
    site,
    assets,
    headers: headersByRequest(
      { ...headers, 'content-security-policy': contentSecurityPolicy(imageOrigins) },
      { embeds, frameScript },
    ),
  };
}

function logoAssetOf({ name, bytes }: LogoFile): Asset {
  const extension = extname(name).toLowerCase();
  const contentType = logoTypes[extension];
  if (contentType === undefined)
    throw new TypeError(
      `Expected a logo with the extension ${Object.keys(logoTypes).join(', ')}, got ${basename(name)}.`,
    );
  return namedByContent('logo', extension.slice(1), contentType, bytes);
}

/** Reads the size of the logo, so that pages reserve its space before it is loaded. */
function siteLogoOf({ path, body }: Asset): SiteLogo {
  try {
    const { width, height } = imageSize(body);
    return { address: path, width: Math.round((width * logoHeight) / height) };
  } catch {
    // An SVG may have no size, and the library may not support a format that browsers show.
    return { address: path, width: null };
  }
}

/**
 * Prints the Content-Security-Policy of pages, which execute no scripts. Even if a defect turned a text of the graph into markup, this markup
 * could not run code, and could load resources only from the server, from `data:` URLs and from `imageOrigins`.
 */
function contentSecurityPolicy(imageOrigins: readonly string[]): string {
  const directives = {
    'default-src': ["'none'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', ...imageOrigins],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
