import { parseUnit, shareDimension } from '../../../graph/values/unit.js';
import {
  amountIn,
  commonReadingsIn,
  findDoubtfulGroups,
  freeAmount,
  type CellAmount,
} from './cell-amounts.js';
import { shapeOf, type AmountShape } from './amount-shapes.js';
import { parseHeadUnit, type CellParsers } from './cell-parsers.js';
import type { CellWords } from './cell-sense.js';
import { decideSign, type DecimalSign, type SignDecision } from './decimal-signs.js';
import {
  doubtOfMisfits,
  findMisfits,
  fitOf,
  isWordsOnly,
  reading,
  undecided,
  type HeadedWords,
  type StatedWords,
  type TableNotation,
  type WordsReading,
} from './words-reading.js';
import { splitUnit } from './head-words.js';

/** The minimum number of cells with numbers per cell that is left out because its numbers are not an amount: `0.68 / 0.64`. */
const minAmountsPerOther = 8;

/**
 * Reads cells as amounts, all in units of one kind or all without a unit; as texts with a doubt if the amounts have no
 * certain reading. Null if the cells are not amounts.
 */
export function readAmounts(
  { head, stated, unit: statedUnit }: HeadedWords,
  notation: TableNotation,
  parsers: CellParsers,
): WordsReading | null {
  const numeric = stated.filter((cell) => !isWordsOnly(cell));
  if (numeric.length === 0) return null;
  const decision = decideSign(numeric, notation);
  const shape = shapeOf(head, numeric.map(plain));
  const amountOf = amountParser(decision, shape, parsers);
  const amounts = new Map<StatedWords, CellAmount>();
  const others = new Set<StatedWords>();
  for (const cell of numeric) {
    const amount = amountOf(cell);
    if (statesAmount(amount)) amounts.set(cell, amount);
    else if (others.add(cell).size * minAmountsPerOther > numeric.length) return null;
  }
  const { name, unit: headUnit, problem: headProblem } = unitOfHead(head, statedUnit);
  const units = [...amounts.values()].map(({ value }) => value?.unit ?? null);
  const unit = headUnit ?? mostFrequent(units);
  const free = (cell: StatedWords) => freeAmount(cell, unit);
  const misfits = findMisfits(
    stated,
    (cell) => amounts.has(cell) || free(cell) !== null,
    (cell) => isWordsOnly(cell) || others.has(cell),
  );
  // Numbers without a unit or a shape beside other texts can be versions.
  if (misfits === null || (unit === null && shape === null && others.size > 0)) return null;
  const doubt = doubtOfAmounts([...amounts], { decision, units, headUnit, unit, notation });
  if (doubt !== null) return undecided(head, doubt);
  const kind = unit === null ? (shape?.inWords ?? 'numbers') : `amounts in ${unit}`;
  const readings = commonReadingsIn(numeric, head, new Set([...units, unit]));
  return {
    ...reading(name, 'QUANTITY', `${kind}${signInWords(decision, numeric)}${readings}`),
    unit,
    doubt: headProblem ?? doubtOfMisfits(misfits, 'amounts'),
    mayBeAmounts: true,
    fit: fitOf(stated, misfits),
    valueOf(cell) {
      const zero = free(cell);
      if (zero !== null) return { value: zero, hasRemark: true, confidence: 0.9 };
      const { value, hasRemark } = amounts.get(cell) ?? amountOf(cell);
      if (value === null) return null;
      return {
        value: unit === null || value.unit !== null ? value : { ...value, unit },
        hasRemark,
        confidence: 1,
      };
    },
  };
}

/** Creates the parser of the cells of a dimension. If the decimal sign is not decided, amounts with either sign are accepted. */
function amountParser(
  decision: SignDecision,
  shape: AmountShape | null,
  parsers: CellParsers,
): (cell: CellWords) => CellAmount {
  const signs = decision.kind === 'sign' ? ([decision.sign] as const) : (['.', ','] as const);
  return (written) => {
    const cell = plain(written);
    const [first, second] = signs;
    const amount = amountIn(cell, { sign: first, shape }, parsers);
    return second === undefined || statesAmount(amount)
      ? amount
      : amountIn(cell, { sign: second, shape }, parsers);
  };
}

const pictures =
  /^(?:\p{Extended_Pictographic}\uFE0F?){1,5}\s*|\s*(?:\p{Extended_Pictographic}\uFE0F?){1,5}$/gu;

