import { isDate } from '../../../graph/values/date.js';
import type { SupportCertainty } from '../../../graph/values/support-words.js';
import { parseUnit } from '../../../graph/values/unit.js';
import type { ClaimValue, ValueType } from '../../../graph/values/value-rules.js';
import { typeNamedBy, type HeadedType } from '../../forms/value-forms.js';
import type { CellSeparator, TableCell } from '../model/table-grid.js';
import { amountIn, customsIn, findDoubtfulGroups, freeAmount, type CellAmount } from './cell-amounts.js';
import { parseHeadUnit, type CellParsers } from './cell-parsers.js';
import type { CellSense, CellWords } from './cell-sense.js';
import { decideSign, signShownBy, type DecimalSign, type SignDecision } from './decimal-signs.js';
import { namesIdentifier, namesYear, splitUnit } from './head-words.js';
import { isMark } from './table-marks.js';

/** The notation of numbers in a table. */
export interface TableNotation {
  readonly separator: CellSeparator;
  /** The decimal sign that the cells of the table show; null if they show neither sign, or both. */
  readonly sign: DecimalSign | null;
  /** Whether numbers are written without trailing zeros, as Tertium prints them. A text such as `3.10` is then not a number. */
  readonly isCanonical?: true;
}

/** A dimension of a table with its cells. */
export interface HeadedCells {
  readonly head: string;
  /** All cells of the dimension, also empty cells. */
  readonly cells: readonly TableCell[];
  /** The unit that a row or column of units states, as written; null or absent if there is none. */
  readonly unit?: string | null;
}

/** A cell that states a value. */
export interface StatedWords extends CellWords {
  readonly sense: Extract<CellSense, { kind: 'STATED' }>;
}

/** The reading of the cells of a dimension. */
export interface WordsReading {
  /** The head without its unit. */
  readonly name: string;
  readonly valueType: ValueType;
  readonly unit: string | null;
  readonly levels: readonly string[] | null;
  /** The reading in words, for reports, such as `amounts in kg`. */
  readonly inWords: string;
  /** A doubt that an editor should resolve, such as whether texts are numbers; null if there is none. */
  readonly doubt: string | null;
  /** Whether the cells can be amounts along a stored dimension: true for amounts, and for texts that are neither identifiers nor undecided. */
  readonly mayBeAmounts: boolean;
  /** The share of the cells that have a value of the type, from 0 to 1. */
  readonly fit: number;
  /** The value of a cell; null if the cell does not fit the type. */
  readonly valueOf: (cell: StatedWords) => CellValue | null;
}

