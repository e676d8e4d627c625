/** The parameters of narrowed, rearranged and older pages, and of searches. Search engines list the page without parameters instead. */
const narrowing = ['differences', 'axes', 'hide', 'columns', 'under', 'sort', 'units', 'at', 'since', 'q'];

/**
 * Prints the rules for crawlers (RFC 9309). The rules exclude the API, and pages with the parameters in `narrowing`.
 * @param origin the URL that precedes the paths of pages, without a final slash
 */
export function robotsText(origin: string): string {
  const rules = narrowing.flatMap((name) => [`Disallow: /*?${name}`, `Disallow: /*&${name}`]);
  const lines = ['User-agent: *', 'Disallow: /graphql', ...rules, '', `Sitemap: ${origin}/sitemap.xml`];
  return `${lines.join('\n')}\n`;
}
