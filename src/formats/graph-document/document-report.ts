import { predicateRules, predicates } from '../../graph/claim.js';
import { kindInWords, type ConceptKind } from '../../graph/concept.js';
import { countCodePoints } from '../../graph/text/code-points.js';
import { predicateKeys } from '../forms/claim-keys.js';
import { conceptForms } from '../forms/concept-forms.js';
import { isMapping, type DocumentPart, type PartPath } from '../input/document-part.js';
import { ReportTotals, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { YamlLocations } from '../yaml/yaml-locations.js';

/** The outcome of a text range, and a description of the outcome; null for none. */
interface PartOutcome {
  readonly outcome: Outcome;
  readonly description: string | null;
}

const blank: PartOutcome = { outcome: 'BLANK', description: null };
const comment: PartOutcome = { outcome: 'MARKUP', description: 'a comment' };
const markup: PartOutcome = { outcome: 'MARKUP', description: null };
const heading: PartOutcome = { outcome: 'NAMED', description: 'a heading' };
const source: PartOutcome = { outcome: 'SOURCE', description: 'the default source of claims' };

/**
 * Reports the outcome of each line of a parsed graph document. The outcome of a key or value depends on its
 * path. Outside keys and values, comments, anchors, tags and directives are markup. Most other characters are blank; those between two
 * ranges with the same outcome on one line get this outcome.
 * @param includesLines whether the report includes the lines, or only the totals
 */
export function reportOnDocument(
  text: string,
  document: DocumentPart<YamlLocations>,
  includesLines: boolean,
): ImportReport {
  const lines = new DocumentLines(text, includesLines);
  const outcomes = new PartOutcomes(document);
  for (const { path, start, end } of document.document.scalarRanges())
    lines.mark(start, end, outcomes.of(path));
  return lines.finish();
}

/** Determines the outcomes of the parts of a document, by path. */
class PartOutcomes {
  readonly #document: DocumentPart;
  readonly #kinds = new Map(
    Object.entries(conceptForms).map(([kind, { list }]) => [list, kind as ConceptKind] as const),
  );
  /**
   * The concept and claim of the last call, and their outcome: most consecutive parts belong to one
   * claim.
   */
  #key = '';
  #last: PartOutcome = blank;

  constructor(document: DocumentPart) {
    this.#document = document;
  }

  /** The outcome of the key or value at a path. */
  of(path: PartPath): PartOutcome {
    const [list, index, member, claim] = path;
    const kind = this.#kinds.get(String(list));
    if (!kind) return source;
    if (index === undefined || (member === 'claims' && claim === undefined)) return heading;
    const textMark = member === 'texts' ? 'text' : '';
    const key = `${list} ${index} ${member === 'claims' ? claim : textMark}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#last = this.#outcomeOf(kind, this.#document.at(list as string, index), member, claim);
    }
    return this.#last;
  }

  #outcomeOf(
    kind: ConceptKind,
    concept: DocumentPart,
    member: string | number | undefined,
    claim: string | number | undefined,
  ): PartOutcome {
    const name = concept.at('name').value ?? concept.at('slug').value;
    const named = typeof name === 'string' ? name.trim() : '';
    if (member === 'texts') return { outcome: 'SOURCE', description: `the text of ${named}` };
    if (member !== 'claims' || claim === undefined) {
      const outcome = kind === 'CITED_SOURCE' ? 'SOURCE' : 'NAMED';
      return { outcome, description: `the ${kindInWords(kind)} ${named}` };
    }
    return {
      outcome: 'STATED',
      description: `${predicateIn(concept.at('claims', claim).value)} of ${named}`,
    };
  }
}

/** Describes a claim by its predicate and target. */
function predicateIn(claim: unknown): string {
  if (!isMapping(claim)) return 'a claim';
  const predicate = predicates.find((candidate) => predicateKeys[candidate] in claim);
  if (predicate === undefined) return 'a claim';
  const key = predicateKeys[predicate];
  return predicateRules[predicate].targets.length === 0 ? key : `${key} ${String(claim[key])}`;
}

/**
 * Matches the parts of the text between keys and values: comments, directives, anchors, tags, and blank characters.
 */
const textBetween = /(?<comment>#[^\n]*)|(?<markup>%[^\n]*|[&!][^\s,[\]{}]+)|[^#&!%]+|[^]/gy;

/**
 * Builds the lines of a report from the outcomes of text ranges. The ranges must be added in the order of
 * the text.
 */
class DocumentLines {
  readonly #text: string;
  readonly #totals: ReportTotals;
  /** The end of the classified text, in UTF-16 code units. */
  #offset = 0;
  /** The end of the classified text, in code points. */
  #codePoint = 0;
  #number = 1;
  #parts: ReportPart[] = [];
  #open: PartOutcome = blank;
  #openSince = 0;

  constructor(text: string, includesLines: boolean) {
    this.#text = text;
    this.#totals = new ReportTotals(includesLines);
  }

  /** Assigns an outcome to a text range, in UTF-16 code units. */
  mark(start: number, end: number, outcome: PartOutcome): void {
    this.#skipTo(start, outcome);
    this.#assign(end, outcome);
  }

  /** Classifies the text after the last range, and returns the report. */
  finish(): ImportReport {
    this.#skipTo(this.#text.length, null);
    this.#close();
    this.#endLine();
    return this.#totals.report();
  }

  /**
   * Classifies the text before the next range. Blank characters between two ranges with the same outcome on one line
   * get this outcome.
   */
  #skipTo(until: number, next: PartOutcome | null): void {
    const between = this.#text.slice(this.#offset, until);
    if (next !== null && next === this.#open && !/[\n#&!%]/u.test(between)) return this.#assign(until, next);
    for (const { 0: match, groups } of between.matchAll(textBetween)) {
      const outcome =
        groups?.['comment'] !== undefined ? comment : groups?.['markup'] !== undefined ? markup : blank;
      this.#assign(this.#offset + match.length, outcome);
    }
  }

  /**
   * Assigns an outcome to the text up to an end offset, line by line. Line breaks and indentation are
   * blank.
   */
  #assign(end: number, outcome: PartOutcome): void {
    for (const textLine of this.#text.slice(this.#offset, end).split(/(?<=\n)/u)) {
      const line = textLine.endsWith('\n') ? textLine.slice(0, -1) : textLine;
      const indent = outcome === this.#open ? 0 : line.length - line.trimStart().length;
      this.#extend(blank, line.slice(0, indent));
      this.#extend(outcome, line.slice(indent));
      if (line === textLine) continue;
      this.#extend(blank, '\n');
      this.#close();
      this.#endLine();
    }
    this.#offset = end;
  }

  #extend(outcome: PartOutcome, text: string): void {
    if (text === '') return;
    if (outcome !== this.#open) {
      this.#close();
      this.#open = outcome;
    }
    this.#codePoint += countCodePoints(text);
  }

  #close(): void {
    if (this.#codePoint > this.#openSince) {
      const { outcome, description } = this.#open;
      this.#parts.push({
        start: this.#openSince,
        end: this.#codePoint,
        outcome,
        became: description,
        confidence: 1,
      });
    }
    this.#openSince = this.#codePoint;
    this.#open = blank;
  }

  #endLine(): void {
    if (this.#parts.length === 0) return;
    this.#totals.add({ number: this.#number, parts: this.#parts });
    this.#parts = [];
    this.#number += 1;
  }
}
