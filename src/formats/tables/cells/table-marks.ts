import {
  defaultMarks,
  SupportMarks,
  withoutSelectors,
  type MarkMeaning,
} from '../../../graph/values/support-marks.js';
import type { Support } from '../../../graph/values/support.js';
import type { Legend } from './legend.js';

/** Marks that state support only if their partner stands in the same table. */
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
/** Partial marks beside any certain mark. */
const partlyBesideAny = ['~', '≈', '◐', '◑', '±', '+/-'];
const crosses = ['x', '×'];
const affirmative = /^(?:yes|true|supported)$/u;
const negative = /^(?:no|false|not supported|unsupported)$/u;

/** From this number of cells, the letter Y states support without the letter N. */
const minAffirmedCells = 6;

/**
 * Finds the marks of a table with their meanings: those of its legend, the marks that mean the same on all pages, and
 * marks whose partner stands in the table.
 * @param used the texts of the cells, in lower case, without selectors of emoji, with the numbers of their cells
 */
export function marksOfTable(legend: Legend, used: ReadonlyMap<string, number>): SupportMarks {
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
  if (affirmsByLetter(used)) {
    meanings.set('y', { support: 'YES', note: null });
    meanings.set('n', { support: 'NO', note: null });
  }
  // A mark in parentheses beside the same mark without them affirms in part.
  for (const [mark, { support }] of [...meanings])
    if (support === 'YES' && used.has(mark) && used.has(`(${mark})`))
      meanings.set(`(${mark})`, { support: 'PARTIAL', note: null });
  applyLegend(meanings, legend);
  return new SupportMarks(meanings);
}

/**
 * Whether the letter Y means yes in a table: beside N and no other letters, or in many cells. Beside X or Z, it may be the
 * name of something else.
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

/** A text of a cell in the form of marks: in lower case, without selectors of emoji. */
export function markForm(text: string): string {
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
  return text !== '' && text.length <= maxMarkLength && anyMark.test(markForm(text));
}