/** The value of a cell. */
export interface CellValue {
  readonly value: ClaimValue;
  /** Whether the cell has words that the value does not contain. */
  readonly hasRemark: boolean;
  /** From 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** A dimension: its head, the cells that state values, and the unit of a row of units. */
export interface HeadedWords {
  readonly head: string;
  readonly stated: readonly StatedWords[];
  readonly unit: string | null;
}

/** Detects the notation of the numbers of a table from its cells. */
export function notationOf(
  dimensions: readonly HeadedWords[],
  separator: CellSeparator,
  parsers: CellParsers,
): TableNotation {
  const amounts = dimensions.flatMap(({ head, stated }) => {
    if (namesIdentifier(head) || typeNamedBy(head) !== null) return [];
    const isAmount = (cell: CellWords): boolean =>
      (['.', ','] as const).some((sign) => statesAmount(amountIn(cell, sign, parsers)));
    return stated.every((cell) => hasOneNumber(cell) && isAmount(cell)) ? stated : [];
  });
  return { separator, sign: signShownBy(amounts) };
}

/**
 * Decides how the cells of a dimension are read, from its head and all its cells. A reading is chosen if it is certain
 * for every cell, or for most cells if the others are words, which are then left out and reported. Otherwise the cells
 * are texts, which lose nothing.
 */
export function readWords(
  dimension: HeadedWords,
  notation: TableNotation,
  parsers: CellParsers,
): WordsReading {
  const { head, stated } = dimension;
  if (stated.length === 0) return texts(head);
  const support = readSupport(head, stated);
  if (support !== null) return support;
  if (namesIdentifier(head)) return names(head, 'texts, since the head announces identifiers');
  const namedType = typeNamedBy(head);
  const dates = readDates(head, stated, namedType, parsers);
  if (dates !== null) return dates;
  const unsafe = stated.find(({ text }) => leadingZero.test(text) || phoneNumber.test(text));
  if (unsafe !== undefined) return names(head, `texts, since an amount would not preserve "${unsafe.text}"`);
  return (
    (namedType && readNamedType(head, stated, namedType, parsers)) ??
    readAmounts(dimension, notation, parsers) ??
    textsWithDoubt(head, stated)
  );
}

/** Texts, with a doubt if all of them are marks without a certain meaning. */
function textsWithDoubt(head: string, stated: readonly StatedWords[]): WordsReading {
  const [first] = stated;
  if (first === undefined || !stated.every(({ text, sense }) => isMark(text) && sense.meaning === null))
    return texts(head);
  const doubt = `"${first.text}" has no certain meaning in this table: add a legend above it, such as "${first.text} = yes"`;
  return { ...texts(head), doubt };
}

/** Finds the cells that do not fit a type; null if they are too many, or may be values of another type. */
function findMisfits(
  stated: readonly StatedWords[],
  fits: (cell: StatedWords) => boolean,
  mayLeaveOut: (cell: StatedWords) => boolean,
): readonly StatedWords[] | null {
  const misfits = stated.filter((cell) => !fits(cell));
  const isFew = misfits.length * 3 <= stated.length && stated.length - misfits.length >= 2;
  return misfits.length === 0 || (isFew && misfits.every(mayLeaveOut)) ? misfits : null;
}

function fitOf(stated: readonly StatedWords[], misfits: readonly StatedWords[]): number {
  return 1 - misfits.length / stated.length;
}

function doubtOfMisfits(misfits: readonly StatedWords[], inWords: string): string | null {
  const [first, ...others] = misfits;
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} other cells`;
  return `"${first.text}"${more} cannot be read as ${inWords} and ${others.length === 0 ? 'is' : 'are'} left out`;
}

const confidences: Readonly<Record<SupportCertainty, number>> = { CERTAIN: 1, WORDED: 0.95, IMPLIED: 0.8 };

/** Reads cells as yes, no or partly. Null if they are not, or if no cell is certain. */
function readSupport(head: string, stated: readonly StatedWords[]): WordsReading | null {
  const written = stated.flatMap(({ sense }) => sense.support ?? []);
  const certain = written.filter(({ certainty }) => certainty === 'CERTAIN').length;
  const worded = new Set(
    written.filter(({ certainty }) => certainty === 'WORDED').map(({ value }) => value.support),
  );
  const isAll = written.length === stated.length;
  if (isAll ? certain === 0 && worded.size < 2 : certain < 2) return null;
  const misfits = findMisfits(
    stated,
    ({ sense }) => sense.support !== null,
    () => true,
  );
  if (misfits === null) return null;
  return {
    ...reading(head, 'SUPPORT', 'yes or no'),
    doubt: doubtOfMisfits(misfits, 'yes or no'),
    fit: fitOf(stated, misfits),
    valueOf({ sense: { support } }) {
      return (
        support && { value: support.value, hasRemark: false, confidence: confidences[support.certainty] }
      );
    },
  };
}

const leadingZero = /^[+-]?0\d/u;
const phoneNumber = /^\+\d{7,}$/u;

function hasOneNumber({ text }: CellWords): boolean {
  const spaced = /^\D*\d{1,3}(?:[ \u00A0\u202F\u2009'’]\d{3})+(?:[.,]\d+)?\D*$/u;
  return /^\D*\d(?:[\d.,]*\d)?\D*$/u.test(text) || spaced.test(text);
}

function reading(name: string, valueType: ValueType, inWords: string) {
  return { name, valueType, unit: null, levels: null, inWords, doubt: null, mayBeAmounts: false, fit: 1 };
}

function texts(head: string): WordsReading {
  return { ...names(head, 'texts'), mayBeAmounts: true };
}

/** Creates the reading of texts that are never amounts. */
function names(head: string, inWords: string): WordsReading {
  return {
    ...reading(head, 'TEXT', inWords),
    valueOf: ({ text }) => ({ value: { type: 'TEXT', text }, hasRemark: false, confidence: 1 }),
  };
}

/** Creates the reading of texts that look like numbers. @param doubt the reason for texts, with advice */
function undecided(head: string, doubt: string): WordsReading {
  return { ...names(head, 'texts, since their reading is undecided'), doubt };
}

/** A value without the remark in parentheses after it. */
interface RemarkedValue {
  readonly value: ClaimValue;
  readonly hasRemark: boolean;
}

const remarkAtEnd = /^(?<bare>.*\d[^()]*?)\s*\([^()]*\p{L}[^()]*\)$/u;

/** Parses a value, or else the value before a remark in parentheses; null if there is none. */
function withRemark(cell: StatedWords, parse: (text: string) => ClaimValue | null): RemarkedValue | null {
  const value = parse(cell.text);
  if (value !== null) return { value, hasRemark: cell.hasOtherMarks };
  const bare = remarkAtEnd.exec(cell.text)?.groups?.['bare'];
  const ofBare = bare === undefined ? null : parse(bare);
  return ofBare && { value: ofBare, hasRemark: true };
}

function certainly(remarked: RemarkedValue | null): CellValue | null {
  return remarked && { ...remarked, confidence: 1 };
}

/** Reads cells as dates, or as years if the head announces years. Null if the cells are neither. */
function readDates(
  head: string,
  stated: readonly StatedWords[],
  namedType: HeadedType | null,
  parsers: CellParsers,
): WordsReading | null {
  // 1.2.2024 is a date, and also a version.
  const parse = (text: string): ClaimValue | null =>
    namedType !== null && !isDate(text) ? null : parsers.date(text);
  const dateOf = (cell: StatedWords): RemarkedValue | null => withRemark(cell, parse);
  const misfits = findMisfits(stated, (cell) => dateOf(cell) !== null, isWordsOnly);
  if (misfits === null) return null;
  const dates = stated.flatMap((cell) => dateOf(cell) ?? []);
  const areYears = dates.every(({ value }) => value.type === 'DATE' && /^\d{4}$/u.test(value.date));
  if (areYears) {
    const name = splitUnit(head)?.name ?? head;
    const areCalendarYears = dates.every(({ value }) => value.type === 'DATE' && /^[12]/u.test(value.date));
    if (!(namesYear(head) || namesYear(name)) || !areCalendarYears) return null;
  }
  const inWords = areYears ? 'years' : 'dates';
  return {
    ...reading(head, 'DATE', inWords),
    doubt: doubtOfMisfits(misfits, inWords),
    fit: fitOf(stated, misfits),
    valueOf: (cell) => certainly(dateOf(cell)),
  };
}

/** Whether a cell has words and no digits, so that it is no value of a type with digits. */
function isWordsOnly({ text }: CellWords): boolean {
  return !/\p{N}/u.test(text) && /\p{L}{2}/u.test(text);
}

/** Reads cells as values of a type that the head names, such as versions. */
function readNamedType(
  head: string,
  stated: readonly StatedWords[],
  type: HeadedType,
  parsers: CellParsers,
): WordsReading {
  const { valueType, inWords } = type;
  const valueOf = (cell: StatedWords): RemarkedValue | null =>
    withRemark(cell, (text) => parsers.headed(text, type));
  const misfits = findMisfits(stated, (cell) => valueOf(cell) !== null, isWordsOnly);
  if (misfits === null) return names(head, `texts, since not all of them are ${inWords}`);
  const [first] = stated;
  if (type.mayCount(head) && !stated.some(({ text }) => text.includes('.'))) {
    const title = inWords.replace(/^./u, (letter) => letter.toUpperCase());
    return undecided(
      head,
      `"${first?.text}" can be one of the ${inWords} or their number: name the dimension "${title.replace(/s$/u, '')}" or "Number of ${inWords}"`,
    );
  }
  const number = stated.find(({ text, isNumber }) => isNumber && text.includes('.'));
  const doubt =
    number === undefined
      ? doubtOfMisfits(misfits, inWords)
      : `"${number.text}" is a number in the spreadsheet, which may have lost a zero: format such cells as text`;
  return {
    ...reading(head, valueType, inWords),
    doubt,
    fit: fitOf(stated, misfits),
    valueOf: (cell) => certainly(valueOf(cell)),
  };
}

/** Reads cells as amounts, all in units of one kind or all without a unit. Null if a cell is not an amount in any reading. */
function readAmounts(
  { head, stated, unit: statedUnit }: HeadedWords,
  notation: TableNotation,
  parsers: CellParsers,
): WordsReading | null {
  const numeric = stated.filter((cell) => !isWordsOnly(cell));
  const decision = decideSign(numeric, notation.sign, notation.separator);
  const signs = decision.kind === 'sign' ? ([decision.sign] as const) : (['.', ','] as const);
  const amountOf = (cell: StatedWords): CellAmount => {
    const [first, second] = signs;
    const amount = amountIn(cell, first, parsers);
    return second === undefined || statesAmount(amount) ? amount : amountIn(cell, second, parsers);
  };
  const amounts: CellAmount[] = [];
  const cells: StatedWords[] = [];
  for (const cell of stated) {
    const amount = amountOf(cell);
    if (statesAmount(amount)) {
      amounts.push(amount);
      cells.push(cell);
    } else if (!isWordsOnly(cell)) return null;
  }
  const { name, unit: headUnit, problem: headProblem } = unitOfHead(head, statedUnit);
  const units = amounts.map(({ value }) => value?.unit ?? null);
  const unit = headUnit ?? mostFrequent(units);
  const free = (cell: StatedWords) => freeAmount(cell, unit);
  const misfits = findMisfits(stated, (cell) => cells.includes(cell) || free(cell) !== null, isWordsOnly);
  if (amounts.length === 0 || misfits === null) return null;
  const problem = amounts.find((each) => each.problem !== null)?.problem ?? null;
  if (problem !== null) return undecided(head, problem);
  if (decision.kind !== 'sign') return undecided(head, doubtOf(decision));
  const groups = findDoubtfulGroups(cells, unit !== null);
  if (groups !== null)
    return undecided(
      head,
      `"${groups}" can be one number or several: write thousands without a separator, or a unit in the head`,
    );
  const doubt =
    doubtOfUnits(cells, units, headUnit) ??
    (unit === null ? doubtOfNumbers(cells, decision.sign, notation.isCanonical ?? false) : null);
  if (doubt !== null) return undecided(head, doubt);
  const kind = unit === null ? 'numbers' : `amounts in ${unit}`;
  return {
    ...reading(
      name,
      'QUANTITY',
      `${kind}${signInWords(decision, cells)}${customsIn(cells, head, new Set([...units, unit]))}`,
    ),
    unit,
    doubt: headProblem ?? doubtOfMisfits(misfits, 'amounts'),
    mayBeAmounts: true,
    fit: fitOf(stated, misfits),
    valueOf(cell) {
      const zero = free(cell);
      if (zero !== null) return { value: zero, hasRemark: true, confidence: 0.9 };
      const { value, hasRemark } = amountOf(cell);
      if (value === null) return null;
      return {
        value: unit === null || value.unit !== null ? value : { ...value, unit },
        hasRemark,
        confidence: 1,
      };
    },
  };
}

/** Whether a cell is an amount, or an amount with several readings. */
function statesAmount({ value, problem }: CellAmount): boolean {
  return value !== null || problem !== null;
}

function doubtOf(decision: Exclude<SignDecision, { kind: 'sign' }>): string {
  if (decision.kind === 'mixed') {
    const [withPoint, withComma] = decision.cells;
    return `"${withPoint}" has a decimal point and "${withComma}" a decimal comma: write all numbers in one way`;
  }
  return `the sign in "${decision.cell}" can separate thousands or decimals: write thousands without a separator`;
}

function signInWords(decision: SignDecision, stated: readonly CellWords[]): string {
  if (decision.kind !== 'sign' || !stated.some(({ text, isNumber }) => !isNumber && /\d[.,]\d/u.test(text)))
    return '';
  if (decision.sign === ',') return ', with decimal commas';
  return stated.some(({ text }) => text.includes(','))
    ? ', with decimal points and commas between thousands'
    : '';
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
  const kinds = new Set(all.map((unit) => parseUnit(unit).kind));
  if (kinds.size <= 1 || [...kinds].every((kind) => kind.startsWith('currency '))) return null;
  return `amounts in ${all.join(', ')} do not convert into each other: create a dimension for each kind of unit`;
}

/** Matches ranges of years, and telephone numbers: 1998-2004, 555-1234. */
const otherRange = /^(?:[12]\d{3}\s?[-–—]\s?[12]\d{3}|\d{3}-\d{4})$/u;

const endsWithZero = /^\d+\.[1-9]0$/u;
const trailingZero = /^\d+\.\d*0$/u;

/**
 * Finds a doubt about numbers without a unit; null if there is none. A trailing zero beside a number with fewer decimals, as
 * in 3.10 beside 3.9, indicates versions: amounts with trailing zeros usually all have the same number of decimals.
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
  const other = isCanonical ? stated.find(({ text }) => trailingZero.test(text)) : undefined;
  if (other)
    return `"${other.text}" is not how amounts are printed: name the dimension "Version" if it is a version`;
  if (!stated.some(({ text }) => endsWithZero.test(text))) return null;
  const decimals = stated.map(({ text }) => /^\d+\.(\d+)$/u.exec(text)?.[1]?.length ?? 0);
  const fewest = Math.min(...decimals);
  const ambiguous = stated.find(
    ({ text }, index) => endsWithZero.test(text) && (decimals[index] ?? 0) > fewest,
  );
  return ambiguous === undefined
    ? null
    : `"${ambiguous.text}" can be a version or an amount: name the dimension "Version", or write a unit in the head`;
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
  /** The reason why an ambiguous text in parentheses is not read as a unit; otherwise null. */
  readonly problem: string | null;
}

/** Splits a head such as `Weight (kg)` or `Weight in kg` into the name and the unit. */
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
