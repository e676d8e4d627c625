import { describe, expect, test } from '@jest/globals';
import { axisKinds } from '../../../src/graph/claim.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { ConceptReference } from '../../../src/graph/ports/reading.js';
import { claimId } from '../../../src/graph/identity.js';
import { editsOf, nearestInOrder } from '../../../src/graph/text/near-slugs.js';
import { fold } from '../../../src/graph/text/fold.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  benefit,
  citation,
  dimension,
  feature,
  link,
  put,
  question,
  source,
  value,
  textClaim,
} from './examples.js';

const toApproach = (reference: string): ConceptReference => ({ kind: 'APPROACH', reference });

export function describeReading(open: OpenSubject): void {
  describe('concepts', () => {
    test('are found by id and by slug, in the order of the references', async () => {
      const { apply } = await open();
      const view = await apply(put(...baseConcepts));
      const found = await view.concepts(
        ['devops', 'approach/msp', 'absent', 'msp', 'devops'].map(toApproach),
      );
      expect(found.map((concept) => concept?.id ?? null)).toEqual([
        'approach/devops',
        'approach/msp',
        null,
        'approach/msp',
        'approach/devops',
      ]);
    });

    test('are found only by references with their kind', async () => {
      const { apply } = await open();
      const view = await apply(put(...baseConcepts, feature('devops')));
      expect(
        await view.concepts([
          { kind: 'FEATURE', reference: 'approach/msp' },
          { kind: 'FEATURE', reference: 'msp' },
          { kind: 'FEATURE', reference: 'devops' },
        ]),
      ).toEqual([null, null, feature('devops')]);
    });

    test('of every kind are returned unchanged and frozen', async () => {
      const { apply } = await open();
      const concepts = [
        approach('msp', { aliases: ['b', 'a'], summary: 'Outsourced.', sameAs: ['https://example.org/msp'] }),
        feature('ci', { featureKind: 'SERVICE' }),
        benefit('speed'),
        { ...benefit('cost'), kind: 'DRAWBACK', id: 'drawback/cost' } as const,
        { ...benefit('start-up'), kind: 'USE_CASE', id: 'use-case/start-up' } as const,
        dimension('size', {
          group: 'Scope',
          valueType: 'ORDINAL',
          levels: ['small', 'large'],
          betterWhen: 'HIGHER',
        }),
        dimension('published', { valueType: 'DATE', earliest: '1980', latest: '2030-06' }),
        question('which', { category: 'IT' }),
        source('article', {
          url: 'https://example.org',
          publishedOn: '2024-05',
          accessedOn: '2026-11-29',
          readingMinutes: 7,
        }),
      ];
      const view = await apply(put(...concepts));
      const found = await view.concepts(concepts.map(({ kind, id }) => ({ kind, reference: id })));
      expect(found).toStrictEqual(concepts);
      for (const concept of found) {
        expect(Object.isFrozen(concept)).toBe(true);
        expect(Object.isFrozen(concept?.aliases)).toBe(true);
      }
    });

    test('are found by the folded text of a name or alias', async () => {
      const { apply } = await open();
      const view = await apply(
        put(
          approach('msp', { name: 'MSP', aliases: ['Managed  Service – Provider.', 'msp'] }),
          approach('straße', {
            id: 'approach/strasse',
            slug: 'strasse',
            name: 'STRASSE',
            aliases: ['E\u0301tude'],
          }),
          benefit('msp', { name: 'msp' }),
        ),
      );
      expect(
        await view.conceptsNamed(['MSP', 'managed service - provider', 'étude', 'Absent'].map(fold)),
      ).toEqual([['approach/msp', 'benefit/msp'], ['approach/msp'], ['approach/strasse'], []]);
    });

    test('that are axes are found if an approach has a claim along them, at the revision of the view', async () => {
      const { apply, view } = await open();
      const drafts = [
        value({ subject: 'approach/a', target: 'dimension/d', value: null, absence: 'UNKNOWN' }),
        link('approach/a', 'HAS_FEATURE', 'feature/f'),
        link('feature/f', 'LEADS_TO', 'benefit/b'),
        link('feature/g', 'EQUIVALENT_TO', 'feature/h'),
      ];
      const axes = [dimension('d'), dimension('e'), feature('f'), feature('g'), feature('h'), benefit('b')];
      await apply(put(approach('a'), source('article'), ...axes, ...drafts));
      const found = async (at: number): Promise<readonly string[]> => (await view(at)).claimedAxes(axisKinds);
      await apply(put(link('approach/a', 'BRINGS_BENEFIT', 'benefit/b')));
      await apply([{ type: 'endClaim', id: claimId(drafts[0] as ClaimDraft) }]);
      expect(await found(1)).toEqual(['dimension/d', 'feature/f']);
      expect(await found(2)).toEqual(['benefit/b', 'dimension/d', 'feature/f']);
      expect(await found(3)).toEqual(['benefit/b', 'feature/f']);
      const published = await view();
      expect(await published.claimedAxes(['FEATURE', 'DRAWBACK'])).toEqual(['feature/f']);
      expect(await published.claimedAxes([])).toEqual([]);
    });

    test('have slugs that can be found near a text: the slugs one edit away and the nearest slugs in sort order, sorted', async () => {
      const { apply } = await open();
      const numbered = Array.from({ length: 60 }, (_, index) => `m${100 + index}`);
      const others = ['xa130', 'a-1', 'm13o', 'z'];
      const view = await apply(
        put(...[...numbered, ...others].map((slug) => approach(slug)), benefit('m13')),
      );
      const slugs = [...numbered, ...others].sort();
      const index = slugs.indexOf('m130');
      const neighbours = slugs.slice(index - nearestInOrder, index + nearestInOrder);
      expect(await view.slugsNear(['APPROACH'], 'm130')).toEqual(
        [...new Set([...neighbours, ...slugs.filter((slug) => editsOf('m130').has(slug))])].sort(),
      );
      expect(await view.slugsNear(['APPROACH', 'BENEFIT'], 'a130')).toEqual(
        ['a-1', ...numbered.slice(0, nearestInOrder), 'm13', 'm130', 'xa130']
          .filter((slug, index, all) => all.indexOf(slug) === index)
          .sort(),
      );
      expect(await view.slugsNear(['FEATURE'], 'm130')).toEqual([]);
      expect(await view.slugsNear(['BENEFIT'], '\0')).toEqual(['m13']);
    });
  });

  describe('claims', () => {
    test('are returned unchanged and frozen, with their id and revision', async () => {
      const { apply } = await open();
      const drafts = [
        value({
          text: 'It is outsourced.',
          qualifiers: [
            { key: 'plan', value: 'Business' },
            { key: 'region', value: 'EU' },
          ],
          rank: 'PREFERRED',
          position: -3,
          supersedes: 'claim/older',
        }),
        value({ subject: 'approach/devops', value: null, absence: 'UNKNOWN' }),
        link('approach/msp', 'EQUIVALENT_TO', 'approach/devops', {
          value: { type: 'SUPPORT', support: 'PARTIAL', note: 'in small firms' },
        }),
        textClaim('approach/msp', 'DEFINED_AS', 'Someone else runs it.'),
      ];
      const view = await apply(put(...baseConcepts, ...drafts));
      const ids = drafts.map((draft) => claimId(draft));
      const found = await view.claims([...ids, 'claim/unknown']);
      const expected = drafts.map(({ citations: _, ...draft }, index) => ({
        ...draft,
        id: ids[index],
        since: 1,
      }));
      expect(found).toStrictEqual([...expected, null]);
      for (const claim of found.slice(0, -1)) {
        expect(Object.isFrozen(claim)).toBe(true);
        expect(Object.isFrozen(claim?.qualifiers)).toBe(true);
      }
      expect(Object.isFrozen(found[0]?.value)).toBe(true);
    });

    test('about subjects are ordered by position, then id, and match the filter', async () => {
      const { apply } = await open();
      const last = value({ position: 5, value: { type: 'TEXT', text: 'late' } });
      const ties = ['x', 'y', 'z'].map((text) => value({ position: 1, value: { type: 'TEXT', text } }));
      const definition = textClaim('approach/msp', 'DEFINED_AS', 'words', { position: 2 });
      const other = value({ target: 'dimension/size', position: 0 });
      const view = await apply(put(...baseConcepts, dimension('size'), last, ...ties, definition, other));
      const ids = (filter: Parameters<typeof view.claimsAbout>[1]) =>
        Promise.resolve(view.claimsAbout(['approach/devops', 'approach/msp'], filter)).then((lists) =>
          lists.map((claims) => claims.map(({ id }) => id)),
        );
      const inOrder = [...ties.map(claimId).sort(), claimId(definition), claimId(last)];
      expect(await ids({})).toEqual([[], [claimId(other), ...inOrder]]);
      expect(await ids({ predicates: ['HAS_VALUE'], targets: ['dimension/size'] })).toEqual([
        [],
        [claimId(other)],
      ]);
      expect(await ids({ targets: ['dimension/nature'] })).toEqual([[], inOrder]);
      expect(await ids({ subjects: ['approach/devops'] })).toEqual([[], []]);
      expect(await ids({ predicates: [] })).toEqual([[], []]);
    });

    test("with a target are ordered by the subject's name, and match the filter", async () => {
      const { apply } = await open();
      const subjects = [
        approach('z', { name: 'alpha' }),
        approach('a', { name: 'Ünder' }),
        approach('b', { name: 'Beta' }),
      ];
      const drafts = subjects.flatMap(({ id }) => [
        value({ subject: id, position: 2 }),
        value({ subject: id, position: 1, value: { type: 'TEXT', text: 'in-house' } }),
      ]);
      const view = await apply(put(...baseConcepts, ...subjects, ...drafts));
      const [toward, unknown] = await view.claimsToward(['dimension/nature', 'dimension/none'], {});
      expect(toward?.map(({ subject, position }) => `${subject} ${position}`)).toEqual(
        ['approach/z', 'approach/b', 'approach/a'].flatMap((id) => [`${id} 1`, `${id} 2`]),
      );
      expect(unknown).toEqual([]);
      const [filtered] = await view.claimsToward(['dimension/nature'], { subjects: ['approach/a'] });
      expect(filtered?.map(({ subject }) => subject)).toEqual(['approach/a', 'approach/a']);
    });

    test('have frozen citations in the given order', async () => {
      const { apply } = await open();
      const citations = [
        citation({
          locator: 'Z › b',
          quote: '“q”',
          prefix: 'p',
          suffix: 's',
          start: 0,
          end: 12,
          textHash: 'h',
        }),
        citation({ locator: 'A' }),
      ];
      const cited = value({ citations });
      const view = await apply(put(...baseConcepts, cited, value({ subject: 'approach/devops' })));
      const found = await view.citations([claimId(value({ subject: 'approach/devops' })), claimId(cited)]);
      expect(found).toStrictEqual([[], citations]);
      expect(Object.isFrozen(found[1]?.[0])).toBe(true);
    });
  });

  describe('equivalents', () => {
    test('are reflexive, symmetric and transitive over claims that state YES', async () => {
      const { apply } = await open();
      const slugs = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      const equate = (one: string, other: string, support: 'YES' | 'NO' = 'YES') =>
        link(`feature/${one}`, 'EQUIVALENT_TO', `feature/${other}`, {
          value: { type: 'SUPPORT', support, note: null },
        });
      const view = await apply(
        put(
          ...baseConcepts,
          ...slugs.map((slug) => feature(slug)),
          equate('c', 'b'),
          equate('c', 'd'),
          equate('d', 'a'),
          equate('d', 'b'),
          equate('e', 'f'),
          equate('e', 'a', 'NO'),
          link('feature/f', 'BROADER_THAN', 'feature/g'),
        ),
      );
      const group = ['feature/a', 'feature/b', 'feature/c', 'feature/d'];
      expect(
        await view.equivalents(['feature/b', 'feature/f', 'feature/g', 'feature/a', 'feature/none']),
      ).toEqual([group, ['feature/e', 'feature/f'], ['feature/g'], group, ['feature/none']]);
    });
  });

  describe('questions', () => {
    test('are found by their exact set of approaches, in any order', async () => {
      const { apply } = await open();
      const questionAbout = (slug: string, ...approaches: string[]) => [
        question(slug),
        ...approaches.map((each) => link(`question/${slug}`, 'ASKS_ABOUT', `approach/${each}`)),
      ];
      const view = await apply(
        put(
          ...baseConcepts,
          approach('itil'),
          source('second'),
          ...questionAbout('both', 'msp', 'devops'),
          ...questionAbout('another', 'devops', 'msp'),
          link('question/another', 'ASKS_ABOUT', 'approach/msp', { source: 'cited-source/second' }),
          ...questionAbout('all', 'msp', 'devops', 'itil'),
          ...questionAbout('one', 'msp'),
          ...questionAbout('denied', 'msp', 'devops'),
          link('question/denied', 'ASKS_ABOUT', 'approach/itil', {
            value: { type: 'SUPPORT', support: 'NO', note: null },
          }),
        ),
      );
      const sets = [
        ['approach/devops', 'approach/msp'],
        ['approach/msp', 'approach/msp'],
        [],
        ['approach/itil', 'approach/msp', 'approach/devops'],
        ['approach/itil', 'approach/msp'],
      ];
      expect(await view.questionsAbout(sets)).toEqual([
        ['question/another', 'question/both', 'question/denied'],
        ['question/one'],
        [],
        ['question/all'],
        [],
      ]);
    });
  });
}
