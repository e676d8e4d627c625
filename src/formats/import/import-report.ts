/**
 * What became of a part of a document.
 *
 * - `STATED`: it is stated by claims.
 * - `NAMED`: it names what claims are about, or says where and how they hold: titles, headings, labels, column heads, lead-ins.
 * - `SOURCE`: it tells of the document itself: publisher, date, category.
 * - `FURNITURE`: it belongs to the page, not to the text: markup, navigation, advertising, bylines, captions.
 * - `BLANK`: white space and marks of layout.
 * - `NOT_UNDERSTOOD`: nothing was made of it.
 */
export const outcomes = ['STATED', 'NAMED', 'SOURCE', 'FURNITURE', 'BLANK', 'NOT_UNDERSTOOD'] as const;
export type Outcome = (typeof outcomes)[number];

/** A part of a document: from `start` until before `end`, in Unicode code points of the kept text. */
export interface ReportPart {
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  /** What it became, in words: `definition of MSP`, `cell Nature of DevOps`; null where the outcome says all. */
  readonly became: string | null;
  /** How sure the reading is, from 0 to 1; 1 where nothing was guessed. */
  readonly confidence: number;
}

/** A line of a document; its parts lie end to end from the line's first character to its end, line break included. */
export interface ReportLine {
  /** From 1. */
  readonly number: number;
  readonly parts: readonly ReportPart[];
}

/** How much of a document has each outcome, in characters (Unicode code points) and in lines. */
export interface OutcomeTotal {
  readonly characters: number;
  /** Lines are counted once, under the weightiest of their parts: that of the most characters that are not blank. */
  readonly lines: number;
}

/** What was understood of a document. */
export interface ImportReport {
  /** The whole of it; none where only the totals were asked for of a format that is of any length. */
  readonly lines: readonly ReportLine[];
  readonly totals: Readonly<Record<Outcome, OutcomeTotal>>;
  /** The share of characters, from 0 to 1, that were understood, of those that are neither blank nor furniture; 1 where there are none. */
  readonly coverage: number;
}

/** Adds up the lines of a document as they come, so that memory grows with it only where they are to be kept. */
export class ReportTally {
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

/** Adds up the lines of a document. */
export function reportOf(lines: readonly ReportLine[]): ImportReport {
  const tally = new ReportTally(true);
  for (const line of lines) tally.add(line);
  return tally.report();
}
