import * as fc from 'fast-check';
import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { hashOfText } from '../../../src/graph/source-text.js';
import { citation, claim, concept, dimension, feature } from '../../support/changes.js';
import { edits, type Editor } from '../random-graph.js';

/** A change that the editor of the random graph does not make. */
export type Extra =
  | {
      readonly type: 'new';
      readonly which: number;
      readonly name: string;
      readonly summary: string | null;
      readonly former: boolean;
      readonly definition: string | null;
    }
  | { readonly type: 'end'; readonly which: number }
  | {
      readonly type: 'dimension';
      readonly which: number;
      readonly group: string | null;
      readonly span: boolean;
    }
  | {
      readonly type: 'feature';
      readonly which: number;
      readonly name: string;
      readonly aliases: readonly string[];
    }
  | { readonly type: 'value'; readonly which: number; readonly along: 0 | 1; readonly amount: number }
  | { readonly type: 'text'; readonly text: string; readonly source: 's' | 't' };

const which = fc.nat(3);
const names = fc.constantFrom('Ash', 'Aspen', 'Oak tree', 'oak trees', 'b～', 'Word', 'wird');
const extras: fc.Arbitrary<Extra> = fc.oneof(
  fc.record({
    type: fc.constant('new' as const),
    which,
    name: names,
    summary: fc.constantFrom(null, 'A wordy summary.', 'In other words, ash.'),
    former: fc.boolean(),
    definition: fc.constantFrom(null, 'A tree with words.', 'An ash.'),
  }),
  fc.record({ type: fc.constant('end' as const), which }),
  fc.record({
    type: fc.constant('dimension' as const),
    which,
    group: fc.constantFrom(null, 'Figures', 'Costs'),
    span: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('feature' as const),
    which,
    name: names,
    aliases: fc.subarray(['Birch', 'Eclair', 'word list']),
  }),
  fc.record({
    type: fc.constant('value' as const),
    which: fc.nat(23),
    along: fc.constantFrom(0 as const, 1 as const),
    amount: fc.constantFrom(1, 2, 3, 10, 200, 5_000),
  }),
  fc.record({
    type: fc.constant('text' as const),
    text: fc.constantFrom('One text.', 'Another 😀 text.', 'A third text.'),
    source: fc.constantFrom('s' as const, 't' as const),
  }),
);

/** The changes that add the concepts of extra changes of type `value`: enough approaches for a measured span. */
export const moreInitialChanges: readonly Change[] = [
  ...Array.from({ length: 24 }, (_, number) => concept('APPROACH', `e${number}`)),
  dimension('w0', { valueType: 'QUANTITY' }),
  dimension('w1'),
].map((each) => ({ type: 'putConcept', concept: each }));

/** The choices of one set of changes: edits of the editor, and extra changes. */
export const sets = fc.record({
  edits: fc.array(edits, { maxLength: 25, size: 'max' }),
  extras: fc.array(extras, { maxLength: 12, size: 'max' }),
});

/** Converts the choices of a set to changes. Records the claims that the extra changes have put. */
export class ExtraEditor {
  readonly #editor: Editor;
  /** The ids of the definitions of the approaches `n0` to `n3`, by number; null for an approach without a definition. */
  readonly #definitions = new Map<number, string | null>();
  readonly #values = new Map<string, string>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  changesOf(set: typeof sets extends fc.Arbitrary<infer Set> ? Set : never): readonly Change[] {
    const changed = new Set<string>();
    const first: Change[] = [];
    const last: Change[] = [];
    for (const extra of set.extras) {
      const key = keyOf(extra);
      if (changed.has(key)) continue;
      changed.add(key);
      this.#add(extra, first, last);
    }
    return [...first, ...this.#editor.changesOf(set.edits), ...last];
  }

  #add(extra: Extra, first: Change[], last: Change[]): void {
    switch (extra.type) {
      case 'new': {
        const { which: number, name, summary, former, definition } = extra;
        const slug = `n${number}${former ? '' : '-now'}`;
        first.push({
          type: 'putConcept',
          concept: concept('APPROACH', `n${number}`, { slug, name, summary, aliases: ['Ash'] }),
          ...(former && { formerSlugs: [`n${number}-before`] }),
        });
        const draft =
          definition === null
            ? null
            : claim(`approach/n${number}`, 'DEFINED_AS', null, {
                text: definition,
                citations: [citation('p')],
              });
        const before = this.#definitions.get(number) ?? null;
        const id = draft && claimId(draft);
        if (before !== null && before !== id) last.push({ type: 'endClaim', id: before });
        if (draft) last.push({ type: 'putClaim', claim: draft });
        this.#definitions.set(number, id);
        return;
      }
      case 'end': {
        const definition = this.#definitions.get(extra.which);
        if (definition === undefined) return;
        if (definition !== null) last.push({ type: 'endClaim', id: definition });
        last.push({ type: 'endConcept', id: `approach/n${extra.which}` });
        this.#definitions.delete(extra.which);
        return;
      }
      case 'dimension': {
        const { which: number, group, span } = extra;
        const bounds = span ? { minimum: '0', maximum: '40' } : {};
        const put = dimension(`d${number}`, { valueType: 'QUANTITY', group, ...bounds });
        first.push({ type: 'putConcept', concept: put });
        return;
      }
      case 'feature':
        first.push({
          type: 'putConcept',
          concept: feature(`f${extra.which}`, { name: extra.name, aliases: extra.aliases }),
        });
        return;
      case 'value': {
        const { which: number, along, amount } = extra;
        const key = keyOf(extra);
        const bound = String(amount);
        const draft = claim(`approach/e${number}`, 'HAS_VALUE', `dimension/w${along}`, {
          value:
            along === 0
              ? { type: 'QUANTITY', minimum: bound, maximum: bound, unit: null }
              : { type: 'TEXT', text: `Text ${amount < 10 ? number : amount}` },
        });
        const [id, before] = [claimId(draft), this.#values.get(key)];
        if (before !== undefined && before !== id) last.push({ type: 'endClaim', id: before });
        last.push({ type: 'putClaim', claim: draft });
        this.#values.set(key, id);
        return;
      }
      case 'text': {
        const { text, source } = extra;
        const hash = hashOfText(text);
        first.push({
          type: 'putText',
          text: { hash, source: `cited-source/${source}`, mediaType: 'text/plain', text },
        });
      }
    }
  }
}

/** Returns the key of the concept, value or text that a change puts or ends. Of the extra changes of a set with the same key, only the first is made. */
function keyOf(extra: Extra): string {
  switch (extra.type) {
    case 'text':
      return `text ${extra.text}`;
    case 'value':
      return `value ${extra.which} ${extra.along}`;
    case 'end':
      return `new ${extra.which}`;
    default:
      return `${extra.type} ${extra.which}`;
  }
}
