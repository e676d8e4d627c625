/** The API's lists of concepts that have a page. */
export const listedKinds = ['questions', 'approaches', 'citedSources'] as const;
export type ListedKind = (typeof listedKinds)[number];

/** The fields with the time of a page's last change. The page of a question also changes with the approaches that it compares. */
const lastChanges: Readonly<Record<ListedKind, string>> = {
  questions:
    'history(first: 1) { nodes { time } } approaches(first: 50) { nodes { history(first: 1) { nodes { time } } } }',
  approaches: 'history(first: 1) { nodes { time } }',
  // The page of a source changes with the claims that cite the source, but the history of the source does not contain them.
  citedSources: '',
};

/** The GraphQL operations for parts of the sitemap, by the kind of their pages. */
export const sitemapOperations = operationsOf(
  (kind) => `query Sitemap_${kind}($first: Int!, $after: String) {
    list: ${kind}(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { slug ${lastChanges[kind]} }
    }
  }`,
);

/** The GraphQL operations for the cursors between parts of the sitemap, by the kind of their pages. */
export const sitemapCursorOperations = operationsOf(
  (kind) => `query SitemapCursors_${kind}($first: Int!, $after: String) {
    list: ${kind}(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } }
  }`,
);

function operationsOf(write: (kind: ListedKind) => string): Readonly<Record<ListedKind, string>> {
  return Object.fromEntries(listedKinds.map((kind) => [kind, write(kind)])) as Record<ListedKind, string>;
}

/** The variables of `sitemapOperations` and `sitemapCursorOperations`. */
export interface SitemapVariables {
  readonly first: number;
  readonly after: string | null;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface History {
  readonly nodes: readonly { readonly time: string }[];
}

/** The result of one of `sitemapOperations`. */
export interface SitemapResult {
  readonly list: {
    readonly pageInfo: PageInfo;
    readonly nodes: readonly {
      readonly slug: string;
      readonly history?: History;
      readonly approaches?: { readonly nodes: readonly { readonly history: History }[] };
    }[];
  };
}

/** The result of one of `sitemapCursorOperations`. */
export interface SitemapCursorsResult {
  readonly list: { readonly totalCount: number; readonly pageInfo: PageInfo };
}
