import { predicateRules, predicates } from '../../graph/claim.js';
import { kindInWords, type ConceptKind } from '../../graph/concept.js';
import { countCodePoints } from '../../graph/text/code-points.js';
import { predicateKeys } from '../forms/claim-keys.js';
import { conceptForms } from '../forms/concept-forms.js';
import { isMapping, type DocumentPart, type PartPath } from '../input/document-part.js';
import { ReportTally, type ImportReport, type Outcome, type ReportPart } from '../import/import-report.js';
import type { YamlPlaces } from '../yaml/yaml-places.js';

/** What became of words of a document. */
interface Fate {
  readonly outcome: Outcome;
  readonly became: string | null;
}

const blank: Fate = { outcome: 'BLANK', became: null };
const comment: Fate = { outcome: 'FURNITURE', became: 'a comment' };
const markup: Fate = { outcome: 'FURNITURE', became: 'markup' };
const heading: Fate = { outcome: 'NAMED', became: 'a heading' };
const source: Fate = { outcome: 'SOURCE', became: 'the source of claims that name none' };

/**
 * Says of each line of a graph document that has been understood what became of it: of its keys and values by where
 * they stand, of comments that they are no part of the graph, and of the rest that it is marks of layout.
 */
export function accountOfDocument(
  text: string,
  document: DocumentPart<YamlPlaces>,
  keepsLines: boolean,
): ImportReport {
  const lines = new DocumentLines(text, keepsLines);
  const fates = new Fates(document);
  for (const { path, start, end } of document.document.words()) lines.mark(start, end, fates.of(path));
  return lines.finish();
}

/** What the parts of a document become, by where they stand in it. */
class Fates {
  readonly #document: DocumentPart;
  readonly #kinds = new Map(
    Object.entries(conceptForms).map(([kind, { list }]) => [list, kind as ConceptKind] as const),
  );
  /** Of the concept and the claim that were asked about last, as their parts come one after the other. */
  #key = '';
  #last: Fate = blank;

  constructor(document: DocumentPart) {
    this.#document = document;
  }

  of(path: PartPath): Fate {
    const [list, index, member, claim] = path;
    const kind = this.#kinds.get(String(list));
    if (!kind) return source;
    if (index === undefined || (member === 'claims' && claim === undefined)) return heading;
    const own = member === 'texts' ? 'text' : '';
    const key = `${list} ${index} ${member === 'claims' ? claim : own}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#last = this.#fateOf(kind, this.#document.at(list as string, index), member, claim);
    }
    return this.#last;
  }

  #fateOf(
    kind: ConceptKind,
    concept: DocumentPart,
    member: string | number | undefined,
    claim: string | number | undefined,
  ): Fate {
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

/** What a claim states, by its key and what that leads to. */
function predicateIn(claim: unknown): string {
  if (!isMapping(claim)) return 'a claim';
  const predicate = predicates.find((each) => predicateKeys[each] in claim);
  if (predicate === undefined) return 'a claim';
  const key = predicateKeys[predicate];
  return predicateRules[predicate].targets.length === 0 ? key : `${key} ${String(claim[key])}`;
}

/** What is left between the words of a document: comments, anchors and tags, white space, marks of layout. */
const rest = /(?<comment>#[^\n]*)|(?<markup>%[^\n]*|[&!][^\s,[\]{}]+)|[^#&!%]+|[^]/gy;

/** The lines of a text, as the fates of its parts come in their order. */
class DocumentLines {
  readonly #text: string;
  readonly #tally: ReportTally;
  /** In UTF-16 units. */
  #at = 0;
  /** In code points. */
  #point = 0;
  #number = 1;
  #parts: ReportPart[] = [];
  #open: Fate = blank;
  #openSince = 0;

  constructor(text: string, keepsLines: boolean) {
    this.#text = text;
    this.#tally = new ReportTally(keepsLines);
  }

  mark(start: number, end: number, fate: Fate): void {
    this.#leave(start, fate);
    this.#become(end, fate);
  }

  finish(): ImportReport {
    this.#leave(this.#text.length, null);
    this.#close();
    this.#endLine();
    return this.#tally.report();
  }

  /** Goes on to where the next words begin. Marks on a line between words of one fate belong to them. */
  #leave(until: number, next: Fate | null): void {
    const between = this.#text.slice(this.#at, until);
    if (next !== null && next === this.#open && !/[\n#&!%]/u.test(between)) return this.#become(until, next);
    for (const { 0: words, groups } of between.matchAll(rest)) {
      const fate =
        groups?.['comment'] !== undefined ? comment : groups?.['markup'] !== undefined ? markup : blank;
      this.#become(this.#at + words.length, fate);
    }
  }

  /** Gives the text until an end a fate, line by line; line breaks and the white space before words say nothing. */
  #become(end: number, fate: Fate): void {
    for (const piece of this.#text.slice(this.#at, end).split(/(?<=\n)/u)) {
      const line = piece.endsWith('\n') ? piece.slice(0, -1) : piece;
      const indent = fate === this.#open ? 0 : line.length - line.trimStart().length;
      this.#extend(blank, line.slice(0, indent));
      this.#extend(fate, line.slice(indent));
      if (line === piece) continue;
      this.#extend(blank, '\n');
      this.#close();
      this.#endLine();
    }
    this.#at = end;
  }

  #extend(fate: Fate, words: string): void {
    if (words === '') return;
    if (fate !== this.#open) {
      this.#close();
      this.#open = fate;
    }
    this.#point += countCodePoints(words);
  }

  #close(): void {
    if (this.#point > this.#openSince) {
      const { outcome, became } = this.#open;
      this.#parts.push({ start: this.#openSince, end: this.#point, outcome, became, confidence: 1 });
    }
    this.#openSince = this.#point;
    this.#open = blank;
  }

  #endLine(): void {
    if (this.#parts.length === 0) return;
    this.#tally.add({ number: this.#number, parts: this.#parts });
    this.#parts = [];
    this.#number += 1;
  }
}
