/** The queries of the widgets of one page; every client gets these documents unchanged. */

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

/** The two media that most pages compare, in one order. */
export const forth = Object.freeze({ approaches: ['bd-rom', 'lto-9'] });
const back = { approaches: ['lto-9', 'bd-rom'] };
const under = (key: string, value: string) => [{ key, value }];
const axes = ['capacity', 'data-rate', 'rewritability'];
const table = (variables: Widget['variables']): Widget => ({ query: 'WidgetsTableQuery', variables });
const light = (variables: Widget['variables']): Widget => ({ query: 'WidgetsLightQuery', variables });
const criteria = [{ axis: 'rewritability' }, { axis: 'random-access', weight: 2 }];
const ranking = (variables: Widget['variables']): Widget => ({
  query: 'WidgetsRankingQuery',
  variables: { criteria, ...variables },
});

/** Pages on which a widget must not show the data of another one. */
export const pages: readonly (readonly [string, readonly Widget[]])[] = [
  ['two orders of the approaches', [table(forth), table(back)]],
  [
    'two orders of the approaches, with an axis of each first',
    [table({ ...forth, along: { axes } }), table({ ...back, along: { axes: axes.toReversed() } })],
  ],
  [
    'two conditions, and none',
    [
      table({ ...forth, along: { axes, under: under('recording', 'native') } }),
      table({ ...forth, along: { axes, under: under('recording', 'compressed') } }),
      table({ ...forth, along: { axes } }),
    ],
  ],
  [
    'two revisions, and the published one',
    [table({ ...forth, at: 1 }), table({ ...forth, at: 2 }), table({ ...forth, at: 3 }), table(forth)],
  ],
  ['a fuller and a lighter question about the same', [table(forth), light(forth)]],
  [
    'a lighter question, and one about other approaches too',
    [table(forth), light({ approaches: ['bd-rom', 'lto-9', 'cd-rom'] })],
  ],
  [
    'a ranking in full and in short, beside one under conditions',
    [
      ranking(forth),
      { query: 'WidgetsPodiumQuery', variables: { ...forth, criteria } },
      ranking({ ...back, under: under('cartridge', 'WORM') }),
      ranking({ ...forth, at: 1 }),
    ],
  ],
  [
    'a comparison, and a ranking that shows the same cells',
    [table({ ...forth, along: { axes } }), ranking(forth)],
  ],
];

/**
 * Pages on which two widgets select different fields of objects without an id: pages of lists. Apollo Client keeps only those of
 * the last one, unless a type policy merges them.
 */
export const pagesOfLists: typeof pages = [
  ['a list with its count, and without', [{ query: 'WidgetsPagedQuery', variables: forth }, table(forth)]],
];

const renamed = { approaches: ['cd-rom', 'lto-9'] };

/** Pages that show a concept at two revisions: it has the same id at both, and another name. */
export const pagesOfRevisions: readonly (readonly Widget[])[] = [
  [table({ ...renamed, at: 2 }), table({ ...renamed, at: 3 })],
  [table({ ...renamed, at: 1 }), table(renamed), ranking({ ...renamed, at: 1 }), ranking(renamed)],
];
