import { fold } from '../text/fold.js';
import { ExactDecimal } from './decimal.js';
import { intervalOf, ValueError, type ValueRule } from './value-type.js';

/** In ascending order. */
export const supports = ['NO', 'PARTIAL', 'YES'] as const;
export type Support = (typeof supports)[number];

/** Whether a statement is true: yes, no or partly. */
export interface SupportValue {
  readonly type: 'SUPPORT';
  readonly support: Support;
  /** The part that is true, if the support is PARTIAL; otherwise a comment or null. */
  readonly note: string | null;
}

/** The value of a link for which an author writes neither a value nor an absence. */
export const yes: SupportValue = Object.freeze({ type: 'SUPPORT', support: 'YES', note: null });

const expected = 'YES, NO, or PARTIAL with a note ({ support: PARTIAL, note: … })';

export const supportRule: ValueRule<SupportValue> = {
  parse(written) {
    const { support, note } =
      typeof written === 'object' && written !== null
        ? (written as { support?: unknown; note?: unknown })
        : { support: written, note: undefined };
    const matched = supports.find((each) => each === support);
    if (matched === undefined || (note !== undefined && note !== null && typeof note !== 'string')) {
      throw new ValueError(expected, written);
    }
    const trimmed = typeof note === 'string' && fold(note) !== '' ? note.trim() : null;
    if (matched === 'PARTIAL' && trimmed === null) throw new ValueError(expected, written);
    return { type: 'SUPPORT', support: matched, note: trimmed };
  },
  canonical: (value) => JSON.stringify([value.support, foldedNote(value)]),
  display(value) {
    const label = { YES: 'Yes', PARTIAL: 'Partly', NO: 'No' }[value.support];
    return value.note === null ? label : `${label} (${value.note})`;
  },
  written: ({ support, note }) => ({ support, note }),
  /** Counts the support without its note. */
  counted: ({ type, support }) => [{ key: support, value: { type, support, note: null } }],
  searched: (value) => value.note,
  /** Notes are compared only for PARTIAL, where they name the part. */
  relate([left], [right]) {
    if (!left || !right) throw new TypeError('Expected one value of SUPPORT on each side, got none.');
    const difference = Math.abs(supports.indexOf(left.support) - supports.indexOf(right.support));
    if (difference === 2) return { relation: 'OPPOSITE', distance: 1 };
    const isSamePart = left.support !== 'PARTIAL' || foldedNote(left) === foldedNote(right);
    return difference === 0 && isSamePart
      ? { relation: 'SAME', distance: 0 }
      : { relation: 'OVERLAPPING', distance: 0.5 };
  },
  words: null,
  order: {
    position: (value) => new ExactDecimal(supports.indexOf(value.support)),
    interval: (value) => intervalOf(new ExactDecimal(supports.indexOf(value.support))),
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
