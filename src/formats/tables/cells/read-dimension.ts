import { isDate } from '../../../graph/values/date.js';
import { findSupportWords, type SupportCertainty } from '../../../graph/values/support-words.js';
import type { ClaimValue } from '../../../graph/values/value-rules.js';
import { typeNamedBy, type HeadedType } from '../../forms/value-forms.js';
import { maxAmountLength, type CellParsers } from './cell-parsers.js';
import { namesIdentifier, namesLimit, namesYear, splitUnit } from './head-words.js';
import { readAmounts } from './read-amounts.js';
import { readTerms } from './read-terms.js';
import { isMark } from './table-marks.js';
import {
  doubtOfMisfits,
  findMisfits,
  fitOf,
  isWordsOnly,
  names,
  reading,
  texts,
  undecided,
  type CellValue,
  type HeadedWords,
  type StatedWords,
  type TableNotation,
  type WordsReading,
} from './words-reading.js';

/**
 * Determines how the cells of a dimension are read, from its head and all its cells. A type is chosen if all cells fit it,
 * or most of them. Cells that do not fit are left out and reported; most types leave out only cells without digits, or
 * only few cells. If no type is chosen, the cells are texts, which preserve all characters.
 */
export function readWords(
  dimension: HeadedWords,
  notation: TableNotation,
  parsers: CellParsers,
): WordsReading {
  const { head, stated } = dimension;
  if (stated.length === 0) return texts(head);
  const support = readMarkedAmounts(dimension, notation, parsers) ?? readSupport(head, stated);
  if (support !== null) return support;
  if (namesIdentifier(head)) return names(head, 'texts, since the head names identifiers');
  const namedType = typeNamedBy(head);
  const dates = readDates(head, stated, namedType, parsers);
  if (dates !== null) return dates;
  const unsafe = stated.find(({ text }) => leadingZero.test(text) || phoneNumber.test(text));
  if (unsafe !== undefined) return names(head, `texts, since an amount would not preserve "${unsafe.text}"`);
  return (
    (namedType && readNamedType(head, stated, namedType, parsers)) ??
    readVersions(head, stated, parsers) ??
    readAmounts(dimension, notation, parsers) ??
    readTerms(dimension) ??
    textsWithDoubt(head, stated)
  );
}

/** Texts, with a doubt if all of them are marks without a certain meaning. */
function textsWithDoubt(head: string, stated: readonly StatedWords[]): WordsReading {
  const [first] = stated;
  const isOneMark = ({ text, sense }: StatedWords): boolean =>
    isMark(text) && sense.meaning === null && (text.length <= 2 || text.startsWith(':'));
  if (first === undefined || !stated.every(isOneMark)) return texts(head);
  const doubt = `"${first.text}" has no certain meaning in this table: add a legend above it, such as "${first.text} = yes"`;
  return { ...texts(head), doubt };
}

const confidences: Readonly<Record<SupportCertainty, number>> = { CERTAIN: 1, WORDED: 0.95, IMPLIED: 0.8 };

