import type { Citation } from '../../../graph/claim.js';
import type { Concept, Dimension } from '../../../graph/concept.js';
import { sortQualifiers } from '../../../graph/identity.js';
import { fold } from '../../../graph/text/fold.js';
import { parseUnit } from '../../../graph/values/unit.js';
import type { ClaimDraft } from '../../../graph/ports/writing.js';
import { unscaled, type DraftContent } from '../../drafts/draft-content.js';
import type { ReportBuilder } from '../../import/report-builder.js';
import { contradictionInWords, type WarningList } from '../../import/import-warnings.js';
import { StatementIndex } from '../../import/statement-index.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableDimension, TableReading, TableStatement, TableSubject } from '../model/table-reading.js';

/** A table that was read, and its location in the document. */
export interface PlacedReading {
  readonly reading: TableReading;
  /** The headings above the table, outermost first, or the name of the sheet. */
  readonly path: readonly string[];
}

/** The document whose tables become claims. */
export interface TableDocument {
  /** The name of the input in messages. */
  readonly file: string;
  readonly content: DraftContent;
  readonly report: ReportBuilder;
  readonly warnings: WarningList;
  /** Finds or creates the approach of a subject. */
  readonly approach: (subject: TableSubject) => Concept;
  readonly cite: (content: PlacedText, locator: readonly string[]) => Citation;
  /** The line of a text, from 1, and its location in words, such as `line 3, column 2`. */
  readonly locate: (content: PlacedText) => { readonly line: number; readonly location: string };
  /** Whether an approach can have several texts or lists of terms along one dimension, as in articles. */
  readonly accumulatesTexts: boolean;
}

/** The maximum number of links of a cell that become citations. */
const maxLinks = 8;

/** The order of the claims of tables among the claims of a document. */
export const orderOfTables = 4;

/** Turns the readings of the tables of one document into claims, outcomes and warnings. */
export class TableClaims {
  readonly #document: TableDocument;
  readonly #names: ReadonlyMap<TableDimension, string>;
  readonly #statements = new StatementIndex();
  readonly #cells: PlacedText[] = [];
  readonly #approaches = new Map<TableSubject, Concept>();
  readonly #dimensions = new Map<TableDimension, Dimension>();

  /** @param tables the tables across which the names of dimensions are made distinct */
  constructor(document: TableDocument, tables: readonly PlacedReading[]) {
    this.#document = document;
    this.#names = distinctNames(tables);
  }

  add({ reading, path }: PlacedReading): void {
    const { report } = this.#document;
    for (const { content, outcome, description, confidence } of reading.marks)
      report.mark(content, outcome, description, confidence);
    for (const dimension of reading.dimensions) this.#warnOfReading(dimension);
    const group = path.at(-1) ?? null;
    for (const statement of reading.statements) this.#state(statement, path, group);
    for (const subject of reading.subjects) this.#approach(subject);
    for (const doubt of reading.doubts) this.#warn(doubt);
    report.addCells(reading.cells);
  }

