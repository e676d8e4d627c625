import { ValueError } from './value-type.js';

/**
 * Properties of a quantity that most quantities do not have. An absent property means false, so that values that
 * were stored before these properties existed keep their claim ids.
 */
export interface QuantityMarks {
  /** The minimum itself is excluded: `>5`. */
  readonly exclusiveMinimum?: true;
  /** The maximum itself is excluded: `<5`. */
  readonly exclusiveMaximum?: true;
  /** The source states the amounts as approximate: `~5`. */
  readonly approximate?: true;
}

/** The marks in the order in which canonical forms list them. */
const markNames = ['exclusiveMinimum', 'exclusiveMaximum', 'approximate'] as const;

const noNames: readonly never[] = Object.freeze([]);

/** Whether a value has no marks, which is the usual case. */
function isUnmarked({ exclusiveMinimum, exclusiveMaximum, approximate }: QuantityMarks): boolean {
  return !exclusiveMinimum && !exclusiveMaximum && !approximate;
}

/** The names of the marks that a value has. */
export function namesOfMarks(value: QuantityMarks): readonly (keyof QuantityMarks)[] {
  return isUnmarked(value) ? noNames : markNames.filter((name) => value[name]);
}

/** All marks of a value, with false for absent marks. */
export function allMarks(value: QuantityMarks): Record<keyof QuantityMarks, boolean> {
  return {
    exclusiveMinimum: value.exclusiveMinimum ?? false,
    exclusiveMaximum: value.exclusiveMaximum ?? false,
    approximate: value.approximate ?? false,
  };
}

/**
 * Parses the marks among the members of a mapping.
 * @returns only the marks that are true
 * @throws {ValueError} if a mark is not a boolean
 */
export function parseMarks(members: Readonly<Record<string, unknown>>): QuantityMarks {
  const marks: { -readonly [Name in keyof QuantityMarks]: QuantityMarks[Name] } = {};
  for (const name of markNames) {
    const written = members[name] ?? false;
    if (typeof written !== 'boolean') throw new ValueError(`true or false for ${name}`, written);
    if (written) marks[name] = true;
  }
  return marks;
}

/** The marks of both bounds as numbers: equal numbers for bounds of the same kind. */
export interface BoundKinds {
  readonly low: number;
  readonly high: number;
}

const plainBounds: BoundKinds = Object.freeze({ low: 0, high: 0 });

/** The kinds of the bounds of a value: a bound can be excluded, approximate, or both. */
export function boundKindsOf(value: QuantityMarks): BoundKinds {
  if (isUnmarked(value)) return plainBounds;
  const { exclusiveMinimum, exclusiveMaximum, approximate } = value;
  const about = approximate ? 2 : 0;
  return { low: about + (exclusiveMinimum ? 1 : 0), high: about + (exclusiveMaximum ? 1 : 0) };
}
