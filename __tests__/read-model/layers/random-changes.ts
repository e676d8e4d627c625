import * as fc from 'fast-check';
import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { hashOfText } from '../../../src/graph/source-text.js';
import { citation, claim, concept, dimension, feature } from '../../support/changes.js';
import { edits, type Editor } from '../random-graph.js';

/** A change of which the editor of the random graph has none. */
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
  | { readonly type: 'dimension'; readonly which: number; readonly group: string | null; readonly span: boolean }
  | { readonly type: 'feature'; readonly which: number; readonly name: string; readonly aliases: readonly string[] }
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
    type: fc.constant('text' as const),
    text: fc.constantFrom('One text.', 'Another 😀 text.', 'A third text.'),
    source: fc.constantFrom('s' as const, 't' as const),
  }),
);

/** The edits of one set: those of the editor, and further ones. */
export const sets = fc.record({
  edits: fc.array(edits, { maxLength: 25, size: 'max' }),
  extras: fc.array(extras, { maxLength: 6, size: 'max' }),
});

/** Turns edits into sets of changes; records which of the further concepts are valid. */
export class ExtraEditor {
  readonly #editor: Editor;
  /** The claims about the further approaches, by number. */
  readonly #definitions = new Map<number, string | null>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  changesOf(set: typeof sets extends fc.Arbitrary<infer Set> ? Set : never): readonly Change[] {
    const changed = new Set<string>();
    const first: Change[] = [];
    const last: Change[] = [];
    for (const extra of set.extras) {
      const key = extra.type === 'end' ? `new ${extra.which}` : `${extra.type} ${'which' in extra ? extra.which : extra.text}`;
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
            : claim(`approach/n${number}`, 'DEFINED_AS', null, { text: definition, citations: [citation('p')] });
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
