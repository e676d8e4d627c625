import fc from 'fast-check';

/** The notation of numbers: the decimal sign, and the separator between thousands. */
export interface NumberNotation {
  readonly sign: '.' | ',';
  readonly group: string;
}

export const numberNotations: readonly NumberNotation[] = [
  { sign: '.', group: '' },
  { sign: '.', group: ',' },
  { sign: '.', group: ' ' },
  { sign: '.', group: '\u00A0' },
  { sign: '.', group: "'" },
  { sign: ',', group: '' },
  { sign: ',', group: '.' },
  { sign: ',', group: ' ' },
  { sign: ',', group: '\u202F' },
];

/** A number as it is written, with its value. */
export interface WrittenNumber {
  readonly words: string;
  readonly value: number;
}

/** Generates numbers below ten million with at most three decimals in a notation. */
export function writtenNumbers({ sign, group }: NumberNotation): fc.Arbitrary<WrittenNumber> {
  const whole = fc.oneof(
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 0, max: 9_999 }),
    fc.integer({ min: 10_000, max: 9_999_999 }),
  );
  const decimals = fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc.stringMatching(/^\d$/u),
    fc.stringMatching(/^\d\d$/u),
    fc.stringMatching(/^\d\d\d$/u),
  );
  return fc.tuple(whole, decimals).map(([integer, fraction]) => ({
    words: `${String(integer).replaceAll(/\B(?=(?:\d{3})+$)/gu, group)}${fraction === '' ? '' : sign}${fraction}`,
    value: Number(`${integer}.${fraction || '0'}`),
  }));
}

const oneSeparator = /^[1-9]\d{0,2}([.,])\d{3}$/u;

/** Whether a number by itself, such as `1,640`, has two readings: one separator can mark decimals or thousands. */
export function hasTwoReadings(words: string): boolean {
  return oneSeparator.test(words);
}

/** Whether a number shows the meaning of its separators, such as `12,5`, `0,917` and `1.234.567`. */
export function showsNotation(words: string): boolean {
  return /[.,]/u.test(words) && !hasTwoReadings(words);
}
