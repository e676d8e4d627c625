import { axisPredicates, type AxisKind, type Predicate } from '../../graph/claim.js';
import {
  conceptId,
  kindInWords,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { claimId } from '../../graph/identity.js';
import { hashOfText } from '../../graph/source-text.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { parseUnit } from '../../graph/values/unit.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { ParsedInput } from '../drafts/draft-format.js';
import { slugOfName } from '../import/slug-of-name.js';
import { absenceIn, isEmptyCell, typeOfCells, valueOfCell } from './cell-values.js';
import type { PlacedCell } from './grid-text.js';
import type { GridReport } from './grid-report.js';

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

/** An axis of a table, and how its cells are parsed. */
interface Axis {
  readonly target: Concept;
  readonly predicate: Predicate;
  readonly valueOf: (text: string) => ClaimValue | null;
}

/** Builds the draft of the tables of one source. */
export class TableDraft {
  readonly #concepts = new Map<string, Concept>();
  readonly #ids = new Set<string>();
  readonly #claims = new Map<string, ClaimDraft>();
  readonly #cells = new Map<ClaimDraft, string>();
  readonly #positions = new Map<string, number>();
  readonly #source: ParsedInput['draft']['source'];
  readonly #hash: string;
  readonly #report: GridReport;

  constructor(name: string, hash: string, report: GridReport) {
    const slug = slugFor(name, 'table');
    this.#hash = hash;
    this.#report = report;
    this.#source = {
      ...named('CITED_SOURCE', slug, name),
      kind: 'CITED_SOURCE',
      url: null,
      publisher: null,
      category: null,
      language: null,
      publishedOn: null,
      readingMinutes: null,
    };
  }

  approach(cell: PlacedCell): void {
    this.#approach(cell.text);
    this.#report.mark(cell, 'NAMED', 'an approach');
  }

  /** @param sheet the name of the table, if it is one of several */
  dimension({ cell, group }: Heading, cells: readonly CellOfApproach[], sheet: string | null): void {
    const dimension = this.#dimension(
      cell.text,
      group,
      cells.map((each) => each.cell.text),
    );
    this.#report.mark(cell, 'NAMED', 'a dimension');
    const { valueType, unit } = dimension;
    const valueOf = (text: string): ClaimValue | null => valueOfCell(valueType, text, unit);
    for (const { approach, cell: stated } of cells) {
      this.#state(approach, { target: dimension, predicate: 'HAS_VALUE', valueOf }, stated, sheet);
    }
  }

  /**
   * Links approaches to a feature, benefit, drawback or use case.
   * @param sheet the name of the table, if it is one of several
   */
  link(kind: LinkedKind, cell: PlacedCell, cells: readonly CellOfApproach[], sheet: string | null): void {
    const target = this.#concept(kind, cell.text, (slug) =>
      kind === 'FEATURE'
        ? { ...named(kind, slug, cell.text), kind, featureKind: 'CHARACTERISTIC' }
        : { ...named(kind, slug, cell.text), kind },
    );
    this.#report.mark(cell, 'NAMED', `a ${kindInWords(kind)}`);
    const valueOf = (text: string): ClaimValue | null => valueOfCell('SUPPORT', text, null);
    for (const { approach, cell: stated } of cells) {
      this.#state(approach, { target, predicate: axisPredicates[kind], valueOf }, stated, sheet);
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

  #state(name: string, { target, predicate, valueOf }: Axis, cell: PlacedCell, sheet: string | null): void {
    const became = `${target.name} of ${name}`;
    if (isEmptyCell(cell.text)) {
      this.#report.mark(cell, 'STATED', `nothing stated: ${became}`);
      return;
    }
    const absence = absenceIn(cell.text);
    const value = absence === null ? valueOf(cell.text) : null;
    // If two dimensions have the same name, the first one decides the value type.
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
    this.#report.mark(cell, 'STATED', became);
    const id = claimId(claim);
    const before = this.#claims.get(id);
    const stated = before ? { ...before, citations: [...before.citations, ...claim.citations] } : claim;
    this.#claims.set(id, stated);
    this.#cells.set(stated, cell.text);
    if (!before) this.#positions.set(subject, claim.position + 1);
  }

  #approach(name: string): Concept {
    return this.#concept('APPROACH', name, (slug) => ({
      ...named('APPROACH', slug, name),
      kind: 'APPROACH',
    }));
  }

  #dimension(head: string, group: string | null, cells: readonly string[]): Dimension {
    const valueType = typeOfCells(cells);
    const headWithUnit = valueType === 'QUANTITY' ? unitIn(head) : null;
    return this.#concept('DIMENSION', head, (slug) => ({
      ...named('DIMENSION', slug, headWithUnit?.name ?? head),
      aliases: headWithUnit ? [head] : [],
      kind: 'DIMENSION',
      group,
      valueType,
      cardinality: 'SINGLE',
      levels: null,
      unit: headWithUnit?.unit ?? null,
      minimum: null,
      maximum: null,
      tolerance: null,
      earliest: null,
      latest: null,
      betterWhen: 'NEITHER',
      weighs: true,
    })) as Dimension;
  }

  #concept(kind: ConceptKind, name: string, make: (slug: string) => Concept): Concept {
    const key = `${kind} ${fold(name)}`;
    const existing = this.#concepts.get(key);
    if (existing) return existing;
    const slug = slugFor(name, kindInWords(kind).replace(' ', '-'));
    let freeSlug = slug;
    for (let number = 2; this.#ids.has(conceptId(kind, freeSlug)); number += 1)
      freeSlug = `${slug.slice(0, 190)}-${number}`;
    const concept = make(freeSlug);
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

/** The slug of a name. If no slug can be made of the name, the slug is made of its hash. */
function slugFor(name: string, prefix: string): string {
  return slugOfName(name) || `${prefix}-${hashOfText(fold(name)).slice(-12)}`;
}

/** The unit in a head such as `Weight (kg)`; null if there is none. */
function unitIn(head: string): { name: string; unit: string } | null {
  const [, name, unit] = /^(.+?)\s*\(([^()\s]+)\)$/u.exec(head) ?? [];
  if (name === undefined || unit === undefined) return null;
  try {
    return { name, unit: parseUnit(unit).code };
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
