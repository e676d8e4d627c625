import type { Absence } from '../../../graph/claim.js';
import type { ClaimValue } from '../../../graph/values/value-rules.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell, TableGrid } from '../model/table-grid.js';
import type { ReadType } from '../model/table-reading.js';
import { CellSenses, type CellWords } from './cell-sense.js';
import type { CellParsers } from './cell-parsers.js';
import type { DecimalSign } from './decimal-signs.js';
import { notationOf } from './number-notation.js';
import { readWords } from './read-dimension.js';
import {
  texts,
  type HeadedCells,
  type HeadedWords,
  type StatedWords,
  type TableNotation,
  type WordsReading,
} from './words-reading.js';
import { footnotesOf } from './footnotes.js';
import { legendOf } from './legend.js';
import { markKey, maxMarkLength } from './table-marks.js';

/** What a cell states along a dimension: exactly one of value and absence is not null. */
export interface CellStatement {
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  /** The words of the cell and of its footnotes, if the value does not contain all of them; null otherwise. */
  readonly text: string | null;
  /** From 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** The reading of a dimension of a table. */
export interface DimensionReading extends ReadType {
  /** What a cell of the dimension states; null if it states nothing or is left out. */
  readonly read: (cell: TableCell) => CellStatement | null;
  /** Whether a cell states something that is not a value of the type, and is left out. */
  readonly isLeftOut: (cell: TableCell) => boolean;
}

/** Reads the cells of a table. Texts around the table and all its cells determine what the marks in a cell mean. */
export class TableCells {
  /** The texts around the table that define marks or footnotes of its cells. */
  readonly usedContext: readonly PlacedText[];
  readonly #senses: CellSenses;
  readonly #notation: TableNotation;
  readonly #parsers: CellParsers;
  /**
   * Whether a dimension is read as texts if not all of its cells fit another type: in tables that Tertium has printed,
   * and in tables in which every cell that states something has a footnote.
   */
  readonly #keepsAll: boolean;
  /** The words of cells that state values, null for other cells: each cell is read several times. */
  readonly #stated = new Map<TableCell, StatedWords | null>();

  /**
   * @param dimensions the candidates for dimensions, such as all rows; their numbers show the decimal sign of the table
   * @param notation the notation of numbers; absent to detect it
   * @param signOfOthers the decimal sign that the other tables of the document show; null if they show none
   */
  constructor(
    grid: TableGrid,
    dimensions: readonly HeadedCells[],
    parsers: CellParsers,
    notation?: TableNotation,
    signOfOthers: DecimalSign | null = null,
  ) {
    const cells = new Set<TableCell>();
    for (const row of grid.rows) for (const cell of row) if (cell) cells.add(cell);
    const used = new Map<string, number>();
    for (const { content, number } of cells) {
      if (number !== null || content.text.length > maxMarkLength) continue;
      const key = markKey(content.text);
      used.set(key, (used.get(key) ?? 0) + 1);
    }
    const legend = legendOf(grid.context, used);
    const footnotes = footnotesOf(grid.context, cells);
    this.usedContext = [...new Set([...legend.sources, ...footnotes.sources])];
    const body = [...new Set(dimensions.flatMap((each) => each.cells))];
    const senses = new CellSenses(legend, footnotes, used, body);
    // If every cell that states something has a footnote, the footnotes are references, not remarks.
    const stated = dimensions.flatMap((each) => each.cells.filter((cell) => senses.statesAny(cell)));
    const areReferences = stated.length > 0 && stated.every(({ footnotes: marks }) => marks.length > 0);
    this.#senses = areReferences
      ? new CellSenses(legend, { texts: new Map(), sources: [] }, used, body)
      : senses;
    this.#parsers = parsers;
    this.#keepsAll = areReferences || notation?.isCanonical === true;
    this.#notation =
      notation ??
      notationOf(
        dimensions.map((each) => this.#headedWords(each)),
        grid.separator,
        parsers,
        signOfOthers,
      );
  }

  /** The decimal sign of the table; null if it is not known. */
  get sign(): DecimalSign | null {
    return this.#notation.sign;
  }

  /** Determines how the cells of a dimension are read, from its head and all its cells. */
  readDimension(dimension: HeadedCells): DimensionReading {
    const words = this.#readingOf(this.#headedWords(dimension));
    const { name, valueType, unit, levels, inWords, doubt, mayBeAmounts } = words;
    return {
      ...{ name, valueType, unit, levels, inWords, doubt, mayBeAmounts },
      read: (cell) => this.#statementOf(cell, words),
      isLeftOut: (cell) => {
        const stated = this.#statedWords(cell);
        return stated !== null && words.valueOf(stated) === null;
      },
    };
  }

  /** Whether a cell states a value, not an absence or nothing. */
  statesValue(cell: TableCell): boolean {
    return this.#senses.senseOf(this.#senses.wordsOf(cell)).kind === 'STATED';
  }

  #readingOf(headed: HeadedWords): WordsReading {
    const words = readWords(headed, this.#notation, this.#parsers);
    return this.#keepsAll && words.fit < 1 ? texts(headed.head) : words;
  }

  #headedWords({ head, cells, unit = null }: HeadedCells): HeadedWords {
    return { head, unit, stated: cells.flatMap((cell) => this.#statedWords(cell) ?? []) };
  }

  #statedWords(cell: TableCell): StatedWords | null {
    const known = this.#stated.get(cell);
    if (known !== undefined) return known;
    const words = this.#senses.wordsOf(cell);
    const sense = this.#senses.senseOf(words);
    const stated = sense.kind === 'STATED' ? { ...words, sense } : null;
    this.#stated.set(cell, stated);
    return stated;
  }

  #statementOf(cell: TableCell, { valueOf }: WordsReading): CellStatement | null {
    const words = this.#statedWords(cell);
    if (words === null) return this.#absenceOf(cell);
    const found = valueOf(words);
    if (found === null) return null;
    const { value, hasRemark, confidence } = found;
    if (value.type === 'SUPPORT') {
      const note = [value.note, ...words.notes].filter((each) => each !== null).join('; ');
      return {
        value: words.notes.length === 0 ? value : { ...value, note },
        absence: null,
        text: null,
        confidence,
      };
    }
    return { value, absence: null, text: wordsIfMore(words, hasRemark, words.sense.meaning), confidence };
  }

  #absenceOf(cell: TableCell): CellStatement | null {
    const words = this.#senses.wordsOf(cell);
    const sense = this.#senses.senseOf(words);
    if (sense.kind !== 'ABSENCE') return null;
    const { absence, remark } = sense;
    return { value: null, absence, text: wordsIfMore(words, remark !== '', null), confidence: 1 };
  }
}

/** The words of a cell with its footnotes and the meaning of its mark; null if there is nothing beyond the value. */
function wordsIfMore(
  { written, notes }: CellWords,
  hasRemark: boolean,
  meaning: string | null,
): string | null {
  const added = [...(meaning === null ? [] : [meaning]), ...notes];
  if (added.length > 0) return `${written} (${added.join('; ')})`;
  return hasRemark ? written : null;
}
