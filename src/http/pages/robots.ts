/** The parameters that narrow or rearrange a page. Search engines list the whole page in their place. */
const narrowing = ['differences', 'axes', 'hide', 'sort', 'units', 'at', 'since', 'q'];

/**
 * The rules for crawlers (RFC 9309): the API, and pages that only narrow other pages, are not crawled: there are very many of them.
 * @param origin the URL that precedes the paths of pages, without a final slash
 */
export function robotsText(origin: string): string {
  const rules = narrowing.flatMap((name) => [`Disallow: /*?${name}`, `Disallow: /*&${name}`]);
  const lines = ['User-agent: *', 'Disallow: /graphql', ...rules, '', `Sitemap: ${origin}/sitemap.xml`];
  return `${lines.join('\n')}\n`;
}
