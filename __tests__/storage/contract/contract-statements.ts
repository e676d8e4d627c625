import { describe, expect, test } from '@jest/globals';
import { axisKinds } from '../../../src/graph/claim.js';
import { claimId } from '../../../src/graph/identity.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import { long } from '../../support/test-run.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  citation,
  dimension,
  feature,
  imported,
  link,
  put,
  putText,
  question,
  text,
  value,
} from './examples.js';

/** More keys than a statement of SQLite can have parameters, or, in a sample, more keys than a page of a scan has rows. */
const manyKeys = long === 'complete' ? 40_000 : 2_000;
const page = { filter: {}, first: 5, after: null } as const;
const filter = { predicates: ['HAS_VALUE'], targets: ['dimension/nature'] } as const;

/** Calls of methods of a view with sets of keys. */
const methods: Readonly<Record<string, (view: GraphView, slugs: readonly string[]) => unknown>> = {
  concepts: (view, slugs) => view.concepts(slugs.map((reference) => ({ kind: 'APPROACH', reference }))),
  claims: (view, slugs) => view.claims(slugs.map(claimOf)),
  claimsAbout: (view, slugs) => view.claimsAbout(slugs.map(approachId), filter),
  claimsToward: (view, slugs) => view.claimsToward(slugs.map(featureId), { subjects: slugs.map(approachId) }),
  'claimPages by subject': (view, slugs) =>
    view.claimPages({ ...page, by: 'subject', keys: slugs.map(approachId) }),
  'claimPages by target': (view, slugs) =>
    view.claimPages({ ...page, by: 'target', keys: slugs.map(featureId) }),
  'claimPages by source': (view, slugs) =>
    view.claimPages({ ...page, by: 'source', keys: slugs.map(approachId) }),
  'claimCounts by subject': (view, slugs) => view.claimCounts('subject', slugs.map(approachId)),
  'claimCounts by target': (view, slugs) => view.claimCounts('target', slugs.map(featureId)),
  'claimCounts by source': (view, slugs) => view.claimCounts('source', slugs.map(approachId)),
  citations: (view, slugs) => view.citations(slugs.map(claimOf)),
  texts: (view, slugs) => view.texts(slugs.map(hashOf)),
  textsOf: (view, slugs) => view.textsOf(slugs.map((slug) => `cited-source/${slug}`)),
  excerpts: (view, slugs) => view.excerpts(slugs.map((slug) => ({ hash: hashOf(slug), start: 1, end: 2 }))),
  slugsOf: (view, slugs) => view.slugsOf(slugs.map(approachId)),
  slugOwners: (view, slugs) => view.slugOwners(slugs.map((slug) => ({ kind: 'APPROACH', slug }))),
  equivalents: (view, slugs) => view.equivalents(slugs.map(featureId)),
  conceptsNamed: (view, slugs) => view.conceptsNamed(slugs),
  questionsAbout: (view, slugs) =>
    view.questionsAbout(slugs.map((slug) => [approachId(slug), 'approach/msp'])),
  spreads: (view, slugs) => view.spreads(slugs.map((slug) => dimension(slug))),
  'history.revisions': (view, slugs) => view.history.revisions(slugs.map((_, index) => index)),
  'history.changePages': (view, slugs) =>
    view.history.changePages({ revisions: slugs.map((_, index) => index), first: 2, after: null }),
  'history.revisionsOf': (view, slugs) => view.history.revisionsOf(slugs.map(approachId)),
  'history.claimEnds': (view, slugs) => view.history.claimEnds(slugs.map(claimOf)),
  'history.erasures': (view, slugs) => view.history.erasures(slugs.map(claimOf)),
  'conceptPage by id': (view, slugs) =>
    view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'SLUG', filter: { ids: slugs.map(approachId) } }),
  'conceptPage with exceptions': (view, slugs) =>
    view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'SLUG',
      filter: { except: slugs.map(approachId) },
    }),
  'conceptPage by name and relation': (view, slugs) =>
    view.conceptPage({
      ...page,
      kind: 'APPROACH',
      orderBy: 'NAME',
      filter: { named: slugs, relatedTo: slugs.map(featureId) },
    }),
};

