/** Tests that claim lines are printed in the format in which they are parsed. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesContent } from '../../../src/formats/printing/changes-content.js';
import { graphFormats } from '../../../src/formats/export-formats.js';
import { graphContent } from '../../../src/formats/printing/graph-content.js';
import { axisKinds, axisPredicates, type Citation } from '../../../src/graph/claim.js';
import { conceptId, kindOfId } from '../../../src/graph/concept.js';
import { fold } from '../../../src/graph/text/fold.js';
import { claimId } from '../../../src/graph/identity.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import { citedSource, concept, dimension, imported, put, value } from '../../support/changes.js';
import { claimChanges, claimsAmong, inChunks } from '../../support/claim-lines.js';
import { sqliteStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import { graphs } from '../random-graphs.js';

/** Returns the first citation with only its locator and quote, as in a line; an empty list if both are blank. */
function citedIn([first]: readonly Citation[]): readonly Citation[] {
  const trimmed = (text: string | null | undefined) => (text && fold(text) !== '' ? text.trim() : null);
  const [locator, quote] = [trimmed(first?.locator), trimmed(first?.quote)];
  const noContext = { prefix: null, suffix: null, start: null, end: null, textHash: null };
  return locator === null && quote === null ? [] : [{ locator, quote, ...noContext }];
}

/** Whether lines can contain a claim: it is about an approach, and fills a cell. */
function isPrintable({ subject, predicate, target }: ClaimDraft): boolean {
  const kind = kindOfId(target ?? '');
  return (
    kindOfId(subject) === 'APPROACH' &&
    axisKinds.some((each) => each === kind && axisPredicates[each] === predicate)
  );
}

/**
 * The parts of random graphs that lines can contain: the claims that fill cells, and the concepts that these claims
 * name. Each claim has one citation at most and supersedes no claim; the id of each concept is derived from its slug.
 */
const comparable = graphs.map((changes): readonly Change[] => {
  const concepts = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
  const ids = new Map(concepts.map(({ kind, id, slug }) => [id, conceptId(kind, slug)]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const claims = claimsAmong(changes)
    .filter(isPrintable)
    .map((claim): ClaimDraft => ({
      ...claim,
      subject: idOf(claim.subject),
      target: idOf(claim.target ?? ''),
      source: idOf(claim.source),
      supersedes: null,
      citations: citedIn(claim.citations),
    }));
  const named = new Set(claims.flatMap(({ subject, target, source }) => [subject, target, source]));
  return [
    ...concepts
      .map((concept) => ({ ...concept, id: idOf(concept.id) }))
      .filter(({ id }) => named.has(id))
      .map((concept): Change => ({ type: 'putConcept', concept })),
    ...claims.map((claim): Change => ({ type: 'putClaim', claim })),
  ];
});

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

function puts(changes: readonly Change[]): ReadonlyMap<string, unknown> {
  return new Map(
    changes.flatMap((change): [string, unknown][] => {
      if (change.type === 'putConcept') return [[change.concept.id, change.concept]];
      return change.type === 'putClaim' ? [[claimId(change.claim), change.claim]] : [];
    }),
  );
}

test('claims that fill cells are printed as lines that are parsed as the same claims', async () => {
  await fc.assert(
    fc.asyncProperty(comparable, async (changes) => {
      const text = await joined(graphFormats.claims(await changesContent(changes, { concepts: () => [] })));
      const empty = await sqliteStore.open();
      try {
        const parsed = await claimChanges(empty.store.reader, { 'x.jsonl': inChunks(text) });
        expect(puts(parsed)).toEqual(puts(changes));
        await empty.store.apply(parsed, imported);
        const view = await empty.store.reader.openView();
        if (!view) throw new TypeError('The graph has no published view.');
        expect(await joined(graphFormats.claims(graphContent(view)))).toBe(text);
      } finally {
        await empty.close();
      }
    }),
    { numRuns: runs(60) },
  );
}, 120_000);

test('an approach is described once, and claims that lines cannot contain are omitted', async () => {
  for (const changes of fc.sample(graphs, { numRuns: 20, seed: 5 })) {
    const text = await joined(graphFormats.claims(await changesContent(changes, { concepts: () => [] })));
    const lines = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { approach: object });
    const printable = claimsAmong(changes).filter(isPrintable);
    expect(lines).toHaveLength(printable.length);
    const described = lines.filter(({ approach }) => 'name' in approach);
    expect(described).toHaveLength(new Set(printable.map(({ subject }) => subject)).size);
  }
});

test.each(['mph', 'ft', 'F', 'B', 'kb', 'kat', '1', '[mi_i]/h', '{requests}/s', 'EUR/mo', 'Cel'])(
  'amounts in %s are printed with a unit that is parsed as the same code',
  async (unit) => {
    const unitless = dimension('unitless', { valueType: 'QUANTITY', unit: null });
    const other = { ...dimension('other', { valueType: 'QUANTITY', unit }) };
    const amount = (along: string) =>
      value('lathe', along, { type: 'QUANTITY', minimum: '5', maximum: '7', unit, approximate: true });
    const concepts = [citedSource('s'), concept('APPROACH', 'lathe'), unitless, other];
    const text = await joined(
      graphFormats.claims(
        await changesContent(put(concepts, [amount('unitless'), amount('other')]), { concepts: () => [] }),
      ),
    );
    const empty = await sqliteStore.open();
    try {
      const parsed = await claimChanges(empty.store.reader, { 'x.jsonl': inChunks(text) });
      expect(claimsAmong(parsed).map((claim) => claim.value)).toEqual([
        amount('unitless').value,
        amount('other').value,
      ]);
      expect(parsed).toContainEqual(
        expect.objectContaining({
          concept: expect.objectContaining({ id: 'dimension/other', unit }) as unknown,
        }),
      );
    } finally {
      await empty.close();
    }
  },
);
