/** The query in a link to the playground. */
export interface SharedQuery {
  readonly query: string;
  /** The text of the variables editor; empty if there are no variables. */
  readonly variables: string;
}

/** The maximum length of a link in characters. Servers and proxies usually accept addresses up to about this length. */
const maxLinkLength = 8_000;

/** Builds the address of the playground with a query in its editor; null if the address is too long. */
export function shareLink(page: string, { query, variables }: SharedQuery): string | null {
  const url = new URL(page);
  url.hash = '';
  url.search = new URLSearchParams({
    query,
    ...(variables.trim() !== '' && { variables }),
  }).toString();
  return url.href.length > maxLinkLength ? null : url.href;
}

/** Parses the query of a link; null if the link has none. */
export function sharedQuery(page: string): SharedQuery | null {
  const parameters = new URL(page).searchParams;
  const query = parameters.get('query');
  return query === null ? null : { query, variables: parameters.get('variables') ?? '' };
}
