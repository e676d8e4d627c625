import type { Absence } from '../../../graph/claim.js';
import { findWrittenSupport, type WrittenSupport } from '../../../graph/values/written-support.js';
import type { SupportMarks } from '../../../graph/values/support-marks.js';
import type { CellNumber, TableCell } from '../model/table-grid.js';
import { absenceIn, startsWithDigit, statesNothing } from './absent-words.js';
import { textsOf, withoutMarks, type Footnotes } from './footnotes.js';
import type { Legend } from './legend.js';
import { ParseCache } from './parse-cache.js';
import { marksOfTable, markKey } from './table-marks.js';

/** The words of a cell. */
export interface CellWords {
  /** The text with single spaces and without the marks of footnotes. */
  readonly text: string;
  /** The text with single spaces; without the marks of footnotes if all of them have a definition. */
  readonly written: string;
  readonly number: CellNumber | null;
  /** Whether the cell is a number of a spreadsheet. Such numbers have a decimal point and no separators of thousands. */
  readonly isNumber: boolean;
  /** The texts of the footnotes of the cell. */
  readonly notes: readonly string[];
  /** Whether `text` lacks marks of the cell that `notes` does not explain, such as marks of footnotes without a definition. */
  readonly hasOtherMarks: boolean;
}

/** What the words of a cell state, regardless of the dimension. */
export type CellSense =
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'ABSENCE'; readonly absence: Absence; readonly remark: string }
  | {
      readonly kind: 'STATED';
      readonly support: WrittenSupport | null;
      /** The meaning that the legend gives to the text, if it is neither support nor an absence; null if there is none. */
      readonly meaning: string | null;
    };

const nothing: CellSense = Object.freeze({ kind: 'NOTHING' });
const other: CellSense = Object.freeze({ kind: 'STATED', support: null, meaning: null });

/** Reads the words of the cells of one table, with its legend, its marks and its footnotes. */
export class CellSenses {
  readonly #legend: Legend;
  readonly #footnotes: Footnotes;
  readonly #marks: SupportMarks;
  readonly #senses: ParseCache<CellSense>;

  /**
   * @param used the texts of the cells as keys of marks (see `markKey`), with the count of the cells of each text
   * @param body the cells that are not heads
   */
  constructor(
    legend: Legend,
    footnotes: Footnotes,
    used: ReadonlyMap<string, number>,
    body: readonly TableCell[],
  ) {
    this.#legend = legend;
    this.#footnotes = footnotes;
    this.#marks = marksOfTable(legend, used, body);
    this.#senses = new ParseCache((text) => this.#senseOf(text));
  }

  wordsOf({ content, number, footnotes }: TableCell): CellWords {
    const written = collapsed(content.text);
    const plain = {
      text: written,
      written,
      number,
      isNumber: number !== null,
      notes: noNotes,
      hasOtherMarks: false,
    };
    if (number !== null) return plain;
    const { text, marks } = this.#legend.entries.has(markKey(written))
      ? { text: written, marks: noNotes }
      : withoutMarks(written, this.#footnotes);
    const all = footnotes.length === 0 ? marks : [...footnotes, ...marks];
    if (all.length === 0) return plain;
    const notes = textsOf(all, this.#footnotes);
    const hasOtherMarks = marks.length > 0 && textsOf(marks, this.#footnotes).length < marks.length;
    return { ...plain, text, written: hasOtherMarks ? written : text, notes, hasOtherMarks };
  }

  senseOf({ text, isNumber }: CellWords): CellSense {
    return isNumber ? other : this.#senses.of(text);
  }

  /** Whether a cell states a value or an absence. */
  statesAny(cell: TableCell): boolean {
    return this.senseOf(this.wordsOf(cell)).kind !== 'NOTHING';
  }

  #senseOf(text: string): CellSense {
    // An empty cell has no words to cite, so it states nothing, even if the legend explains empty cells.
    if (text === '') return nothing;
    const entry = this.#legend.entries.size === 0 ? undefined : this.#legend.entries.get(markKey(text));
    if (entry && entry.absence !== null) return { kind: 'ABSENCE', absence: entry.absence, remark: '' };
    if (entry && entry.support === null && this.#marks.meaningOf(text) === null)
      return { kind: 'STATED', support: null, meaning: entry.words };
    if (entry === undefined && startsWithDigit(text) && !mayBeSupport.test(text)) return other;
    const absent = entry === undefined ? absenceIn(text) : null;
    if (absent) return { kind: 'ABSENCE', ...absent };
    const support =
      findWrittenSupport(text, this.#marks) ??
      findWrittenSupport(text.replace(unknownFootnote, ''), this.#marks);
    if (support !== null) return { kind: 'STATED', support, meaning: null };
    return statesNothing(text) ? nothing : other;
  }
}

const noNotes: readonly string[] = Object.freeze([]);
/** Among texts that start with a digit, matches those that can state support: "2.1+", "3rd party", "12 ✅". */
const mayBeSupport = /^\d+(?:\.\d+)+\+$|^3rd|[^\p{L}\p{N}\s.,:;%°/()+-]/iu;

/** Matches superscript digits at the end of a word: the mark of a footnote that has no definition. */
const unknownFootnote = /(?<=\p{L})[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}$/u;

/** A text with single spaces, without soft hyphens and zero-width spaces. A line break becomes a space. */
function collapsed(text: string): string {
  return /[\s\u00AD\u200B]/u.test(text)
    ? text
        .replace(/[\u00AD\u200B]/gu, '')
        .replace(/\s+/gu, ' ')
        .trim()
    : text;
}
