import type { CellSeparator as Separator } from './model/table-grid.js';
import type { QuantityValue } from '../../graph/values/quantity.js';
import { isDate } from '../../graph/values/date.js';
import { parseUnit } from '../../graph/values/unit.js';
import type { ClaimValue, ValueType } from '../../graph/values/value-rules.js';
import { typeNamedBy, type HeadedType } from '../forms/value-forms.js';
import { parseHeadUnit, type CellParsers, type Reading } from './cells/cell-parsers.js';
import { parseSupportCell, statesValue } from './cell-values.js';
import { decideSign, signShownBy, type DecimalSign, type SignDecision } from './cells/decimal-signs.js';
import type { CellContent } from './grid-text.js';
import { namesIdentifier, namesYear, splitUnit } from './cells/head-words.js';

/** The notation of numbers in a table. */
export interface TableNotation {
  readonly separator: Separator;
  /** The decimal sign that the cells of the table show; null if they show neither sign, or both. */
  readonly sign: DecimalSign | null;
  /** Whether numbers are written without trailing zeros, as Tertium prints them. A text such as `3.10` is then not a number. */
  readonly isCanonical?: true;
}

/** A dimension of a table with its cells. */
export interface HeadedCells {
  readonly head: string;
  readonly cells: readonly CellContent[];
}

/** The reading of the cells of a dimension. */
export interface CellReading {
  /** The head without its unit. */
  readonly name: string;
  readonly valueType: ValueType;
  readonly unit: string | null;
  /** The reading in words, for reports, such as `amounts in kg`. */
  readonly inWords: string;
  /** A doubt that an editor should resolve, such as whether texts are numbers; null if there is none. */
  readonly doubt: string | null;
  /** Whether the cells can be amounts along a stored dimension: true for amounts, and for texts that are neither identifiers nor undecided. */
  readonly mayBeAmounts: boolean;
  /** The value of a cell; null if the cell does not fit the type. */
  readonly valueOf: (cell: CellContent) => ClaimValue | null;
}

/** Detects the notation of the numbers of a table from its cells. */
export function notationOf(dimensions: readonly HeadedCells[], separator: Separator): TableNotation {
  const amounts = dimensions.flatMap(({ head, cells }) => {
    if (namesIdentifier(head) || typeNamedBy(head) !== null) return [];
    const stated = statedIn(cells);
    return stated.every(hasOneNumber) ? stated : [];
  });
  return { separator, sign: signShownBy(amounts) };
}

/**
 * Decides how the cells of a dimension are read, from its head and all its cells. A reading is chosen only if it is
 * certain for every cell; otherwise the cells are texts, which lose nothing.
 * @param cells all cells of the dimension, including empty cells
 */
export function readCells(
  { head, cells }: HeadedCells,
  notation: TableNotation,
  parsers: CellParsers,
): CellReading {
  const stated = statedIn(cells);
  if (stated.length === 0) return texts(head);
  if (stated.every(({ text }) => parseSupportCell(text) !== null)) {
    return { ...reading(head, 'SUPPORT', 'yes or no'), valueOf: ({ text }) => parseSupportCell(text) };
  }
  if (namesIdentifier(head)) return names(head, 'texts, since the head announces identifiers');
  const unsafe = stated.find(({ text }) => leadingZero.test(text) || phoneNumber.test(text));
  if (unsafe !== undefined) return names(head, `texts, since an amount would not preserve "${unsafe.text}"`);
  const namedType = typeNamedBy(head);
  return (
    readDates(head, stated, namedType, parsers) ??
    (namedType && readNamedType(head, stated, namedType, parsers)) ??
    readAmounts(head, stated, notation, parsers) ??
    texts(head)
  );
}

const leadingZero = /^[+-]?0\d/u;
const phoneNumber = /^\+\d{7,}$/u;

function statedIn(cells: readonly CellContent[]): readonly CellContent[] {
  return cells.filter(({ text }) => statesValue(text));
}

function hasOneNumber({ text }: CellContent): boolean {
  return /^\D*\d(?:[\d.,]*\d)?\D*$/u.test(text);
}

function reading(name: string, valueType: ValueType, inWords: string) {
  return { name, valueType, unit: null, inWords, doubt: null, mayBeAmounts: false };
}

function texts(head: string): CellReading {
  return { ...names(head, 'texts'), mayBeAmounts: true };
}

/** Creates the reading of texts that are never amounts. */
function names(head: string, inWords: string): CellReading {
  return { ...reading(head, 'TEXT', inWords), valueOf: ({ text }) => ({ type: 'TEXT', text }) };
}

/** Creates the reading of texts that look like numbers. @param doubt the reason for texts, with advice */
function undecided(head: string, doubt: string): CellReading {
  return { ...names(head, 'texts, since their reading is undecided'), doubt };
}

