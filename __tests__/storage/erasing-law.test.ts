/** Tests that an erasure removes the words that it covers from every revision of a random history, and no other words. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claimId } from '../../src/graph/identity.js';
import type { ErasureKind } from '../../src/graph/ports/erasures.js';
import type { ClaimDraft } from '../../src/graph/ports/writing.js';
import { storedBytes } from '../support/stored-bytes.js';
import { eachStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';
import {
  baseConcepts,
  citation,
  dimension,
  edited,
  imported,
  put,
  putText,
  source,
  text,
  value,
} from './contract/examples.js';

const height = dimension('height', { valueType: 'QUANTITY', unit: 'm' });

/** A claim of one of two sources. */
interface Statement {
  readonly source: 'article' | 'other';
  readonly isAmount: boolean;
  /** Whether an edit puts the claim, and not an import. */
  readonly isEdit: boolean;
  /** Whether a later revision changes the text of the claim. */
  readonly isReworded: boolean;
  /** Whether an edit of an open changeset adds a citation to the claim. */
  readonly isCitedAgain: boolean;
}
const anyStatement: fc.Arbitrary<Statement> = fc.record({
  source: fc.constantFrom('article', 'other'),
  isAmount: fc.boolean(),
  isEdit: fc.boolean(),
  isReworded: fc.boolean(),
  isCitedAgain: fc.boolean(),
});
const searchedWords = 3;
const anyKind = fc.constantFrom<ErasureKind>('SOURCE', 'CLAIM', 'QUOTE', 'TEXT');

/** A claim with the words that its versions state, and the words of its source text and its citation. */
interface WordedClaim {
  readonly claim: ClaimDraft;
  readonly reworded: ClaimDraft | null;
  readonly content: ReturnType<typeof text>;
  readonly isEdit: boolean;
  /** The quote that an edit of an open changeset adds; null if no edit does so. It is from no stored text. */
  readonly added: string | null;
  readonly stated: readonly string[];
  readonly quoted: readonly string[];
}

/** Builds a claim with a different word in each of its texts. */
function wordedClaim(
  { source: slug, isAmount, isEdit, isReworded, isCitedAgain }: Statement,
  index: number,
): WordedClaim {
  const word = (part: string) => `${part}word${index}x`;
  const [before, quote, after] = [word('before'), word('quote'), word('after')];
  const content = text(`${before} ${quote} ${after}`, { source: `cited-source/${slug}` });
  const start = before.length + 1;
  const amount = String(index);
  const claim = value({
    source: content.source,
    ...(isAmount
      ? { target: height.id, value: { type: 'QUANTITY', minimum: amount, maximum: amount, unit: 'm' } }
      : { value: { type: 'TEXT', text: word('value') } }),
    text: word('first'),
    citations: [
      citation({ quote, suffix: ` ${after}`, start, end: start + quote.length, textHash: content.hash }),
    ],
  });
  return {
    claim,
    reworded: isReworded ? { ...claim, text: word('second') } : null,
    content,
    isEdit,
    added: isCitedAgain ? word('added') : null,
    stated: [word('first'), ...(isReworded ? [word('second')] : []), ...(isAmount ? [] : [word('value')])],
    quoted: [before, quote, after],
  };
}

async function publish({ store }: TestStore, claims: readonly WordedClaim[]): Promise<void> {
  await store.apply(put(...baseConcepts, height, source('other')), imported);
  for (const isEdit of [false, true]) {
    const note = isEdit ? edited : imported;
    const ofNote = claims.filter((each) => each.isEdit === isEdit);
    const first = ofNote.flatMap(({ claim, content }) => [putText(content), ...put(claim)]);
    await store.apply(first, note);
    await store.apply(put(...ofNote.flatMap(({ reworded }) => reworded ?? [])), note);
  }
  const edits = claims.flatMap(({ claim, added }) => {
    if (added === null) return [];
    const edit = { type: 'addCitation', claim: claimId(claim), citation: citation({ quote: added }) };
    return [{ edit, base: { revision: 1 }, touches: [] }];
  });
  const author = { principal: null, name: 'Bob', onBehalfOf: null, model: null };
  await store.changesets.open({ kind: 'EDIT', title: 'Quotes', author, edits });
}

async function checkErasure(
  test: TestStore,
  claims: readonly WordedClaim[],
  kind: ErasureKind,
  target: WordedClaim,
): Promise<void> {
  const { store, url } = test;
  await publish(test, claims);
  const id = claimId(target.claim);
  const named = { SOURCE: target.claim.source, CLAIM: id, QUOTE: id, TEXT: target.content.hash }[kind];
  const isCovered = (each: WordedClaim) =>
    kind === 'SOURCE' ? each.claim.source === target.claim.source : each === target;
  const isOfWords = kind === 'SOURCE' || kind === 'CLAIM';
  const gone = claims
    .filter(isCovered)
    .flatMap(({ stated, quoted, added }) => [
      ...(isOfWords ? stated : []),
      ...quoted,
      ...(added === null || kind === 'TEXT' ? [] : [added]),
    ]);
  const rest = claims
    .flatMap(({ stated, quoted, added }) => [...stated, ...quoted, ...(added === null ? [] : [added])])
    .filter((word) => !gone.includes(word));

  const erasure = { kind, targets: [named], reason: 'OTHER', author: 'Ada', message: 'Case 7' } as const;
  const { revision } = await store.eraser.erase(erasure);
  await store.eraser.removeTraces();
  const stored = await storedBytes(url);
  expect(gone.filter((word) => stored.includes(word))).toStrictEqual([]);
  expect(rest.filter((word) => !stored.includes(word))).toStrictEqual([]);
  const ids = claims.map(({ claim }) => claimId(claim));
  for (let at = 1; at <= (revision?.number ?? 0); at += 1) {
    const view = await store.reader.openView(at);
    const content = JSON.stringify([
      await view?.claims(ids),
      await view?.lastClaimVersions(ids),
      await view?.citations(ids),
      await view?.texts(claims.map((each) => each.content.hash)),
    ]);
    expect(gone.filter((word) => content.includes(word))).toStrictEqual([]);
    // A search takes several statements, so only some words are searched, at the first and the last revision.
    if (at > 1 && at !== revision?.number) continue;
    for (const word of gone.slice(0, searchedWords)) {
      const found = await view?.searchPage({ text: word, kinds: null, first: 1, after: null });
      expect([word, found?.totalCount]).toStrictEqual([word, 0]);
    }
  }
}

test.each(eachStore)(
  'an erasure on $name removes the covered words from every revision, and no other words',
  async ({ open }) => {
    const anyStatements = fc.array(anyStatement, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(anyStatements, anyKind, fc.nat(), async (statements, kind, index) => {
        const claims = statements.map(wordedClaim);
        const store = await open();
        try {
          await checkErasure(store, claims, kind, claims[index % claims.length] as WordedClaim);
        } finally {
          await store.close();
        }
      }),
      { numRuns: runs(60, 1) },
    );
  },
);
