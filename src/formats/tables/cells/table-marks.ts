import {
  defaultMarks,
  SupportMarks,
  withoutSelectors,
  type MarkMeaning,
} from '../../../graph/values/support-marks.js';
import type { Support } from '../../../graph/values/support.js';
import { findWrittenSupport } from '../../../graph/values/written-support.js';
import type { TableCell } from '../model/table-grid.js';
import { absenceIn, statesNothing } from './absent-words.js';
import type { Legend } from './legend.js';

/** Marks that state support only in a table with a mark for yes and a mark for no of the same list. */
interface Partners {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly partly: readonly string[];
}

const partners: readonly Partners[] = [
  { yes: ['+'], no: ['-', '−', '–', '—'], partly: ['+/-', '±', '+/−', '+-', '~'] },
  { yes: ['➕', ':heavy_plus_sign:'], no: ['➖', ':heavy_minus_sign:'], partly: [] },
  { yes: ['●', '⬤', '◉'], no: ['○', '◯'], partly: ['◐', '◑', '◒', '◓', '◔', '◕', '◖', '◗'] },
  { yes: ['■', '◼', '⬛'], no: ['□', '◻', '⬜'], partly: ['◧', '◨', '▣'] },
  { yes: ['o', 'v'], no: ['x', '×'], partly: ['△', '▲'] },
  { yes: ['☑', '🗹'], no: ['☐'], partly: [] },
  { yes: ['[x]'], no: ['[ ]', '[]'], partly: [] },
];
/** Partial marks beside any mark or word for yes or no. */
const partlyBesideAny = ['~', '≈', '◐', '◑', '±', '+/-'];
const crosses = ['x', '×'];
const affirmative = /^(?:yes|true|supported)$/u;
const negative = /^(?:no|false|not supported|unsupported)$/u;

/** From this number of cells, the letter Y can state support without the letter N. */
const minAffirmedCells = 6;

/**
 * Finds the meanings of the marks of a table: the meanings in its legend, the fixed meanings of `defaultMarks`, and the
 * meanings that follow from other marks of the table.
 * @param used the texts of the cells as keys of marks (see `markKey`), with the count of the cells of each text
 * @param body the cells that are not heads
 */
export function marksOfTable(
  legend: Legend,
  used: ReadonlyMap<string, number>,
  body: readonly TableCell[],
): SupportMarks {
  const meanings = new Map<string, MarkMeaning>(defaultMarks);
  const statesOwn = (support: Support, words: RegExp): boolean =>
    [...used.keys()].some((text) => words.test(text) || defaultMarks.get(text)?.support === support);
  const hasYes = statesOwn('YES', affirmative);
  const hasNo = statesOwn('NO', negative);
  for (const { yes, no, partly } of partners) {
    if (!yes.some((mark) => used.has(mark)) || !no.some((mark) => used.has(mark))) continue;
    const isContradicted = crosses.some((cross) => no.includes(cross)) && hasNo;
    if (isContradicted) continue;
    for (const mark of yes) meanings.set(mark, { support: 'YES', note: null });
    for (const mark of no) meanings.set(mark, { support: 'NO', note: null });
    for (const mark of partly) meanings.set(mark, { support: 'PARTIAL', note: null });
  }
  // A cross beside ticks denies; a cross beside "no" affirms.
  for (const cross of crosses)
    if (!meanings.has(cross) && hasYes !== hasNo)
      meanings.set(cross, { support: hasYes ? 'NO' : 'YES', note: null });
  if (hasYes || hasNo)
    for (const mark of partlyBesideAny)
      if (!meanings.has(mark)) meanings.set(mark, { support: 'PARTIAL', note: null });
  for (const [mark, support] of marksBesideDashes(used, body))
    if (!meanings.has(mark)) meanings.set(mark, { support, note: null });
  if (affirmsByLetter(used)) {
    meanings.set('y', { support: 'YES', note: null });
    meanings.set('n', { support: 'NO', note: null });
  }
  // A mark for yes in parentheses, beside one without them, affirms in part.
  const affirming = [...meanings].filter(([, { support }]) => support === 'YES').map(([mark]) => mark);
  if (affirming.some((mark) => used.has(mark)))
    for (const mark of affirming)
      if (used.has(`(${mark})`)) meanings.set(`(${mark})`, { support: 'PARTIAL', note: null });
  applyLegend(meanings, legend);
  return new SupportMarks(meanings);
}

