import fc from 'fast-check';
import { claimId } from '../../src/graph/identity.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import { yes } from '../../src/graph/values/support.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { citation, citedSource, claim, concept, dimension, feature, question } from '../support/changes.js';

/** One edit: renames an approach, states a claim, or ends a claim. `which` selects the approach or claim. */
export type Edit =
  | { readonly type: 'name'; readonly which: number; readonly name: string; readonly slug: string }
  | { readonly type: 'state'; readonly draft: ClaimDraft }
  | { readonly type: 'end'; readonly which: number };

const count = 6;
const numbers = fc.nat(count - 1);
const names = fc.constantFrom('Ash', 'ash.', 'Birch', 'b😀', 'b～', 'Éclair', 'C', 'C#');
const slugs = fc.constantFrom('', '-x', '-y');
const approachIds = Array.from({ length: count }, (_, number) => `approach/a${number}`);
const values: fc.Arbitrary<ClaimValue> = fc.oneof(
  fc.constantFrom<ClaimValue>(
    { type: 'QUANTITY', minimum: '1', maximum: '1', unit: null },
    { type: 'QUANTITY', minimum: '1', maximum: '3', unit: null },
    { type: 'QUANTITY', minimum: '20', maximum: null, unit: null },
    { type: 'QUANTITY', minimum: '20', maximum: null, unit: null, exclusiveMinimum: true },
    { type: 'QUANTITY', minimum: '1', maximum: '1', unit: null, approximate: true },
  ),
);
const claimDetails = fc.record({
  position: fc.integer({ min: -1, max: 2 }),
  text: fc.constantFrom(null, 'In words.', 'In other words.'),
  rank: fc.constantFrom('NORMAL' as const, 'NORMAL' as const, 'PREFERRED' as const, 'DEPRECATED' as const),
  qualifiers: fc.constantFrom([], [{ key: 'plan', value: 'Business' }]),
  source: fc.constantFrom('cited-source/s', 'cited-source/t'),
  citations: fc.constantFrom([], [citation('page 1')], [citation('page 1'), citation('page 2')]),
});

const links = fc.oneof(
  fc.tuple(numbers, numbers).map(([a, d]) => [`approach/a${a}`, 'HAS_VALUE', `dimension/d${d}`] as const),
  fc.tuple(numbers, numbers).map(([a, f]) => [`approach/a${a}`, 'HAS_FEATURE', `feature/f${f}`] as const),
  fc.tuple(numbers, numbers).map(([f, b]) => [`feature/f${f}`, 'LEADS_TO', `benefit/b${b}`] as const),
  fc.tuple(numbers, numbers).map(([a, b]) => [`approach/a${a}`, 'BRINGS_BENEFIT', `benefit/b${b}`] as const),
  fc.tuple(numbers, numbers).map(([f, g]) => [`feature/f${f}`, 'EQUIVALENT_TO', `feature/f${g}`] as const),
  fc.tuple(numbers, numbers).map(([q, a]) => [`question/q${q}`, 'ASKS_ABOUT', `approach/a${a}`] as const),
);

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('name' as const), which: numbers, name: names, slug: slugs }),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(links, values, claimDetails)
      .map(([[subject, predicate, target], value, details]) => ({
        type: 'state' as const,
        draft: claim(subject, predicate, target, {
          ...details,
          value: predicate === 'HAS_VALUE' ? value : yes,
        }),
      })),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('end' as const), which: fc.nat() }) },
);

/** The changes that add the concepts of the edits. */
export const initialChanges: readonly Change[] = [
  citedSource('s'),
  citedSource('t'),
  ...Array.from({ length: count }, (_, number) => [
    concept('APPROACH', `a${number}`),
    concept('BENEFIT', `b${number}`),
    feature(`f${number}`),
    question(`q${number}`),
    dimension(`d${number}`, { valueType: 'QUANTITY', ...(number < 2 ? {} : { group: 'Figures' }) }),
  ]).flat(),
].map((each) => ({ type: 'putConcept', concept: each }));

/** Turns edits into sets of changes that the graph accepts; records which claims are valid. */
export class Editor {
  readonly #claims = new Set<string>();

  changesOf(batch: readonly Edit[]): readonly Change[] {
    const changedIds = new Set<string>();
    return batch.flatMap((edit) => {
      const change = this.#changeOf(edit, changedIds);
      return change ? [change] : [];
    });
  }

  #changeOf(edit: Edit, changedIds: Set<string>): Change | null {
    if (edit.type === 'name') {
      const id = approachIds[edit.which] as string;
      if (changedIds.has(id)) return null;
      changedIds.add(id);
      const slug = `a${edit.which}${edit.slug}`;
      return {
        type: 'putConcept',
        concept: concept('APPROACH', `a${edit.which}`, { slug, name: edit.name }),
      };
    }
    if (edit.type === 'state') {
      const id = claimId(edit.draft);
      if (changedIds.has(id) || edit.draft.subject === edit.draft.target) return null;
      changedIds.add(id);
      this.#claims.add(id);
      return { type: 'putClaim', claim: edit.draft };
    }
    const ids = [...this.#claims].filter((id) => !changedIds.has(id));
    const id = ids[edit.which % ids.length];
    if (id === undefined) return null;
    changedIds.add(id);
    this.#claims.delete(id);
    return { type: 'endClaim', id };
  }
}
