import { withoutSelectors } from '../../../graph/values/support-marks.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableContext } from '../model/table-grid.js';
import { absenceIn } from './absent-words.js';
import { meaningOf, plainSupport, type LegendEntry } from './legend-meanings.js';

/** The legend of a table. */
export interface Legend {
  /** The entries by mark. The marks are in lower case and have no variation selectors. */
  readonly entries: ReadonlyMap<string, LegendEntry>;
  /** The texts that contain or introduce the entries. */
  readonly sources: readonly PlacedText[];
}

const introduction =
  /^(?:the )?(?:(?:legend|key|symbols?|icons?|notation|marks?|abbreviations?|explanation)(?: (?:to|of|for) [\p{L} ]{1,30})?|where|in (?:the|this) table)\s*[,:：–—-]?\s+|^(?:legend|key)\s*$/iu;
/** Matches a line that introduces the items below it: `Key:`, `Meaning of the symbols:`. */
const introduces = /(?:^|[\s/])(?:legend|key|symbols|icons|marks|notation|abbreviations)\s*[:：]?\s*$/iu;
const sign = String.raw`(?:\p{Extended_Pictographic}|[✓✔✗✘✕✖☑☒●○◐◑◒◓◔◕■□▲△▼★☆√]|:[a-z0-9_+-]{1,40}:)`;
/** A short word or sign at the start of a line or after a separator. */
const word = String.raw`(?<=^|[,;|\n•.]\s*|\band\s+)["'\x60(]?(?<word>[\p{L}\d]{1,3}|[-–—+~?*−/×]{1,3})["'\x60)]?(?=\s|[:=])`;
const marks = new RegExp(`(?<sign>${sign})|${word}`, 'giu');
/** The words between a mark and its meaning. */
const relation =
  /^["'`)\]]*\s*(?<equals>=|:|→|⇒|->|=>|(?<=\s)[-–—](?=\s)|(?:means?|indicates|denotes|marks|stands for|is for)\b)?\s*/iu;
/** The start of an entry for a word, such as `; partial = with plugins`: the meaning before it ends there. */
const entryOfWords = /[,;|.•]\s+["'`(]?[\p{L}\d][\p{L}\d/ -]{0,19}["'`)]?\s*(?:=|→|⇒|->)/u;

/** Matches a line that explains a word, such as the row of a table of signs: `Done = implemented`. */
const explainedWord = /^["'`(]?(?<word>\p{L}[\p{L} -]{2,22}\p{L})["'`)]?\s*=\s*(?<meaning>\S.*)$/u;

/** The maximum number of words of a meaning in a text without an introduction; the meaning after `✓ =` has no maximum. */
const maxWords = 8;
/** The maximum length of a text that can contain a legend, in UTF-16 code units. */
const maxLength = 2_000;

/**
 * Finds the legend of a table in the texts around it. If texts define a mark twice, the last definition is used; the
 * order is texts above the table, caption, texts below. In a text without an introduction (`Legend: …`, also on a line
 * above), an entry without `=`, `means` or similar counts only if its meaning is a plain word of support or an absence,
 * because lists of benefits and drawbacks have the same syntax.
 * @param used the texts of the cells; marks other than symbols such as `✓` are read only if a cell has them
 */
export function legendOf(context: TableContext, used: ReadonlyMap<string, unknown>): Legend {
  const entries = new Map<string, LegendEntry>();
  const sources: PlacedText[] = [];
  const isHeaded = context.headings.some(({ text }) => introduction.test(`${text.trim()} `));
  const read = (texts: readonly PlacedText[]): void => {
    let isIntroduced = isHeaded;
    for (const text of texts) {
      const line = withoutSelectors(text.text).trim();
      if (line === '' || line.length > maxLength) continue;
      const [head = ''] = introduction.exec(line) ?? [];
      const isOwn = head !== '' || isIntroduced;
      const found = entriesIn(line.slice(head.length), isOwn, used);
      isIntroduced = introduces.test(line) || (isOwn && found.length > 0);
      if (found.length > 0 || introduces.test(line)) sources.push(text);
      for (const [mark, entry] of found) entries.set(mark, entry);
    }
  };
  read(context.before);
  if (context.caption) read([context.caption]);
  read(context.after);
  return { entries, sources };
}

type MarkEntry = readonly [mark: string, entry: LegendEntry];

function entriesIn(
  line: string,
  isIntroduced: boolean,
  used: ReadonlyMap<string, unknown>,
): readonly MarkEntry[] {
  const ofWord = entryOfWord(line, used);
  if (ofWord !== null) return [ofWord];
  const found = [...line.matchAll(marks)].filter((match) => isMarkOf(line, match, isIntroduced, used));
  return found.flatMap((match, at): MarkEntry[] => {
    const mark = markIn(match);
    if (match.groups?.['word'] !== undefined && !used.has(mark)) return [];
    const rest = line.slice(match.index + match[0].length, found[at + 1]?.index);
    const { 0: between, groups } = relation.exec(rest) ?? { 0: '' };
    const [meaning = ''] = rest.slice(between.length).split(entryOfWords, 1);
    const words = meaningIn(meaning);
    const isCertain = isIntroduced || groups?.['equals'] !== undefined;
    if (words === '' || !(isCertain || isPlain(words))) return [];
    // Without an introduction, a letter needs a meaning that is support or an absence: "a = b" is not a legend.
    const entry = meaningOf(mark, words);
    const isKnown = entry.support !== null || entry.absence !== null;
    const isShort = words.split(' ').length <= maxWords;
    return isIntroduced || match.groups?.['sign'] !== undefined || (isKnown && isShort)
      ? [[mark, entry]]
      : [];
  });
}

/**
 * Returns the entry of a line that explains a word; null unless a cell consists of this word, and the meaning is
 * support or an absence.
 */
function entryOfWord(line: string, used: ReadonlyMap<string, unknown>): MarkEntry | null {
  const { word = '', meaning = '' } = explainedWord.exec(line)?.groups ?? {};
  const mark = word.toLowerCase();
  if (!used.has(mark)) return null;
  const entry = meaningOf(mark, meaningIn(meaning));
  return entry.support === null && entry.absence === null ? null : [mark, entry];
}

function markIn({ groups }: RegExpExecArray): string {
  return (groups?.['sign'] ?? groups?.['word'] ?? '').toLowerCase();
}

/** Whether a sign or word has a meaning after it: a sign in a sentence has none, and a word needs `=`, `means` or similar, or an introduction. */
function isMarkOf(
  line: string,
  match: RegExpExecArray,
  isIntroduced: boolean,
  used: ReadonlyMap<string, unknown>,
): boolean {
  const rest = line.slice(match.index + match[0].length);
  const isEqual = relation.exec(rest)?.groups?.['equals'] !== undefined;
  // A mark that the table does not use ends the meaning before it: in "x supported, - not supported", x is supported.
  const mark = markIn(match);
  if (match.groups?.['word'] !== undefined)
    return isEqual || (isIntroduced && (used.has(mark) || mark.length === 1 || !/[\p{L}\d]/u.test(mark)));
  return isIntroduced || isEqual || /(?:^|[,;|\n•.(]\s*)$/u.test(line.slice(0, match.index));
}

/** Removes separators and conjunctions from the ends of a meaning. */
function meaningIn(text: string): string {
  return text
    .replace(/[\s,;|/•·("'`[]*(?:\band\b|\bor\b)?[\s,;|/•·("'`[]*$/iu, '')
    .replace(/[.)\]]+$/u, (end) => (end.startsWith(')') && text.includes('(') ? ')' : ''))
    .trim();
}

function isPlain(words: string): boolean {
  return words.split(' ').length <= maxWords && (absenceIn(words) !== null || plainSupport(words) !== null);
}