/** A cell without the emoji before or after its words, such as a medal. */
function plain<Words extends CellWords>(cell: Words): Words {
  if (!/\p{Extended_Pictographic}/u.test(cell.text)) return cell;
  return { ...cell, text: cell.text.replace(pictures, ''), hasOtherMarks: true };
}

/** Whether a cell is an amount, or an amount with several readings. */
function statesAmount({ value, problem }: CellAmount): boolean {
  return value !== null || problem !== null;
}

interface AmountContext {
  readonly decision: SignDecision;
  readonly units: readonly (string | null)[];
  readonly headUnit: string | null;
  readonly unit: string | null;
  readonly notation: TableNotation;
}

/** Finds the reason why amounts have no certain reading; null if they have one. */
function doubtOfAmounts(
  amounts: readonly (readonly [StatedWords, CellAmount])[],
  { decision, units, headUnit, unit, notation }: AmountContext,
): string | null {
  const problem = amounts.find(([, { problem: each }]) => each !== null)?.[1].problem ?? null;
  if (problem !== null) return problem;
  if (decision.kind !== 'sign') return doubtOf(decision);
  const cells = amounts.map(([cell]) => cell);
  const groups = findDoubtfulGroups(cells, unit !== null);
  if (groups !== null)
    return `"${groups}" can be a number or a telephone number: write thousands without a separator, or a unit in the head`;
  const isZero = ({ value }: CellAmount): boolean => value?.minimum === '0' && value.maximum === '0';
  const measured = amounts.filter(([, amount]) => !isZero(amount));
  return (
    doubtOfUnits(
      measured.map(([cell]) => cell),
      measured.map(([, { value }]) => value?.unit ?? null),
      headUnit,
    ) ??
    doubtOfZeros(amounts, units) ??
    (unit === null ? doubtOfNumbers(cells, decision.sign, notation.isCanonical ?? false) : null)
  );
}

/**
 * Finds a doubt about amounts without a unit beside temperatures; null if there is none. Beside other units, a zero needs
 * no unit, but zero degrees Celsius are not zero kelvins.
 */
function doubtOfZeros(
  amounts: readonly (readonly [StatedWords, CellAmount])[],
  units: readonly (string | null)[],
): string | null {
  const bare = amounts.find(([, { value }]) => value?.unit === null);
  const scale = units.find((unit) => unit !== null && !parseUnit(unit).offset.isZero());
  return bare && scale !== undefined
    ? `"${bare[0].text}" has no unit, and other cells are in ${scale}`
    : null;
}

function doubtOf(decision: Exclude<SignDecision, { kind: 'sign' }>): string {
  if (decision.kind === 'mixed') {
    const [withPoint, withComma] = decision.cells;
    return `"${withPoint}" has a decimal point and "${withComma}" a decimal comma: write all numbers in one way`;
  }
  return `the sign in "${decision.cell}" can separate thousands or decimals: write thousands without a separator`;
}

function signInWords(decision: SignDecision, stated: readonly CellWords[]): string {
  const has = (pattern: RegExp): boolean =>
    stated.some(({ text, isNumber }) => !isNumber && pattern.test(text));
  if (decision.kind !== 'sign') return '';
  const [hasPoint, hasComma] = [has(/\d\.\d/u), has(/\d,\d/u)];
  if (decision.sign === '.') return hasComma ? ', with decimal points and commas between thousands' : '';
  if (!hasComma) return hasPoint ? ', with points between thousands' : '';
  return `, with decimal commas${hasPoint ? ' and points between thousands' : ''}`;
}

/** Finds a doubt about the units of amounts; null if there is none. */
function doubtOfUnits(
  stated: readonly CellWords[],
  units: readonly (string | null)[],
  headUnit: string | null,
): string | null {
  const ownUnits = [...new Set(units.filter((unit) => unit !== null))];
  const bare = stated[units.indexOf(null)];
  if (bare !== undefined && headUnit === null && ownUnits.length > 0) {
    return `"${bare.text}" has no unit, and other cells are in ${ownUnits.join(', ')}: write the unit in every cell or in the head`;
  }
  const all = headUnit === null ? ownUnits : [headUnit, ...ownUnits];
  if (shareDimension(all.map(parseUnit))) return null;
  return `amounts in ${all.join(', ')} do not convert into each other: create a dimension for each kind of unit`;
}