const dashes = ['-', '−', '–', '—'];
/** The minimum share of marks among the cells of a table whose dashes deny. */
const minMarkShare = 0.9;
const minMarks = 2;

/**
 * The meanings of the marks in a table of either ticks or crosses, and of dashes: the dashes deny, and the crosses
 * affirm. A dash beside empty cells, absences or other denials states nothing.
 * @param body the cells that are not heads
 */
function marksBesideDashes(
  used: ReadonlyMap<string, number>,
  body: readonly TableCell[],
): readonly (readonly [mark: string, support: Support])[] {
  const [dash, another] = dashes.filter((mark) => used.has(mark));
  if (dash === undefined || another !== undefined) return [];
  const counts = new Map<string, number>();
  for (const { content } of body) {
    const key = markKey(content.text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const numbers = { YES: 0, PARTIAL: 0, CROSS: 0, DASH: 0 };
  for (const [text, count] of counts) {
    if (text === dash) numbers.DASH += count;
    else if (crosses.includes(text)) numbers.CROSS += count;
    else if (statesNothing(text) || absenceIn(text) !== null) return [];
    else {
      const support = findWrittenSupport(text.replace(/^\((.+)\)$/u, '$1'))?.value.support;
      if (support === 'NO') return [];
      if (support !== undefined) numbers[support] += count;
    }
  }
  const { YES: ticks, CROSS: crossed, PARTIAL: partly, DASH: denied } = numbers;
  const isOneMark = (ticks === 0) !== (crossed === 0);
  const marks = ticks + crossed;
  if (!isOneMark || marks < minMarks || marks + partly + denied < body.length * minMarkShare) return [];
  return [[dash, 'NO'], ...crosses.flatMap((cross) => (crossed > 0 ? [[cross, 'YES'] as const] : []))];
}

/**
 * Whether the letter Y means yes in a table: beside N and no other letters, or in many cells. Beside X or Z, Y may be the
 * name of a coordinate.
 */
function affirmsByLetter(used: ReadonlyMap<string, number>): boolean {
  const letters = [...used].filter(([text]) => /^\p{L}$/u.test(text));
  const count = used.get('y') ?? 0;
  const others = letters.filter(([letter]) => letter !== 'y' && letter !== 'n');
  if (count === 0 || others.some(([letter]) => letter === 'x' || letter === 'z')) return false;
  if (others.length === 0 && used.has('n')) return true;
  return count >= minAffirmedCells && count > others.reduce((sum, [, cells]) => sum + cells, 0);
}

function applyLegend(meanings: Map<string, MarkMeaning>, { entries }: Legend): void {
  const counts = new Map<Support, number>();
  for (const { support } of entries.values())
    if (support !== null) counts.set(support, (counts.get(support) ?? 0) + 1);
  for (const [mark, { support, words }] of entries) {
    const ofPartner = defaultMarks.has(mark) ? undefined : meanings.get(mark);
    if (support === null && ofPartner) meanings.set(mark, { ...ofPartner, note: words });
    else if (support === null) meanings.delete(mark);
    // The words of the only mark for yes or no add nothing.
    else
      meanings.set(mark, {
        support,
        note: support === 'PARTIAL' || (counts.get(support) ?? 0) > 1 ? words : null,
      });
  }
}

/** The key with which the text of a cell is looked up as a mark: in lower case, without variation selectors. */
export function markKey(text: string): string {
  return withoutSelectors(text).trim().toLowerCase();
}

const anyMark = new RegExp(
  String.raw`^(?:\p{Extended_Pictographic}|[✓✔✗✘✕✖☑☒×●○◐◑◒◓◔◕■□±+−–—-]|:[a-z0-9_+-]{1,40}:|[xX?])+$`,
  'u',
);

/** The maximum length of a mark, in UTF-16 code units. */
export const maxMarkLength = 40;

/** Whether a text consists of marks only. */
export function isMark(text: string): boolean {
  return text !== '' && text.length <= maxMarkLength && anyMark.test(markKey(text));
}
