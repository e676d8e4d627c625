import { axisKinds } from '../../src/graph/claim.js';
import type { Dimension } from '../../src/graph/concept.js';
import type { ChangePage } from '../../src/graph/ports/history.js';
import type { GraphView } from '../../src/graph/ports/reading.js';

const searchTexts = ['ash', 'in other words', 'word', 'wrods', 'eclair', 'c#', 'b', 'f2 words', '1'];

async function searchesOf(view: GraphView): Promise<unknown> {
  const pages: unknown[] = [];
  for (const text of searchTexts) {
    pages.push(await view.searchPage({ text, kinds: null, first: 6, after: null }));
  }
  return pages;
}

/** Replaces the last character of an id with another character that has the same low byte. */
function withWideCharacter(id: string): string {
  return id.slice(0, -1) + String.fromCodePoint((id.codePointAt(id.length - 1) ?? 0) + 0x100);
}

/** Reads results that an in-memory view can read from memory, for the concepts of the edits. */
export async function allResults(view: GraphView): Promise<object> {
  const slugs = [0, 1, 2, 3, 4, 5];
  const ids = (kind: string, letter: string): string[] => slugs.map((number) => `${kind}/${letter}${number}`);
  const approaches = ids('approach', 'a');
  const features = ids('feature', 'f');
  const subjects = [...approaches, ...features, ...ids('question', 'q'), ...ids('benefit', 'b')];
  const claims = (await view.claimsAbout(subjects, {})).flat();
  const page = { filter: {}, first: 4, after: null } as const;
  const byTarget = await view.claimPages({ ...page, by: 'target', keys: ids('dimension', 'd') });
  const [cursor] = byTarget.flatMap(({ cursors }) => cursors.slice(-1));
  return {
    revision: view.revision,
    concepts: await view.concepts(
      slugs.flatMap((number) =>
        ['', '-x', '-y'].map((end) => ({ kind: 'APPROACH' as const, reference: `a${number}${end}` })),
      ),
    ),
    claims,
    byId: await view.claims(claims.slice(0, 20).map(({ id }) => id)),
    byUnknownId: await view.claims(claims.slice(0, 5).map(({ id }) => withWideCharacter(id))),
    lastValid: await view.lastClaimVersions(claims.slice(0, 5).map(({ id }) => id)),
    filtered: await view.claimsAbout(subjects, {
      predicates: ['HAS_VALUE', 'HAS_FEATURE'],
      targets: ['feature/f1', 'dimension/d2'],
    }),
    toward: await view.claimsToward([...features, ...ids('dimension', 'd')], {}),
    citations: await view.citations(claims.map(({ id }) => id)),
    bySubject: await view.claimPages({ ...page, by: 'subject', keys: approaches }),
    byTarget,
    counts: await Promise.all([
      view.claimCounts('subject', approaches),
      view.claimCounts('target', ids('dimension', 'd')),
      view.claimCounts('source', ['cited-source/s', 'cited-source/t']),
    ]),
    bySource: await view.claimPages({ ...page, by: 'source', keys: ['cited-source/s', 'cited-source/t'] }),
    next: await view.claimPages({
      ...page,
      by: 'target',
      keys: ids('dimension', 'd'),
      after: cursor ?? null,
    }),
    equivalents: await view.equivalents(features),
    named: await view.conceptsNamed(['ash', 'birch', 'c', 'c#', 'b😀']),
    questions: await view.questionsAbout([...approaches.map((id) => [id]), approaches.slice(0, 2)]),
    byName: await view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'NAME' }),
    bySlug: await view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'SLUG',
      after: ['a1', 'approach/a1'],
      filter: { relatedTo: ['feature/f0', 'dimension/d0', 'question/q0'] },
    }),
    claimedAxes: await view.claimedAxes(axisKinds),
    grouped: await view.conceptPage({
      ...page,
      kind: 'DIMENSION',
      orderBy: 'SLUG',
      filter: { groups: ['Figures'], valueTypes: ['QUANTITY'] },
    }),
    others: await view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'NAME',
      filter: { except: ['approach/a1', 'approach/a3'] },
    }),
    slugs: await view.slugsNear(['APPROACH', 'FEATURE'], 'a-1'),
    searches: await searchesOf(view),
    spreads: await view.spreads(
      (
        await view.concepts(ids('dimension', 'd').map((reference) => ({ kind: 'DIMENSION', reference })))
      ).filter((each): each is Dimension => each?.kind === 'DIMENSION'),
    ),
  };
}

/** Reads the results of `allResults`, and results of the history of the view. */
export async function allResultsAndHistory(view: GraphView): Promise<unknown> {
  const { history } = view;
  const { number } = view.revision;
  const concepts = [0, 1, 2, 3, 4, 5].flatMap((each) => [`approach/a${each}`, `dimension/d${each}`]);
  const revisions = [number, number - 1, 1, 0, number + 1];
  const [{ items }] = (await history.changePages({ revisions, first: 9, after: null })) as [ChangePage];
  return {
    ...(await allResults(view)),
    revisions: await history.revisions(revisions),
    page: await history.revisionPage({ first: 4, after: null }),
    changes: await history.changePages({ revisions, first: 4, after: null }),
    additions: await history.changePages({
      ...{ revisions: [number], kinds: ['ADDED', 'ENDED'], ids: concepts, first: 4 },
      after: { thing: 'CLAIM', id: 'claim/8' },
    }),
    changedClaims: await history.changedClaims({ revision: number, first: 5, after: 'claim/8' }),
    changedConcepts: await history.changedConcepts({ revision: number, first: 5, after: null }),
    earlierClaims: await history.changedClaims({ revision: 1, first: 3, after: null }),
    revisionsOf: await history.revisionsOf(concepts),
    claimEnds: await history.claimEnds(items.map(({ id }) => id)),
    erasures: await history.erasures(items.map(({ id }) => id)),
  };
}
