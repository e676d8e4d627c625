import { ExactDecimal } from './decimal.js';
import { intervalOf, ValueError, type Scale, type ValueRule } from './value-type.js';

/** A level of the dimension's ordered scale. */
export interface OrdinalValue {
  readonly type: 'ORDINAL';
  readonly level: string;
}

export const ordinalRule: ValueRule<OrdinalValue> = {
  parse(written, scale) {
    const levels = scale.levels ?? [];
    if (typeof written !== 'string' || !levels.includes(written)) {
      throw new ValueError(`one of the levels ${levels.join(', ')}`, written);
    }
    return { type: 'ORDINAL', level: written };
  },
  canonical: (value) => value.level,
  display: (value) => value.level,
  written: (value) => value.level,
  counted: (value) => [{ key: value.level, value }],
  searched: () => null,
  relate([left], [right], scale) {
    if (!left || !right) throw new TypeError('Expected one value of ORDINAL on each side, got none.');
    const steps = Math.abs(levelPosition(left, scale) - levelPosition(right, scale));
    if (steps === 0) return { relation: 'SAME', distance: 0 };
    const last = (scale.levels?.length ?? 0) - 1;
    return { relation: last >= 2 && steps === last ? 'OPPOSITE' : 'DIFFERENT', distance: steps / last };
  },
  words: null,
  order: {
    position: (value, scale) => new ExactDecimal(levelPosition(value, scale)),
    interval: (value, scale) => intervalOf(new ExactDecimal(levelPosition(value, scale))),
  },
  ends: {
    span: ({ levels }) => levels && { low: new ExactDecimal(0), high: new ExactDecimal(levels.length - 1) },
    inWords: ({ levels }) => [levels?.at(0) ?? '', levels?.at(-1) ?? ''],
    declaredBy: 'levels',
  },
};

/**
 * The position of a level on its scale, 0 for the lowest.
 * @throws {RangeError} if the scale does not have the level
 */
export function levelPosition(value: OrdinalValue, scale: Scale): number {
  const position = scale.levels?.indexOf(value.level) ?? -1;
  if (position < 0) throw new RangeError(`The level "${value.level}" is not on its dimension's scale.`);
  return position;
}
