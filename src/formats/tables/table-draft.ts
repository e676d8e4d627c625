import { axisPredicates, type AxisKind, type Predicate } from '../../graph/claim.js';
import { conceptId, kindInWords, type Concept, type ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { claimId } from '../../graph/identity.js';
import { hashOfText } from '../../graph/source-text.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { ParsedInput } from '../drafts/draft-format.js';
import type { Outcome } from '../import/import-report.js';
import { slugOfName } from '../import/slug-of-name.js';
import { contradictionInWords } from '../import/import-warnings.js';
import { StatementIndex, type EarlierStatement } from '../import/statement-index.js';
import type { CellOfClaim } from '../drafts/draft.js';
import type { CellParsers } from './cells/cell-parsers.js';
import { absenceIn, isEmptyCell, parseSupportCell } from './cell-values.js';
import { readCells, type CellReading, type TableNotation } from './dimension-cells.js';
import type { CellContent, PlacedCell } from './grid-text.js';
import { formatLocation, type TableReport } from './grid-report.js';

/** An approach or a dimension of a table, with its row or column index. */
export interface Heading {
  readonly cell: PlacedCell;
  readonly at: number;
  readonly group: string | null;
}

export interface CellOfApproach {
  readonly approach: string;
  readonly cell: PlacedCell;
}

/** The kinds of axis that approaches are linked to. */
export type LinkedKind = Exclude<AxisKind, 'DIMENSION'>;

/** An axis of a table, and the parser of its cells. */
interface Axis {
  readonly target: Concept;
  readonly predicate: Predicate;
  readonly valueOf: (cell: CellContent) => ClaimValue | null;
  readonly mayBeAmounts: boolean;
}

/** A claim and the cell that states it. */
interface StatedCell {
  readonly claim: ClaimDraft;
  readonly cell: PlacedCell;
}

/** The context of the cells of a dimension. */
export interface DimensionContext {
  /** The name of the table; null if the input has only one table. */
  readonly sheet: string | null;
  readonly notation: TableNotation;
  readonly parsers: CellParsers;
}

/** Builds the draft of the tables of one source. */
export class TableDraft {
  readonly #concepts = new Map<string, Concept>();
  readonly #ids = new Set<string>();
  readonly #claims = new Map<string, ClaimDraft>();
  readonly #cells = new Map<ClaimDraft, CellOfClaim>();
  /** The first statement of each cell, by the ids of its target and subject; null after it was added to the index. */
  readonly #firstStatements = new Map<string, Map<string, StatedCell | null>>();
  /** The statements of cells with more than one statement. */
  readonly #statements = new StatementIndex();
  /** The cells of these statements, by their numbers in the index. */
  readonly #statedCells: PlacedCell[] = [];
  readonly #positions = new Map<string, number>();
  /** The readings of dimensions, by the id of the dimension. */
  readonly #readings = new Map<string, CellReading>();
  readonly #source: ParsedInput['draft']['source'];
  readonly #hash: string;
  readonly #tableReport: TableReport;

  constructor(name: string, hash: string, tableReport: TableReport) {
    const slug = slugFor(name, 'table');
    this.#hash = hash;
    this.#tableReport = tableReport;
    this.#source = {
      ...named('CITED_SOURCE', slug, name),
      kind: 'CITED_SOURCE',
      url: null,
      publisher: null,
      category: null,
      language: null,
      publishedOn: null,
      accessedOn: null,
      readingMinutes: null,
    };
  }

  approach(cell: PlacedCell): void {
    this.#approach(cell.text);
    this.#mark(cell, 'NAMED', 'an approach');
  }

  dimension(
    { cell, group }: Heading,
    cells: readonly CellOfApproach[],
    { sheet, notation, parsers }: DimensionContext,
  ): void {
    const reading = readCells({ head: cell.text, cells: cells.map((each) => each.cell) }, notation, parsers);
    const { target, reading: first } = this.#dimension(cell.text, group, reading);
    this.#mark(cell, 'NAMED', `a dimension: ${first.inWords}`);
    const { file, report, warnings } = this.#tableReport;
    const { doubt } = first;
    if (doubt !== null) {
      warnings.add('UNDECIDED', file, () => ({
        line: report.locationOf(cell).line,
        message: `"${cell.text}" is read as ${first.inWords}: ${doubt}`,
      }));
    }
    const { valueOf, mayBeAmounts } = first;
    for (const { approach, cell: stated } of cells) {
      this.#state(approach, { target, predicate: 'HAS_VALUE', valueOf, mayBeAmounts }, stated, sheet);
    }
  }

  /**
   * Links approaches to a feature, benefit, drawback or use case.
   * @param sheet the name of the table; null if the input has only one table
   */
  link(kind: LinkedKind, cell: PlacedCell, cells: readonly CellOfApproach[], sheet: string | null): void {
    const target = this.#concept(kind, cell.text, (slug) =>
      kind === 'FEATURE'
        ? { ...named(kind, slug, cell.text), kind, featureKind: 'CHARACTERISTIC' }
        : { ...named(kind, slug, cell.text), kind },
    );
    this.#mark(cell, 'NAMED', `a ${kindInWords(kind)}`);
    const valueOf = ({ text }: CellContent): ClaimValue | null => parseSupportCell(text);
    for (const { approach, cell: stated } of cells) {
      const axis = { target, predicate: axisPredicates[kind], valueOf, mayBeAmounts: false };
      this.#state(approach, axis, stated, sheet);
    }
  }

  finish(text: ParsedInput['draft']['text']): ParsedInput['draft'] {
    return {
      source: this.#source,
      concepts: [...this.#concepts.values()],
      claims: [...this.#claims.values()],
      text,
      cells: this.#cells,
    };
  }

  #mark(cell: PlacedCell, outcome: Outcome, description: string): void {
    this.#tableReport.report.mark(cell, outcome, description);
  }

  #state(name: string, axis: Axis, cell: PlacedCell, sheet: string | null): void {
    const { target, predicate, valueOf, mayBeAmounts } = axis;
    const description = `${target.name} of ${name}`;
    if (isEmptyCell(cell.text)) {
      this.#mark(cell, 'STATED', `nothing stated: ${description}`);
      return;
    }
    const absence = absenceIn(cell.text);
    const value = absence === null ? valueOf(cell) : null;
    // If two dimensions have the same name, the first dimension decides the reading.
    if (value === null && absence === null) return;
    const subject = this.#approach(name).id;
    const claim: ClaimDraft = {
      subject,
      predicate,
      target: target.id,
      value,
      absence,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      source: this.#source.id,
      position: this.#positions.get(subject) ?? 0,
      supersedes: null,
      citations: [
        {
          locator: [sheet, target.name, name].filter((part) => part !== null).join(' › '),
          quote: cell.text,
          prefix: null,
          suffix: null,
          start: cell.start,
          end: cell.end,
          textHash: this.#hash,
        },
      ],
    };
    this.#mark(cell, 'STATED', description);
    const id = claimId(claim);
    const before = this.#claims.get(id);
    const stated = before ? { ...before, citations: [...before.citations, ...claim.citations] } : claim;
    this.#claims.set(id, stated);
    this.#cells.set(stated, { text: cell.text, mayBeAmount: mayBeAmounts });
    if (!before) this.#positions.set(subject, claim.position + 1);
    this.#warnOfContradiction(claim, cell, target, description);
  }

  #warnOfContradiction(claim: ClaimDraft, cell: PlacedCell, target: Concept, description: string): void {
    const contradicted = this.#contradictedBy({ claim, cell }, target);
    if (!contradicted) return;
    const { file, report, warnings } = this.#tableReport;
    warnings.add('CONTRADICTION', file, () => ({
      line: report.locationOf(cell).line,
      message: contradictionInWords(description, formatLocation(report, contradicted), this.#source.name),
    }));
  }

  /** Adds a statement, and finds the cell of an earlier statement that it contradicts. Only a repeated head gives a cell two statements. */
  #contradictedBy(stated: StatedCell, target: Concept): PlacedCell | undefined {
    const { subject } = stated.claim;
    const firsts = this.#firstStatements.get(target.id) ?? new Map<string, StatedCell | null>();
    this.#firstStatements.set(target.id, firsts);
    const first = firsts.get(subject);
    firsts.set(subject, first === undefined ? stated : null);
    if (first === undefined) return undefined;
    if (first !== null) this.#addStatement(first, target);
    const earlier = this.#addStatement(stated, target);
    return earlier?.relation === 'CONTRADICTED' ? this.#statedCells[earlier.number] : undefined;
  }

  #addStatement({ claim, cell }: StatedCell, target: Concept): EarlierStatement | null {
    const number = this.#statedCells.push(cell) - 1;
    return this.#statements.add(claim, number, target.kind === 'DIMENSION' ? target : null);
  }

  #approach(name: string): Concept {
    return this.#concept('APPROACH', name, (slug) => ({
      ...named('APPROACH', slug, name),
      kind: 'APPROACH',
    }));
  }

  /** Finds or creates the dimension of a head. If two heads are equal, the first head decides the reading of both. */
  #dimension(head: string, group: string | null, reading: CellReading) {
    const target = this.#concept('DIMENSION', head, (slug) => ({
      ...named('DIMENSION', slug, reading.name),
      aliases: reading.name === head ? [] : [head],
      kind: 'DIMENSION',
      group,
      valueType: reading.valueType,
      cardinality: 'SINGLE',
      levels: null,
      unit: reading.unit,
      minimum: null,
      maximum: null,
      tolerance: null,
      earliest: null,
      latest: null,
      betterWhen: 'NEITHER',
      weighs: true,
    }));
    const first = this.#readings.get(target.id) ?? reading;
    this.#readings.set(target.id, first);
    return { target, reading: first };
  }

  #concept(kind: ConceptKind, name: string, create: (slug: string) => Concept): Concept {
    const key = `${kind} ${fold(name)}`;
    const existing = this.#concepts.get(key);
    if (existing) return existing;
    const slug = slugFor(name, kindInWords(kind).replace(' ', '-'));
    let freeSlug = slug;
    for (let number = 2; this.#ids.has(conceptId(kind, freeSlug)); number += 1)
      freeSlug = `${slug.slice(0, 190)}-${number}`;
    const concept = create(freeSlug);
    this.#concepts.set(key, concept);
    this.#ids.add(concept.id);
    return concept;
  }
}

function named<Kind extends Concept['kind']>(kind: Kind, slug: string, name: string) {
  return {
    id: conceptId(kind, slug),
    slug,
    name,
    aliases: [] as readonly string[],
    summary: null,
    sameAs: [],
  };
}

/** Creates the slug of a name. If a slug can contain no character of the name, the slug contains a hash of the name. */
function slugFor(name: string, prefix: string): string {
  return slugOfName(name) || `${prefix}-${hashOfText(fold(name)).slice(-12)}`;
}