  #state(statement: TableStatement, path: readonly string[], group: string | null): void {
    const { content, cite, report } = this.#document;
    const { subject, dimension, cell, value, absence, text, confidence } = statement;
    const target = this.#dimension(dimension, group);
    const subjectConcept = this.#approach(subject);
    const { inSection } = this.#nameOf(dimension);
    const locator = [...path, ...(inSection ? [dimension.group ?? ''] : []), dimension.name, subject.name];
    const claim = content.add(
      {
        subject: subjectConcept.id,
        predicate: 'HAS_VALUE',
        target: target.id,
        value,
        absence,
        text,
        qualifiers: sortQualifiers(statement.qualifiers),
      },
      [cell.content, ...cell.links.slice(0, maxLinks)].map((cited) => cite(cited, locator)),
      orderOfTables,
      { text: cell.content.text, mayBeAmount: dimension.mayBeAmounts },
    );
    const description = `${target.name} of ${subjectConcept.name}`;
    report.mark(cell.content, 'STATED', description, confidence);
    this.#warnOfContradiction(claim, cell.content, target, description);
  }

  #nameOf(dimension: TableDimension): { readonly name: string; readonly inSection: boolean } {
    const name = this.#names.get(dimension) ?? dimension.name;
    return { name, inSection: name !== dimension.name && dimension.group !== null };
  }

  #approach(subject: TableSubject): Concept {
    const known = this.#approaches.get(subject);
    if (known !== undefined) return known;
    const approach = this.#document.approach(subject);
    this.#approaches.set(subject, approach);
    return approach;
  }

  #dimension(dimension: TableDimension, group: string | null): Dimension {
    const known = this.#dimensions.get(dimension);
    if (known !== undefined) return known;
    const concept = this.#putDimension(dimension, group);
    this.#dimensions.set(dimension, concept);
    return concept;
  }

  #putDimension(dimension: TableDimension, group: string | null): Dimension {
    const { valueType, unit, levels } = dimension;
    const { name } = this.#nameOf(dimension);
    const head = dimension.head.text;
    const concept = this.#document.content.put(
      'DIMENSION',
      name,
      (named) => ({
        ...named,
        ...unscaled,
        aliases: head === dimension.name || name !== dimension.name ? [] : [head],
        group: dimension.group ?? group,
        valueType,
        cardinality:
          this.#document.accumulatesTexts && (valueType === 'TEXT' || valueType === 'TERMS')
            ? 'MULTIPLE'
            : 'SINGLE',
        levels,
        unit,
      }),
      typeKey(dimension),
    );
    if (concept.kind !== 'DIMENSION') throw new TypeError(`expected a dimension, got ${concept.kind}`);
    return concept;
  }

  #warn(doubt: TableReading['doubts'][number]): void {
    const { warnings, file, locate } = this.#document;
    warnings.add(doubt.kind, file, () => {
      const { line, location } = locate(doubt.at);
      const message =
        doubt.kind === 'UNDECIDED_TABLE'
          ? doubt.message
          : `"${doubt.at.text}" in ${location} repeats the head in ${locate(doubt.earlier).location}: both are read as one head`;
      return { line, message };
    });
  }

  #warnOfReading({ doubt, inWords, head }: TableDimension): void {
    if (doubt === null) return;
    const { warnings, file, locate } = this.#document;
    warnings.add('UNDECIDED', file, () => ({
      line: locate(head).line,
      message: `"${head.text}" is read as ${inWords}: ${doubt}`,
    }));
  }

  #warnOfContradiction(
    claim: Omit<ClaimDraft, 'position' | 'citations'>,
    at: PlacedText,
    target: Dimension,
    description: string,
  ): void {
    const { warnings, file, locate, content } = this.#document;
    const number = this.#cells.push(at) - 1;
    const earlier = this.#statements.add(claim, number, target);
    const cell = earlier?.relation === 'CONTRADICTED' ? this.#cells[earlier.number] : undefined;
    if (!cell) return;
    warnings.add('CONTRADICTION', file, () => ({
      line: locate(at).line,
      message: contradictionInWords(description, locate(cell).location, content.source.name),
    }));
  }
}

/** Dimensions with one name are one concept only if they have values of one kind. */
function typeKey({ valueType, unit, levels }: TableDimension): string {
  if (valueType === 'TEXT') return '';
  return JSON.stringify([valueType, unit === null ? null : parseUnit(unit).kind, levels]);
}

/**
 * The new names of dimensions that are renamed. If two dimensions in different sections have the same name and values
 * of one subject, each gets a new name: the old name, and the name of its section in parentheses.
 */
function distinctNames(tables: readonly PlacedReading[]): ReadonlyMap<TableDimension, string> {
  interface Entry {
    readonly dimension: TableDimension;
    readonly section: string;
    readonly subjects: ReadonlySet<string>;
  }
  const byName = new Map<string, Entry[]>();
  for (const { reading, path } of tables) {
    const subjects = new Map<TableDimension, Set<string>>();
    for (const { subject, dimension } of reading.statements) {
      const names = subjects.get(dimension) ?? new Set();
      subjects.set(dimension, names.add(fold(subject.name)));
    }
    for (const dimension of reading.dimensions) {
      const key = fold(dimension.name);
      const section = dimension.group ?? path.at(-1) ?? '';
      const entry = { dimension, section, subjects: subjects.get(dimension) ?? new Set<string>() };
      byName.set(key, [...(byName.get(key) ?? []), entry]);
    }
  }
  const names = new Map<TableDimension, string>();
  for (const entries of byName.values()) {
    if (entries.length < 2) continue;
    for (const { dimension, section, subjects } of entries) {
      const collides = entries.some(
        (other) =>
          other.dimension !== dimension &&
          fold(other.section) !== fold(section) &&
          [...other.subjects].some((subject) => subjects.has(subject)),
      );
      if (collides && section !== '') names.set(dimension, `${dimension.name} (${section})`);
    }
  }
  return names;
}
