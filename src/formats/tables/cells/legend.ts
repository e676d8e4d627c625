import type { Absence } from '../../../graph/claim.js';
import type { Support } from '../../../graph/values/support.js';
import { defaultMarks, withoutSelectors } from '../../../graph/values/support-marks.js';
import { findSupportWords, type WordedSupport } from '../../../graph/values/support-words.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableContext } from '../model/table-grid.js';
import { absenceIn } from './absent-words.js';

/** What a legend says of a mark. */
export interface LegendEntry {
  /** The meaning in the words of the legend. */
  readonly words: string;
  /** The support that the mark states; null if it states none. */
  readonly support: Support | null;
  readonly absence: Absence | null;
}

/** The legend of a table. */
export interface Legend {
  /** The entries by mark: in lower case, without selectors of emoji. */
  readonly entries: ReadonlyMap<string, LegendEntry>;
  /** The texts that the entries come from. */
  readonly sources: readonly PlacedText[];
}

const announcement =
  /^(?:the )?(?:(?:legend|key|symbols?|icons?|notation|marks?|abbreviations?|explanation)(?: (?:to|of|for) [\p{L} ]{1,30})?|where|in (?:the|this) table)\s*[,:：–—-]?\s+|^(?:legend|key)\s*$/iu;
/** Matches a line that announces the items below it: `Key:`, `Meaning of the symbols:`. */
const announces = /(?:^|[\s/])(?:legend|key|symbols|icons|marks|notation|abbreviations)\s*[:：]?\s*$/iu;
const signSource = String.raw`(?:\p{Extended_Pictographic}|[✓✔✗✘✕✖☑☒×●○◐◑◒◓◔◕■□▲△▼★☆√]|:[a-z0-9_+-]{1,40}:)`;
const signs = new RegExp(signSource, 'gu');
const startsWithSign = new RegExp(`^["'(\`]?${signSource}`, 'u');
/** The words between a mark and its meaning. */
const equals =
  /^["'`)\]]*\s*(?:=|:|→|⇒|->|=>|-|–|—|means|mean|indicates|denotes|marks|stands for|is for)\s*(?:that )?/iu;
const strictEquals = /^["'`)\]]*\s*(?:=|:|→|⇒|->|=>|\s[-–—]\s|means|indicates|denotes|stands for)\s*/iu;
const letterEntry =
  /^["'`(]?(?<mark>[\p{L}\d]{1,3}|[-–—+~?*•−/]{1,2})["'`)]?\s*(?:=|:|→|->|\s[-–—]\s|\bmeans\b|\bindicates\b|\bdenotes\b|\bstands for\b)\s*(?<words>\S.*)$/iu;

/** The maximum number of words of a meaning that is not announced. */
const maxWords = 8;
/** The maximum length of a text that can hold a legend, in UTF-16 code units. */
const maxLength = 2_000;

/**
 * Finds the legend of a table in the texts around it. The texts nearest to the table count most. A text that is neither
 * announced (`Legend: …`, or items below such a line) nor written with signs of equality is a legend only if each meaning
 * is a plain word of support, because lists of benefits and drawbacks have the same form.
 * @param used the texts of the cells; marks of letters and digits are read only if a cell has them
 */
export function legendOf(context: TableContext, used: ReadonlySet<string>): Legend {
  const entries = new Map<string, LegendEntry>();
  const sources: PlacedText[] = [];
  const isHeaded = context.headings.some(({ text }) => announcement.test(`${text.trim()} `));
  const read = (texts: readonly PlacedText[]): void => {
    let isAnnounced = isHeaded;
    for (const text of texts) {
      const line = text.text.trim();
      if (line === '' || line.length > maxLength) continue;
      const [head] = announcement.exec(line) ?? [];
      const isOwn = head !== undefined || isAnnounced;
      const found = entriesIn(line.slice(head?.length ?? 0), isOwn, used);
      isAnnounced = announces.test(line) || (isOwn && found.length > 0);
      if (found.length > 0 || announces.test(line)) sources.push(text);
      for (const [mark, entry] of found) entries.set(mark, entry);
    }
  };
  read(context.before);
  if (context.caption) read([context.caption]);
  read(context.after);
  return { entries, sources };
}

function entriesIn(
  line: string,
  isAnnounced: boolean,
  used: ReadonlySet<string>,
): readonly (readonly [string, LegendEntry])[] {
  const bySigns =
    startsWithSign.test(line) || isAnnounced || /\(["'`]?$/u.test(line.slice(0, line.search(signs)))
      ? entriesOfSigns(line, isAnnounced)
      : [];
  const byLetters = entriesOfLetters(line, isAnnounced, used);
  return [...bySigns, ...byLetters];
}

function entriesOfSigns(line: string, isAnnounced: boolean): readonly (readonly [string, LegendEntry])[] {
  const plain = withoutSelectors(line);
  const found = [...plain.matchAll(signs)];
  return found.flatMap(({ 0: mark, index }, at): (readonly [string, LegendEntry])[] => {
    const rest = plain.slice(index + mark.length, found[at + 1]?.index);
    const isEqual = strictEquals.test(rest);
    const words = meaningIn(rest.replace(equals, ''));
    if (words === '') return [];
    const entry = entryOf(mark.toLowerCase(), words);
    const isCertain =
      isAnnounced || isEqual || (words.split(' ').length <= maxWords && isPlainMeaning(words));
    return isCertain ? [[mark.toLowerCase(), entry]] : [];
  });
}

function entriesOfLetters(
  line: string,
  isAnnounced: boolean,
  used: ReadonlySet<string>,
): readonly (readonly [string, LegendEntry])[] {
  return line.split(/\s*[,;|\n•]\s*/u).flatMap((part): (readonly [string, LegendEntry])[] => {
    const { mark = '', words = '' } = letterEntry.exec(part)?.groups ?? {};
    if (mark === '' || !used.has(mark.toLowerCase())) return [];
    const meaning = meaningIn(words);
    const entry = entryOf(mark.toLowerCase(), meaning);
    if (!isAnnounced && entry.support === null && entry.absence === null) return [];
    return meaning === '' || (!isAnnounced && meaning.split(' ').length > maxWords)
      ? []
      : [[mark.toLowerCase(), entry]];
  });
}

/** Removes separators and conjunctions from the ends of a meaning. */
function meaningIn(text: string): string {
  return text
    .replace(/^[\s=:–—-]+/u, '')
    .replace(/[\s,;|/•·("'`[]*(?:\band\b|\bor\b)?[\s,;|/•·("'`[]*$/iu, '')
    .replace(/[.)\]]+$/u, (end) => (end.startsWith(')') && text.includes('(') ? ')' : ''))
    .trim();
}

const parts =
  /\b(?:part(?:ly|ial(?:ly)?)?|limited|with(?: an?| the)? (?:\p{L}+ )?(?:plug-?ins?|add-?ons?|extensions?|restrictions|limitations|workarounds?|caveats)|plug-?ins?|add-?ons?|extensions?|third[- ]party|3rd[- ]party|community|some|incomplete|work-?arounds?|experimental|optional|beta|paid)\b/iu;
const denials =
  /^(?:no|not|none|never|un(?:supported|available|implemented)|missing|absent|lacks?|lacking|without|does(?: not|n['’]t)|can(?:not|['’]t)|impossible|planned|on the roadmap|in development)\b/iu;
const affirmations =
  /\b(?:yes|support(?:s|ed)?|built[- ]?in|full(?:y)?|available|included|native(?:ly)?|has|have|works?|core|out of the box|official(?:ly)?|implemented|complete(?:ly)?|enabled|possible|present|true|exists?)\b/iu;

function entryOf(mark: string, words: string): LegendEntry {
  const absence = absenceIn(words)?.absence ?? null;
  if (absence !== null) return { words, support: null, absence };
  const ofMark = defaultMarks.get(mark)?.support ?? null;
  const support = supportIn(words) ?? ofMark;
  // "🟡 Supported, but by a third party": the condition belongs to the mark.
  const isQualified = ofMark === 'PARTIAL' && support === 'YES' && words.includes(' ');
  return { words, support: isQualified ? ofMark : support, absence: null };
}

function supportIn(words: string): Support | null {
  const worded: WordedSupport | null = findSupportWords(words);
  if (worded && worded.certainty !== 'IMPLIED') return worded.support;
  if (denials.test(words)) return 'NO';
  if (parts.test(words)) return 'PARTIAL';
  if (worded) return worded.support;
  return affirmations.test(words) ? 'YES' : null;
}

function isPlainMeaning(words: string): boolean {
  const worded = findSupportWords(words);
  return (
    absenceIn(words) !== null || (worded !== null && worded.certainty !== 'IMPLIED' && worded.remark === '')
  );
}
