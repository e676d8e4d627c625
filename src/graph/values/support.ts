import { fold } from '../text/fold.js';
import { ExactDecimal } from './decimal.js';
import { reachOfOne, ValueError, type ValueRule } from './value-type.js';

/** From the least to the most. */
export const supports = ['NO', 'PARTIAL', 'YES'] as const;
export type Support = (typeof supports)[number];

/** Whether a thing is so: links state YES unless said otherwise. */
export interface SupportValue {
  readonly type: 'SUPPORT';
  readonly support: Support;
  /** What holds in part, where support is PARTIAL; an aside otherwise. */
  readonly note: string | null;
}

/** What a link states unless said otherwise. */
export const yes: SupportValue = Object.freeze({ type: 'SUPPORT', support: 'YES', note: null });

const expected = 'YES, NO, or PARTIAL with a note ({ support: PARTIAL, note: … })';

export const supportRule: ValueRule<SupportValue> = {
  parse(written) {
    const { support, note } =
      typeof written === 'object' && written !== null
        ? (written as { support?: unknown; note?: unknown })
        : { support: written, note: undefined };
    const known = supports.find((each) => each === support);
    if (known === undefined || (note !== undefined && note !== null && typeof note !== 'string')) {
      throw new ValueError(expected, written);
    }
    const said = typeof note === 'string' && fold(note) !== '' ? note.trim() : null;
    if (known === 'PARTIAL' && said === null) throw new ValueError(expected, written);
    return { type: 'SUPPORT', support: known, note: said };
  },
  canonical: (value) => JSON.stringify([value.support, foldedNote(value)]),
  display(value) {
    const word = { YES: 'Yes', PARTIAL: 'Partly', NO: 'No' }[value.support];
    return value.note === null ? word : `${word} (${value.note})`;
  },
  written: ({ support, note }) => ({ support, note }),
  searched: (value) => value.note,
  /** Only the note of a PARTIAL tells one statement from another: it says which part. */
  relate([left], [right]) {
    if (!left || !right) throw new TypeError('SUPPORT relates one value with one value.');
    const apart = Math.abs(supports.indexOf(left.support) - supports.indexOf(right.support));
    if (apart === 2) return { relation: 'OPPOSITE', distance: 1 };
    const alike = left.support !== 'PARTIAL' || foldedNote(left) === foldedNote(right);
    return apart === 0 && alike
      ? { relation: 'SAME', distance: 0 }
      : { relation: 'OVERLAPPING', distance: 0.5 };
  },
  words: null,
  order: {
    height: (value) => new ExactDecimal(supports.indexOf(value.support)),
    reach: (value) => reachOfOne(new ExactDecimal(supports.indexOf(value.support))),
  },
  ends: {
    span: () => ({ low: new ExactDecimal(0), high: new ExactDecimal(supports.length - 1) }),
    inWords: () => ['no', 'yes'],
    declaredBy: 'support',
  },
};

function foldedNote(value: SupportValue): string {
  return value.note === null ? '' : fold(value.note);
}