/** Matches ranges of years, and telephone numbers: 1998-2004, 555-1234. */
const otherRange = /^(?:[12]\d{3}\s?[-–—]\s?[12]\d{3}|\d{3}-\d{4})$/u;

/** Matches a minimum version, which has the notation of a minimum amount: 3.7+. */
const openVersion = /^(?:>=|≥)?\s?\d{1,2}\.\d{1,2}\+$|^(?:>=|≥)\s?\d{1,2}\.\d{1,2}$/u;
const endsWithZero = /^\d+\.[1-9]0$/u;
const trailingZero = /^\d+\.\d*0$/u;
const separatedThousands = /\d,\d{3}(?!\d)/u;
/** Matches numerals that are no version: with a zero and another digit after the point, or at least three digits before it. */
const noVersion = /^\d+\.0\d|^\d{3,}\.\d/u;
/** The maximum second part of a likely version, such as 10 in 3.10. */
const maxMinorVersion = 30;

/**
 * Finds a doubt about numbers without a unit; null if there is none. A trailing zero, as in 3.10, indicates versions if
 * another number has fewer decimal places (3.9), or if the second parts of all numbers are small (3.10 and 3.11): amounts
 * with trailing zeros usually have equally many decimal places, and the second parts of some are large. A trailing zero is
 * no reason for a doubt if most second parts are large and a number is no version, or if a number has separators of
 * thousands.
 */
function doubtOfNumbers(
  stated: readonly CellWords[],
  sign: DecimalSign,
  isCanonical: boolean,
): string | null {
  const range = stated.find(({ text }) => otherRange.test(text));
  if (range)
    return `"${range.text}" can be a range of numbers, or years or a telephone number: write a unit in the head`;
  if (sign === ',') return null;
  const open = stated.find(({ text }) => openVersion.test(text));
  if (open)
    return `"${open.text}" can be a version or an amount: name the dimension "Version", or write a unit in the head`;
  const other = isCanonical ? stated.find(({ text }) => trailingZero.test(text)) : undefined;
  if (other)
    return `"${other.text}" is not how amounts are printed: name the dimension "Version" if it is a version`;
  // Versions have no separators of thousands.
  if (stated.some(({ text }) => separatedThousands.test(text))) return null;
  const numerals = stated.flatMap(({ text }) => text.match(/\d+(?:\.\d+)?/gu) ?? []);
  const zeros = numerals.filter((numeral) => endsWithZero.test(numeral));
  if (zeros.length === 0) return null;
  const decimals = numerals.map((numeral) => numeral.split('.')[1] ?? '');
  const fewest = Math.min(...decimals.map(({ length }) => length));
  const areSmall = decimals.every((each) => Number(each) <= maxMinorVersion);
  const large = decimals.filter((each) => Number(each) > maxMinorVersion).length;
  if (large * 2 > numerals.length && numerals.some((numeral) => noVersion.test(numeral))) return null;
  const ambiguous = zeros.find((numeral) => areSmall || (numeral.split('.')[1]?.length ?? 0) > fewest);
  return ambiguous === undefined
    ? null
    : `"${ambiguous}" can be a version or an amount: name the dimension "Version", or write a unit in the head`;
}

/** The most frequent unit, the first unit of equally frequent units; null if there is none. */
function mostFrequent(units: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const unit of units) if (unit !== null) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

interface HeadUnit {
  readonly name: string;
  readonly unit: string | null;
  /** The reason why an ambiguous text is not read as the unit; null if there is none. */
  readonly problem: string | null;
}

/**
 * Splits a head such as `Weight (kg)` or `Weight in kg` into the name and the unit.
 * @param statedUnit the unit of a row or column of units, which counts if the head has no unit in parentheses
 */
function unitOfHead(head: string, statedUnit: string | null): HeadUnit {
  const split = splitUnit(head);
  const { value: unit, problem } = split ? parseHeadUnit(split.unit) : { value: null, problem: null };
  if (split && unit !== null) return { name: split.name, unit, problem };
  const ofRow = statedUnit === null ? null : parseHeadUnit(statedUnit.replace(/^[([]|[)\]]$/gu, ''));
  if (ofRow) return { name: head, unit: ofRow.value, problem: ofRow.problem };
  const [, name = head, last] = /^(\S.*?)(?:,| in) (\S{1,12})$/u.exec(head) ?? [];
  const ofLast = last === undefined || problem !== null ? null : parseHeadUnit(last).value;
  return ofLast === null ? { name: head, unit: null, problem } : { name, unit: ofLast, problem };
}
