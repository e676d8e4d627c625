/** A query as a link carries it. */
export interface SharedQuery {
  readonly query: string;
  /** JSON; empty for none. */
  readonly variables: string;
}

/** Servers and proxies accept addresses of about this length, in characters. */
const longestLink = 8_000;

/** The address of the playground with a query in its editor; null if it would be too long. */
export function shareLink(page: string, { query, variables }: SharedQuery): string | null {
  const url = new URL(page);
  url.hash = '';
  url.search = new URLSearchParams({
    query,
    ...(variables.trim() !== '' && { variables }),
  }).toString();
  return url.href.length > longestLink ? null : url.href;
}

/** The query of an address; null if it has none. */
export function sharedQuery(page: string): SharedQuery | null {
  const parameters = new URL(page).searchParams;
  const query = parameters.get('query');
  return query === null ? null : { query, variables: parameters.get('variables') ?? '' };
}