const approachId = (slug: string): string => `approach/${slug}`;
const featureId = (slug: string): string => `feature/${slug}`;
const draftOf = (slug: string) =>
  value({ subject: approachId(slug), citations: [citation({ locator: slug })] });
/** Caches the key of each slug, because hashing takes most of the time of a call with many keys. */
function cachedBySlug(keyOf: (slug: string) => string): (slug: string) => string {
  const cache = new Map<string, string>();
  return (slug) => {
    let key = cache.get(slug);
    if (key === undefined) {
      key = keyOf(slug);
      cache.set(slug, key);
    }
    return key;
  };
}
const claimOf = cachedBySlug((slug) => claimId(draftOf(slug)));
const hashOf = cachedBySlug((slug) => text(slug).hash);
const slugsTo = (count: number): string[] => Array.from({ length: count }, (_, number) => `a${number}`);

export function describeStatements(open: OpenSubject): void {
  describe('the number of statements', () => {
    test('of a call of a view is the same for 2, 200 and thousands of keys, and at most one without keys', async () => {
      const { apply, statements, store, url } = await open();
      // On SQLite, where a statement blocks the event loop, a separate statement reads the related concepts.
      const isEmbedded = url.startsWith('file:');
      const expected = (name: string): number => (isEmbedded && name.endsWith('relation') ? 2 : 1);
      const view = await apply([
        ...put(
          ...baseConcepts,
          question('which'),
          ...slugsTo(200).flatMap((slug) => [
            approach(slug),
            feature(slug),
            draftOf(slug),
            link(approachId(slug), 'HAS_FEATURE', featureId(slug)),
            link(featureId(slug), 'EQUIVALENT_TO', featureId('a0')),
          ]),
        ),
        ...slugsTo(200).map((slug) => putText(text(slug))),
      ]);
      for (const [name, call] of Object.entries(methods)) {
        const counts: [keys: number, statements: number, results: number][] = [];
        for (const keys of [2, 200, manyKeys]) {
          statements.length = 0;
          const result = await call(view, slugsTo(keys));
          counts.push([keys, statements.length, Array.isArray(result) ? result.length : keys]);
        }
        expect([name, counts]).toEqual([
          name,
          [2, 200, manyKeys].map((keys) => [keys, expected(name), keys]),
        ]);
        statements.length = 0;
        await call(view, []);
        expect([name, statements.length]).toEqual([name, name.startsWith('conceptPage') ? 1 : 0]);
      }
      statements.length = 0;
      await store.reader.openView();
      // Revision 1 is the newest revision and is cached, so opening its view needs no statement.
      await store.reader.openView(1);
      await store.reader.openView(0);
      await view.slugsNear(['APPROACH', 'FEATURE'], 'msp');
      await view.claimedAxes(axisKinds);
      await view.claimedAxes([]);
      await view.history.revisionPage({ first: 5, after: null });
      await view.history.changedClaims({ revision: 1, first: 5, after: null });
      await view.history.changedConcepts({ revision: 1, first: 5, after: null });
      expect(statements).toHaveLength(7);
    });

    test('of a write does not depend on the number of changes in a batch', async () => {
      const { store, statements } = await open();
      await store.apply(put(...baseConcepts), imported);
      const count = async (from: number, to: number): Promise<number> => {
        statements.length = 0;
        const claims = slugsTo(to)
          .slice(from)
          .map((text) => value({ value: { type: 'TEXT', text } }));
        await store.apply(put(...claims), imported);
        return statements.length;
      };
      expect(await count(0, 2)).toBe(await count(2, 900));
    });
  });
}