/** Reads cells as yes, no or partly; as texts if coloured signs rate their words. Null if too few cells state support, if too few of them are certain, or if "none" states that there is no limit. */
function readSupport(head: string, stated: readonly StatedWords[]): WordsReading | null {
  const written = stated.flatMap(({ sense }) => sense.support ?? []);
  const certain = written.filter(({ certainty }) => certainty === 'CERTAIN').length;
  const worded = new Set(
    written.filter(({ certainty }) => certainty === 'WORDED').map(({ value }) => value.support),
  );
  if (namesLimit(head) && stated.some(({ text }) => /^none\b/iu.test(text))) return null;
  if (areRatings(stated)) return names(head, 'texts, since coloured signs rate their words');
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

const light = /^[🟢🟡🟠🔴🟩🟨🟧🟥]/u;

const isRemark = (text: string, note: string): boolean => text.endsWith(`(${note})`);

/** Whether coloured signs rate the words after them, as in `🟢 Low` and `🔴 Very high`, and do not state support. */
function areRatings(stated: readonly StatedWords[]): boolean {
  const lights = stated.filter(({ text }) => light.test(text));
  const rated = lights.filter(({ text, sense }) => {
    const note = sense.support?.value.note ?? null;
    return note !== null && !isRemark(text, note) && !light.test(note) && findSupportWords(note) === null;
  });
  const statesSupport = stated.some(
    ({ text, sense: { support } }) =>
      support?.certainty === 'CERTAIN' && support.value.support !== 'PARTIAL' && !light.test(text),
  );
  if (statesSupport) return false;
  return lights.length * 2 > stated.length && rated.length * 2 > lights.length;
}

const leadingZero = /^[+-]?0\d/u;
const phoneNumber = /^\+\d{7,}$/u;

/** A value, and whether the cell has words or marks that the value does not contain. */
interface RemarkedValue {
  readonly value: ClaimValue;
  readonly hasRemark: boolean;
}

const remarkAtEnd = /^(?<bare>.*\d[^()]*?)\s*\([^()]*\p{L}[^()]*\)$/u;

/** Parses a value or, if that fails, the value before a remark in parentheses; null if there is none. */
function withRemark(cell: StatedWords, parse: (text: string) => ClaimValue | null): RemarkedValue | null {
  const value = parse(cell.text);
  if (value !== null) return { value, hasRemark: cell.hasOtherMarks };
  const bare = cell.text.length > maxAmountLength ? undefined : remarkAtEnd.exec(cell.text)?.groups?.['bare'];
  const ofBare = bare === undefined ? null : parse(bare);
  return ofBare && { value: ofBare, hasRemark: true };
}

function certainly(remarked: RemarkedValue | null): CellValue | null {
  return remarked && { ...remarked, confidence: 1 };
}

/** The minimum number of cells for each cell with digits that is left out, such as a date with a typing error. */
const minDatesPerOther = 12;

/** Reads cells as dates. Reads years only if the head names years. Null if the cells are not such dates. */
function readDates(
  head: string,
  stated: readonly StatedWords[],
  namedType: HeadedType | null,
  parsers: CellParsers,
): WordsReading | null {
  // 1.2.2024 is a date, and also a version.
  const parse = (text: string): ClaimValue | null =>
    namedType !== null && !isDate(text) && !monthName.test(text) ? null : parsers.date(text);
  const dateOf = (cell: StatedWords): RemarkedValue | null =>
    withRemark(cell, parse) ?? dateOfTimestamp(cell.text, parse);
  const others = stated.filter((cell) => !isWordsOnly(cell) && dateOf(cell) === null);
  const mayLeaveOut = others.length * minDatesPerOther <= stated.length;
  const misfits = findMisfits(
    stated,
    (cell) => dateOf(cell) !== null,
    (cell) => mayLeaveOut || isWordsOnly(cell),
  );
  if (misfits === null) return null;
  const dates = stated.flatMap((cell) => dateOf(cell) ?? []);
  const areYears = dates.every(({ value }) => value.type === 'DATE' && /^\d{4}$/u.test(value.date));
  if (areYears) {
    const name = splitUnit(head)?.name ?? head;
    const areCalendarYears = dates.every(({ value }) => value.type === 'DATE' && /^[12]/u.test(value.date));
    if (!(namesYear(head) || namesYear(name)) || !areCalendarYears) return null;
  }
  // 2048/12 can be two numbers.
  const arePairs = stated.some(({ text }) => /^\d{4}\/\d{2}$/u.test(text));
  if (arePairs && !namesYear(head) && !/\bdates?\b|\bmonth\b/iu.test(head)) return null;
  const inWords = areYears ? 'years' : 'dates';
  return {
    ...reading(head, 'DATE', inWords),
    doubt: doubtOfMisfits(misfits, inWords),
    fit: fitOf(stated, misfits),
    valueOf: (cell) => certainly(dateOf(cell)),
  };
}

const timestamp =
  /^(?<date>\d{4}-\d{2}-\d{2})[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z| ?UTC| ?[+-]\d{2}:?\d{2})?$/u;

/** Parses the date before a time of day, which stays in the words of the cell; null if the text is no such date. */
function dateOfTimestamp(text: string, parse: (text: string) => ClaimValue | null): RemarkedValue | null {
  const date = timestamp.exec(text)?.groups?.['date'];
  const value = date === undefined ? null : parse(date);
  return value && { value, hasRemark: true };
}

const monthName = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\p{L}*\b/iu;

/**
 * Reads amounts with a mark that rates them, such as `✅ 12 ms`. Null if a cell has no such mark, or if the texts beside
 * the marks are not amounts with a unit.
 */
function readMarkedAmounts(
  { head, stated, unit }: HeadedWords,
  notation: TableNotation,
  parsers: CellParsers,
): WordsReading | null {
  const bare = new Map<StatedWords, StatedWords>();
  const withoutMark = (cell: StatedWords): StatedWords | null => {
    const note = cell.sense.support?.certainty === 'CERTAIN' ? cell.sense.support.value.note : null;
    return note !== null && /^\W*\d/u.test(note) && !/^\p{L}/u.test(cell.text)
      ? { ...cell, text: note }
      : null;
  };
  for (const cell of stated) {
    const without = withoutMark(cell);
    if (without === null) return null;
    bare.set(cell, without);
  }
  const amounts = readAmounts({ head, stated: [...bare.values()], unit }, notation, parsers);
  if (amounts?.valueType !== 'QUANTITY' || amounts.unit === null) return null;
  return {
    ...amounts,
    valueOf(cell) {
      const without = withoutMark(cell);
      const value = without && amounts.valueOf(without);
      return value && { ...value, hasRemark: true };
    },
  };
}

const versionType = typeNamedBy('version');
const versionMark = /^v\s?\d/iu;
const threeParts = /^\d+\.\d+\.\d+(?![\d.])/u;
/** Matches texts that are not versions: numbers with points as thousands separators, and IP addresses. */
const notVersion = /^\d{1,3}(?:\.\d{3})+$|^\d+(?:\.\d+){3,}/u;

/**
 * Reads cells as versions if a text can only be a version: `v2.0`, `1.2.3`. Null if there is no such text, or if the
 * cells do not fit.
 */
function readVersions(
  head: string,
  stated: readonly StatedWords[],
  parsers: CellParsers,
): WordsReading | null {
  if (versionType === null || stated.some(({ text, isNumber }) => isNumber || notVersion.test(text)))
    return null;
  if (!stated.some(({ text }) => versionMark.test(text) || threeParts.test(text))) return null;
  const versions = readNamedType(head, stated, { ...versionType, mayCount: () => false }, parsers);
  return versions.valueType === 'TEXT' ? null : versions;
}

/**
 * Reads cells as values of a type, such as versions. Reads them as texts if too many cells do not fit, if a cell that
 * does not fit has a digit or no word, or if the cells may be counts.
 */
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
