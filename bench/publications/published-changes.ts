import { conceptId, type Concept } from '../../src/graph/concept.js';
import { claimId } from '../../src/graph/identity.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import type { DataSet } from '../http/data-set.js';
import { hash } from '../http/hash.js';

/** Creates the changes of revisions, one revision after the other. */
export interface RevisionSeries {
  /** The concepts that the revisions need. They are published once, before the measurements. */
  readonly preparation: readonly Change[];
  next(): readonly Change[];
}

/** The name of a series. `touching` revisions change cells that requests can read; `unrelated` revisions add claims that no request reads. */
export type RevisionSeriesName = 'touching' | 'unrelated';

/** The maximum number of claims that a revision of a series touches. */
export const claimCounts: Readonly<Record<RevisionSeriesName, number>> = { touching: 100, unrelated: 20 };

/** Creates a series by its name. @throws {Error} if there is no such series */
export function seriesNamed(name: string, data: DataSet): RevisionSeries {
  if (name === 'touching') return touchingRevisions(data, claimCounts.touching);
  if (name === 'unrelated') return unrelatedRevisions(claimCounts.unrelated);
  throw new Error(`Expected the name of a series, touching or unrelated, got ${name}.`);
}

const source = conceptId('CITED_SOURCE', 'bench-publications');

/**
 * Creates revisions that touch claims of random cells: each revision adds `claimCount / 2` claims, and ends those of the previous revision
 * that it does not add again. So the number of current claims does not grow after the first revision.
 * @param claimCount an even number
 */
export function touchingRevisions(data: DataSet, claimCount: number): RevisionSeries {
  let revision = 0;
  let previous: readonly ClaimDraft[] = [];
  return {
    preparation: [{ type: 'putConcept', concept: benchSource }],
    next() {
      const cells = new Map<string, ClaimDraft>();
      for (let draw = 0; cells.size < claimCount / 2; draw += 1) {
        const approach = hash(revision, draw, 1) % data.size.approaches;
        const dimension = hash(revision, draw, 2) % data.size.dimensions;
        cells.set(`${approach} ${dimension}`, {
          ...claimBasics,
          subject: conceptId('APPROACH', data.approach(approach).slug),
          target: conceptId('DIMENSION', data.dimension(dimension).slug),
          value: data.cell(approach, dimension).value,
        });
      }
      const added = [...cells.values()];
      // A claim that is added again in the next revision must not end in it.
      const ids = new Set(added.map(claimId));
      const ended = previous.map(claimId).filter((id) => !ids.has(id));
      revision += 1;
      previous = added;
      return [
        ...ended.map((id): Change => ({ type: 'endClaim', id })),
        ...added.map((claim): Change => ({ type: 'putClaim', claim })),
      ];
    },
  };
}

/**
 * Creates revisions that add claims about an additional approach, along additional dimensions. No measured request reads these claims.
 * @param claimCount the number of claims of a revision
 */
export function unrelatedRevisions(claimCount: number): RevisionSeries {
  const subject = conceptId('APPROACH', 'bench-unrelated');
  const dimensions = Array.from({ length: claimCount }, (_, number) => `bench-unrelated-${number}`);
  let revision = 0;
  return {
    preparation: [
      { type: 'putConcept', concept: benchSource },
      { type: 'putConcept', concept: { ...named('bench-unrelated'), kind: 'APPROACH', id: subject } },
      ...dimensions.map((slug): Change => ({ type: 'putConcept', concept: textDimension(slug) })),
    ],
    next() {
      revision += 1;
      return dimensions.map((slug): Change => ({
        type: 'putClaim',
        claim: {
          ...claimBasics,
          subject,
          target: conceptId('DIMENSION', slug),
          value: { type: 'TEXT', text: `Text of revision ${revision}` },
        },
      }));
    },
  };
}

const claimBasics = {
  predicate: 'HAS_VALUE',
  position: 0,
  absence: null,
  text: null,
  qualifiers: [],
  rank: 'NORMAL',
  source,
  supersedes: null,
  citations: [
    {
      locator: 'Bench',
      quote: null,
      prefix: null,
      suffix: null,
      start: null,
      end: null,
      textHash: null,
    },
  ],
} as const satisfies Partial<ClaimDraft>;

const benchSource: Concept = {
  ...named('bench-publications'),
  kind: 'CITED_SOURCE',
  id: source,
  url: 'https://reports.example.org/bench-publications',
  publisher: null,
  category: null,
  language: null,
  publishedOn: null,
  accessedOn: null,
  readingMinutes: null,
};

function textDimension(slug: string): Concept {
  return {
    ...named(slug),
    kind: 'DIMENSION',
    id: conceptId('DIMENSION', slug),
    group: null,
    valueType: 'TEXT',
    cardinality: 'MULTIPLE',
    levels: null,
    unit: null,
    minimum: null,
    maximum: null,
    tolerance: null,
    earliest: null,
    latest: null,
    betterWhen: 'NEITHER',
    weighs: true,
  };
}

function named(slug: string) {
  return { slug, name: slug, aliases: [], summary: null, sameAs: [] };
}