/** Reads cells as dates, or as years if the head announces years. Null if the cells are neither. */
function readDates(
  head: string,
  stated: readonly CellContent[],
  namedType: HeadedType | null,
  parsers: CellParsers,
): CellReading | null {
  // 1.2.2024 is a date, and also a version.
  const parse = ({ text }: CellContent): ClaimValue | null =>
    namedType !== null && !isDate(text) ? null : parsers.date(text);
  if (!stated.every(parse)) return null;
  const areYears = stated.every(({ text }) => /^\d{4}$/u.test(text));
  if (areYears) {
    const name = splitUnit(head)?.name ?? head;
    if (!(namesYear(head) || namesYear(name)) || !stated.every(({ text }) => /^[12]/u.test(text)))
      return null;
  }
  return { ...reading(head, 'DATE', areYears ? 'years' : 'dates'), valueOf: parse };
}

/** Reads cells as values of a type that the head names, such as versions. */
function readNamedType(
  head: string,
  stated: readonly CellContent[],
  type: HeadedType,
  parsers: CellParsers,
): CellReading {
  const { valueType, inWords } = type;
  const parse = ({ text }: CellContent): ClaimValue | null => parsers.headed(text, type);
  if (!stated.every(parse)) return names(head, `texts, since not all of them are ${inWords}`);
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
      ? null
      : `"${number.text}" is a number in the spreadsheet, which may have lost a zero: format such cells as text`;
  return { ...reading(head, valueType, inWords), doubt, valueOf: parse };
}

/** Reads cells as amounts, all in units of one kind or all without a unit. Null if a cell is not an amount in any reading. */
function readAmounts(
  head: string,
  stated: readonly CellContent[],
  notation: TableNotation,
  parsers: CellParsers,
): CellReading | null {
  const decision = decideSign(stated, notation.sign, notation.separator);
  const signs = decision.kind === 'sign' ? ([decision.sign] as const) : (['.', ','] as const);
  const amountIn = ({ text, isNumber }: CellContent): Reading<QuantityValue> => {
    const [first, second] = isNumber ? numberSigns : signs;
    const amount = parsers.amount(text, first);
    return second === undefined || statesAmount(amount) ? amount : parsers.amount(text, second);
  };
  const amounts: Reading<QuantityValue>[] = [];
  for (const cell of stated) {
    const amount = amountIn(cell);
    if (!statesAmount(amount)) return null;
    amounts.push(amount);
  }
  const problem = amounts.find((each) => each.problem !== null)?.problem ?? null;
  if (problem !== null) return undecided(head, problem);
  if (decision.kind !== 'sign') return undecided(head, doubtOf(decision));
  const units = amounts.map(({ value }) => value?.unit ?? null);
  const { name, unit: headUnit, problem: headProblem } = unitOfHead(head);
  const unit = headUnit ?? mostFrequent(units);
  const doubt =
    doubtOfUnits(stated, units, headUnit) ??
    (unit === null ? doubtOfNumbers(stated, decision.sign, notation.isCanonical ?? false) : null);
  if (doubt !== null) return undecided(head, doubt);
  const kind = unit === null ? 'numbers' : `amounts in ${unit}`;
  return {
    ...reading(name, 'QUANTITY', `${kind}${signInWords(decision, stated)}`),
    unit,
    doubt: headProblem,
    mayBeAmounts: true,
    valueOf(cell) {
      const { value } = amountIn(cell);
      return value === null || unit === null || value.unit !== null ? value : { ...value, unit };
    },
  };
}

/** Numbers of spreadsheets have a decimal point. */
const numberSigns = ['.'] as const;

/** Whether a cell is an amount, or an amount with several readings. */
function statesAmount({ value, problem }: Reading<QuantityValue>): boolean {
  return value !== null || problem !== null;
}

function doubtOf(decision: Exclude<SignDecision, { kind: 'sign' }>): string {
  if (decision.kind === 'mixed') {
    const [withPoint, withComma] = decision.cells;
    return `"${withPoint}" has a decimal point and "${withComma}" a decimal comma: write all numbers in one way`;
  }
  return `the sign in "${decision.cell}" can separate thousands or decimals: write thousands without a separator`;
}

function signInWords(decision: SignDecision, stated: readonly CellContent[]): string {
  if (decision.kind !== 'sign' || !stated.some(({ text, isNumber }) => !isNumber && /\d[.,]\d/u.test(text)))
    return '';
  if (decision.sign === ',') return ', with decimal commas';
  return stated.some(({ text }) => text.includes(','))
    ? ', with decimal points and commas between thousands'
    : '';
}

/** Finds a doubt about the units of amounts; null if there is none. */
function doubtOfUnits(
  stated: readonly CellContent[],
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
  stated: readonly CellContent[],
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

/** Splits a head such as `Weight (kg)` into the name and the unit. */
function unitOfHead(head: string): HeadUnit {
  const split = splitUnit(head);
  const { value: unit, problem } = split ? parseHeadUnit(split.unit) : { value: null, problem: null };
  return { name: unit === null || !split ? head : split.name, unit, problem };
}
