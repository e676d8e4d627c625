import { predicateRules, predicates } from '../../graph/claim.js';
import { kindInWords, type ConceptKind } from '../../graph/concept.js';
import { countCodePoints } from '../../graph/text/code-points.js';
import { predicateKeys } from '../forms/claim-keys.js';
import { conceptForms } from '../forms/concept-forms.js';
import { isMapping, type DocumentPart, type PartPath } from '../input/document-part.js';
import { ReportTotals, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { YamlLocations } from '../yaml/yaml-locations.js';

/** The outcome of a text range of a document. */
interface PartOutcome {
  readonly outcome: Outcome;
  readonly became: string | null;
}

const blank: PartOutcome = { outcome: 'BLANK', became: null };
const comment: PartOutcome = { outcome: 'FURNITURE', became: 'a comment' };
const markup: PartOutcome = { outcome: 'FURNITURE', became: 'markup' };
const heading: PartOutcome = { outcome: 'NAMED', became: 'a heading' };
const source: PartOutcome = { outcome: 'SOURCE', became: 'the source of claims that name none' };

/**
 * Reports the outcome of each line of a graph document that was parsed. The outcome of a key or value
 * depends on its path. Comments are furniture, and the rest is layout.
 */
export function reportOnDocument(
  text: string,
  document: DocumentPart<YamlLocations>,
  keepsLines: boolean,
): ImportReport {
  const lines = new DocumentLines(text, keepsLines);
  const outcomes = new PartOutcomes(document);
  for (const { path, start, end } of document.document.scalarRanges())
    lines.mark(start, end, outcomes.of(path));
  return lines.finish();
}

/** The outcomes of the parts of a document, by path. */
class PartOutcomes {
  readonly #document: DocumentPart;
  readonly #kinds = new Map(
    Object.entries(conceptForms).map(([kind, { list }]) => [list, kind as ConceptKind] as const),
  );
  /**
   * The concept and claim of the last call, and their outcome: consecutive parts belong to the same claim.
   */
  #key = '';
  #last: PartOutcome = blank;

  constructor(document: DocumentPart) {
    this.#document = document;
  }

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
    if (member === 'texts') return { outcome: 'SOURCE', became: `the text of ${named}` };
    if (member !== 'claims' || claim === undefined) {
      const outcome = kind === 'CITED_SOURCE' ? 'SOURCE' : 'NAMED';
      return { outcome, became: `the ${kindInWords(kind)} ${named}` };
    }
    return { outcome: 'STATED', became: `${predicateIn(concept.at('claims', claim).value)} of ${named}` };
  }
}

/** The predicate of a claim, with its target. */
function predicateIn(claim: unknown): string {
  if (!isMapping(claim)) return 'a claim';
  const predicate = predicates.find((each) => predicateKeys[each] in claim);
  if (predicate === undefined) return 'a claim';
  const key = predicateKeys[predicate];
  return predicateRules[predicate].targets.length === 0 ? key : `${key} ${String(claim[key])}`;
}

/** The text between keys and values: comments, anchors and tags, white space, and layout characters. */
const rest = /(?<comment>#[^\n]*)|(?<markup>%[^\n]*|[&!][^\s,[\]{}]+)|[^#&!%]+|[^]/gy;

/**
 * Builds the lines of a report from the outcomes of text ranges, which are added in the order of the text.
 */
class DocumentLines {
  readonly #text: string;
  readonly #tally: ReportTotals;
  /** Offset in UTF-16 units. */
  #offset = 0;
  /** Offset in code points. */
  #codePoint = 0;
  #number = 1;
  #parts: ReportPart[] = [];
  #open: PartOutcome = blank;
  #openSince = 0;

  constructor(text: string, keepsLines: boolean) {
    this.#text = text;
    this.#tally = new ReportTotals(keepsLines);
  }

  mark(start: number, end: number, outcome: PartOutcome): void {
    this.#skipTo(start, outcome);
    this.#assign(end, outcome);
  }

  finish(): ImportReport {
    this.#skipTo(this.#text.length, null);
    this.#close();
    this.#endLine();
    return this.#tally.report();
  }

  /**
   * Classifies the text before the next range. Punctuation between two ranges of one line with the same
   * outcome gets this outcome.
   */
  #skipTo(until: number, next: PartOutcome | null): void {
    const between = this.#text.slice(this.#offset, until);
    if (next !== null && next === this.#open && !/[\n#&!%]/u.test(between)) return this.#assign(until, next);
    for (const { 0: words, groups } of between.matchAll(rest)) {
      const outcome =
        groups?.['comment'] !== undefined ? comment : groups?.['markup'] !== undefined ? markup : blank;
      this.#assign(this.#offset + words.length, outcome);
    }
  }

  /** Assigns an outcome to the text up to an end, line by line. Line breaks and indentation are blank. */
  #assign(end: number, outcome: PartOutcome): void {
    for (const piece of this.#text.slice(this.#offset, end).split(/(?<=\n)/u)) {
      const line = piece.endsWith('\n') ? piece.slice(0, -1) : piece;
      const indent = outcome === this.#open ? 0 : line.length - line.trimStart().length;
      this.#extend(blank, line.slice(0, indent));
      this.#extend(outcome, line.slice(indent));
      if (line === piece) continue;
      this.#extend(blank, '\n');
      this.#close();
      this.#endLine();
    }
    this.#offset = end;
  }

  #extend(outcome: PartOutcome, words: string): void {
    if (words === '') return;
    if (outcome !== this.#open) {
      this.#close();
      this.#open = outcome;
    }
    this.#codePoint += countCodePoints(words);
  }

  #close(): void {
    if (this.#codePoint > this.#openSince) {
      const { outcome, became } = this.#open;
      this.#parts.push({ start: this.#openSince, end: this.#codePoint, outcome, became, confidence: 1 });
    }
    this.#openSince = this.#codePoint;
    this.#open = blank;
  }

  #endLine(): void {
    if (this.#parts.length === 0) return;
    this.#tally.add({ number: this.#number, parts: this.#parts });
    this.#parts = [];
    this.#number += 1;
  }
}
