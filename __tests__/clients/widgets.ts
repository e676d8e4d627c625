/** The widgets of pages. The tests of all clients use the same documents. */

/** One widget: its document and variables. */
export interface Widget {
  readonly query: WidgetQuery;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type WidgetQuery = keyof typeof widgetQueries;

const compareArguments = '$approaches: [String!]!, $along: AxisSelection, $at: Int';
const rankArguments =
  '$approaches: [String!]!, $criteria: [Criterion!]!, $under: [QualifierInput!], $at: Int';

export const widgetQueries = Object.freeze({
  WidgetsTableQuery: `query WidgetsTableQuery(${compareArguments}) {
    compare(approaches: $approaches, along: $along, at: $at) {
      id
      revision
      approaches { id name }
      summary { id rowCount similarity coverage }
      rows(first: 4) {
        nodes {
          id
          slot
          verdict
          explanation
          axis { id name }
          cells {
            id
            slot
            state
            display
            approach { id name }
            claims { id source { id name } }
            values { value { __typename ... on QuantityValue { minimum unit } } qualifiers { key value } }
          }
        }
      }
    }
  }`,
  WidgetsLightQuery: `query WidgetsLightQuery(${compareArguments}) {
    compare(approaches: $approaches, along: $along, at: $at) {
      id
      summary { id rowCount }
      rows(first: 4) { nodes { id cells { id state } } }
    }
  }`,
  WidgetsPagedQuery: `query WidgetsPagedQuery(${compareArguments}) {
    compare(approaches: $approaches, along: $along, at: $at) {
      id
      rows(first: 4) { totalCount pageInfo { hasNextPage endCursor } nodes { id } }
    }
  }`,
  WidgetsRankingQuery: `query WidgetsRankingQuery(${rankArguments}) {
    rank(approaches: $approaches, criteria: $criteria, under: $under, at: $at) {
      id
      places {
        id
        position
        approach { id name }
        contributions { id points explanation cell { id slot display } }
      }
    }
  }`,
  WidgetsPodiumQuery: `query WidgetsPodiumQuery(${rankArguments}) {
    rank(approaches: $approaches, criteria: $criteria, under: $under, at: $at) {
      id
      places { id score contributions { id score cell { id state } } }
    }
  }`,
});

/** The media that most pages compare. */
export const twoMedia = Object.freeze({ approaches: ['bd-rom', 'lto-9'] });
const reversedMedia = { approaches: ['lto-9', 'bd-rom'] };
const under = (key: string, value: string) => [{ key, value }];
const axes = ['capacity', 'data-rate', 'rewritability'];
const table = (variables: Widget['variables']): Widget => ({ query: 'WidgetsTableQuery', variables });
const light = (variables: Widget['variables']): Widget => ({ query: 'WidgetsLightQuery', variables });
const criteria = [{ axis: 'rewritability' }, { axis: 'random-access', weight: 2 }];
const ranking = (variables: Widget['variables']): Widget => ({
  query: 'WidgetsRankingQuery',
  variables: { criteria, ...variables },
});

/** Pages on which a widget must not show the data of another widget. */
export const pages: readonly (readonly [string, readonly Widget[]])[] = [
  ['two orders of the approaches', [table(twoMedia), table(reversedMedia)]],
  [
    'two orders of the approaches and of the axes',
    [
      table({ ...twoMedia, along: { axes } }),
      table({ ...reversedMedia, along: { axes: axes.toReversed() } }),
    ],
  ],
  [
    'two conditions and no condition',
    [
      table({ ...twoMedia, along: { axes, under: under('recording', 'native') } }),
      table({ ...twoMedia, along: { axes, under: under('recording', 'compressed') } }),
      table({ ...twoMedia, along: { axes } }),
    ],
  ],
  [
    'three revisions by number, and the published revision',
    [
      table({ ...twoMedia, at: 1 }),
      table({ ...twoMedia, at: 2 }),
      table({ ...twoMedia, at: 3 }),
      table(twoMedia),
    ],
  ],
  ['two selections of fields of the same comparison', [table(twoMedia), light(twoMedia)]],
  [
    'a comparison, and a comparison with one more approach',
    [table(twoMedia), light({ approaches: ['bd-rom', 'lto-9', 'cd-rom'] })],
  ],
  [
    'two selections of fields of the same ranking, and rankings under a condition and at an older revision',
    [
      ranking(twoMedia),
      { query: 'WidgetsPodiumQuery', variables: { ...twoMedia, criteria } },
      ranking({ ...reversedMedia, under: under('cartridge', 'WORM') }),
      ranking({ ...twoMedia, at: 1 }),
    ],
  ],
  [
    'a comparison, and a ranking that shows the same cells',
    [table({ ...twoMedia, along: { axes } }), ranking(twoMedia)],
  ],
];

/**
 * Pages of lists: two widgets select different fields of objects without an id. Apollo Client caches only the fields of the last
 * widget, unless a type policy merges the objects.
 */
export const pagesOfLists: typeof pages = [
  [
    'a list with and without its total count',
    [{ query: 'WidgetsPagedQuery', variables: twoMedia }, table(twoMedia)],
  ],
];

const renamed = { approaches: ['cd-rom', 'lto-9'] };

/** Pages that show a concept at two revisions. The concept has the same id at both revisions, and different names. */
export const pagesOfRevisions: readonly (readonly Widget[])[] = [
  [table({ ...renamed, at: 2 }), table({ ...renamed, at: 3 })],
  [table({ ...renamed, at: 1 }), table(renamed), ranking({ ...renamed, at: 1 }), ranking(renamed)],
];
