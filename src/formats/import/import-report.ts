/**
 * The outcome of a part of a document.
 *
 * - `STATED`: claims state it.
 * - `NAMED`: it names the subjects of claims, or says where or how claims hold: titles, headings, labels,
 *   column heads, lead-ins.
 * - `SOURCE`: it describes the document itself: publisher, date, category.
 * - `FURNITURE`: it belongs to the page and not to the text: markup, navigation, advertising, bylines,
 *   captions.
 * - `BLANK`: white space and layout characters.
 * - `NOT_UNDERSTOOD`: it was not recognised.
 */
export const outcomes = ['STATED', 'NAMED', 'SOURCE', 'FURNITURE', 'BLANK', 'NOT_UNDERSTOOD'] as const;
export type Outcome = (typeof outcomes)[number];

/** A part of a document: from `start` to `end` (exclusive), in Unicode code points of the stored text. */
export interface ReportPart {
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  /**
   * A description of the outcome, such as `definition of MSP` or `cell Nature of DevOps`; null if the
   * outcome needs none.
   */
  readonly became: string | null;
  /** The confidence of the parser, from 0 to 1; 1 if nothing was guessed. */
  readonly confidence: number;
}

/** A line of a document. Its parts are contiguous and cover the line with its line break. */
export interface ReportLine {
  /** Counts from 1. */
  readonly number: number;
  readonly parts: readonly ReportPart[];
}

/** How much of a document has each outcome, in characters (Unicode code points) and in lines. */
export interface OutcomeTotal {
  readonly characters: number;
  /** Each line counts once, for the outcome with the most characters in it. Blank characters do not count. */
  readonly lines: number;
}

/** The outcomes of a whole document. */
export interface ImportReport {
  /** All lines; empty if a format that is read as a stream reports totals only. */
  readonly lines: readonly ReportLine[];
  readonly totals: Readonly<Record<Outcome, OutcomeTotal>>;
  /**
   * The share of understood characters, from 0 to 1, among those that are neither blank nor furniture; 1 if
   * there are none.
   */
  readonly coverage: number;
}

/**
 * Adds up the lines of a document one by one. Memory grows with the document only if the lines are included
 * in the report.
 */
export class ReportTotals {
  readonly #lines: ReportLine[] = [];
  readonly #keepsLines: boolean;
  readonly #totals: Record<Outcome, { characters: number; lines: number }> = {
    STATED: { characters: 0, lines: 0 },
    NAMED: { characters: 0, lines: 0 },
    SOURCE: { characters: 0, lines: 0 },
    FURNITURE: { characters: 0, lines: 0 },
    BLANK: { characters: 0, lines: 0 },
    NOT_UNDERSTOOD: { characters: 0, lines: 0 },
  };

  constructor(keepsLines: boolean) {
    this.#keepsLines = keepsLines;
  }

  add(line: ReportLine): void {
    if (this.#keepsLines) this.#lines.push(line);
    const weights = new Map<Outcome, number>();
    for (const { start, end, outcome } of line.parts) {
      this.#totals[outcome].characters += end - start;
      if (outcome !== 'BLANK') weights.set(outcome, (weights.get(outcome) ?? 0) + end - start);
    }
    const [heaviest] = [...weights].sort(([, a], [, b]) => b - a);
    this.#totals[heaviest?.[0] ?? 'BLANK'].lines += 1;
  }

  report(): ImportReport {
    const totals = this.#totals;
    const understood = totals.STATED.characters + totals.NAMED.characters + totals.SOURCE.characters;
    const all = understood + totals.NOT_UNDERSTOOD.characters;
    return { lines: this.#lines, totals, coverage: all === 0 ? 1 : understood / all };
  }
}

/** The report on a document with all its lines. */
export function reportOf(lines: readonly ReportLine[]): ImportReport {
  const tally = new ReportTotals(true);
  for (const line of lines) tally.add(line);
  return tally.report();
}
