import { conceptId, type Concept, type Dimension } from '../../graph/concept.js';
import { fold } from '../../graph/fold.js';
import { claimId } from '../../graph/identity.js';
import { readUnit } from '../../graph/values/unit.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { ClaimDraft } from '../../graph/writing.js';
import { DocumentError } from '../document-error.js';
import { hashOfText } from '../../graph/kept-text.js';
import type { ParsedInput } from '../draft-format.js';
import { slugOfName } from '../slug-of-name.js';
import { absenceIn, isEmptyCell, typeOfCells, valueOfCell } from './cell-values.js';
import { gridText, type PlacedCell } from './grid-text.js';
import { GridReport } from './grid-report.js';
import { subjectsOfGrid } from './subjects-of-grid.js';

/** What whoever imports a table knows of it. */
export interface TableOptions {
  /** The name that it goes by in messages. */
  readonly file: string;
  /** What its source is called, unless a line above the table says so. */
  readonly name: string;
  readonly subjects: 'rows' | 'columns' | null;
}

/** One of what is compared, or one thing that it is compared along, with its place in the table. */
interface Heading {
  readonly cell: PlacedCell;
  readonly at: number;
  readonly group: string | null;
}

/**
 * Reads a comparison table as a draft: its heads name approaches and dimensions, and every other cell that says
 * something is a claim. The text of its source is the table as tab-separated values.
 * @param table rows of cells, the head first; above it there may be a line of its own with the title
 * @throws {DocumentError} where there are not two columns and two rows
 */
export function parseTable(table: readonly (readonly string[])[], options: TableOptions): ParsedInput {
  const { text, rows } = gridText(table);
  const top = rows.findIndex((row) => row.length > 1);
  const head = rows[top] ?? [];
  const body = rows.slice(top + 1);
  if (top < 0 || body.every((row) => row.length < 2)) {
    const expected = 'a table with a head, a row and two columns at least';
    const came = rows.length === 0 ? 'nothing' : 'less';
    throw new DocumentError([{ file: options.file, line: 1, column: 1, expected, came }]);
  }
  const report = new GridReport(rows);
  const above = rows.slice(0, top).flat();
  const title = above.find(isName);
  if (title) report.mark(title, 'SOURCE', 'the title');
  const subjects =
    options.subjects ??
    subjectsOfGrid(
      head.map(({ text }) => text),
      body.map((row) => row.map(({ text }) => text)),
    );
  const [corner] = head;
  if (corner) report.mark(corner, 'NAMED', 'the corner of the table');
  const across = head.flatMap((cell, at): Heading[] =>
    at > 0 && isName(cell) ? [{ cell, at, group: null }] : [],
  );
  const down = headsOfRows(body, report);
  const isInRows = subjects === 'rows';
  const draft = new TableDraft(title?.text ?? options.name, hashOfText(text), report);
  const [approaches, dimensions] = isInRows ? [down, across] : [across, down];
  for (const dimension of dimensions) {
    const cells = approaches.flatMap((approach) => {
      const cell = isInRows ? body[approach.at]?.[dimension.at] : body[dimension.at]?.[approach.at];
      return cell && cell.text !== '' ? [{ approach: approach.cell.text, cell }] : [];
    });
    draft.dimension(dimension, cells);
  }
  for (const { cell } of approaches) draft.approach(cell);
  return {
    draft: draft.finish({ hash: hashOfText(text), text, mediaType: 'text/tab-separated-values' }),
    report: report.finish(),
  };
}

/** Whether there is more in a cell than marks that names are compared without. */
function isName({ text }: PlacedCell): boolean {
  return fold(text) !== '';
}

/** The first cells of rows; one that stands alone heads a group of rows. */
function headsOfRows(body: readonly (readonly PlacedCell[])[], report: GridReport): readonly Heading[] {
  const heads: Heading[] = [];
  let group: string | null = null;
  for (const [at, row] of body.entries()) {
    const [cell] = row;
    if (!cell || !isName(cell)) continue;
    if (row.length > 1) heads.push({ cell, at, group });
    else {
      group = cell.text;
      report.mark(cell, 'NAMED', 'the head of a group');
    }
  }
  return heads;
}

interface CellOfApproach {
  readonly approach: string;
  readonly cell: PlacedCell;
}

class TableDraft {
  readonly #concepts = new Map<string, Concept>();
  readonly #claims = new Map<string, ClaimDraft>();
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

  dimension({ cell, group }: Heading, cells: readonly CellOfApproach[]): void {
    const dimension = this.#dimension(
      cell.text,
      group,
      cells.map((each) => each.cell.text),
    );
    this.#report.mark(cell, 'NAMED', 'a dimension');
    for (const { approach, cell: stated } of cells) this.#state(approach, dimension, stated);
  }

  finish(text: ParsedInput['draft']['text']): ParsedInput['draft'] {
    return {
      source: this.#source,
      concepts: [...this.#concepts.values()],
      claims: [...this.#claims.values()],
      text,
    };
  }

  #state(name: string, dimension: Dimension, cell: PlacedCell): void {
    const became = `${dimension.name} of ${name}`;
    if (isEmptyCell(cell.text)) {
      this.#report.mark(cell, 'STATED', `nothing stated: ${became}`);
      return;
    }
    const absence = absenceIn(cell.text);
    const value = absence === null ? valueOfCell(dimension.valueType, cell.text, dimension.unit) : null;
    // Of two dimensions with one name, the first says of which type the values are.
    if (value === null && absence === null) return;
    const subject = this.#approach(name).id;
    const claim: ClaimDraft = {
      subject,
      predicate: 'HAS_VALUE',
      target: dimension.id,
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
          locator: `${dimension.name} › ${name}`,
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
    if (before) this.#claims.set(id, { ...before, citations: [...before.citations, ...claim.citations] });
    else {
      this.#claims.set(id, claim);
      this.#positions.set(subject, claim.position + 1);
    }
  }

  #approach(name: string): Concept {
    return this.#concept('APPROACH', name, (slug) => ({
      ...named('APPROACH', slug, name),
      kind: 'APPROACH',
    }));
  }

  #dimension(head: string, group: string | null, cells: readonly string[]): Dimension {
    const valueType = typeOfCells(cells);
    const measured = valueType === 'QUANTITY' ? unitIn(head) : null;
    return this.#concept('DIMENSION', head, (slug) => ({
      ...named('DIMENSION', slug, measured?.name ?? head),
      aliases: measured ? [head] : [],
      kind: 'DIMENSION',
      group,
      valueType,
      cardinality: 'SINGLE',
      levels: null,
      unit: measured?.unit ?? null,
      minimum: null,
      maximum: null,
      tolerance: null,
      earliest: null,
      latest: null,
      betterWhen: 'NEITHER',
    })) as Dimension;
  }

  #concept(kind: 'APPROACH' | 'DIMENSION', name: string, make: (slug: string) => Concept): Concept {
    const key = `${kind} ${fold(name)}`;
    const known = this.#concepts.get(key);
    if (known) return known;
    const slugs = new Set([...this.#concepts.values()].map(({ id }) => id));
    const slug = slugFor(name, kind.toLowerCase());
    let free = slug;
    for (let number = 2; slugs.has(conceptId(kind, free)); number += 1)
      free = `${slug.slice(0, 190)}-${number}`;
    const concept = make(free);
    this.#concepts.set(key, concept);
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

/** The slug of a name; of its hash where it has nothing that a slug can be made of. */
function slugFor(name: string, what: string): string {
  return slugOfName(name) || `${what}-${hashOfText(fold(name)).slice(-12)}`;
}

/** The unit in a head such as `Weight (kg)`; null where there is none. */
function unitIn(head: string): { name: string; unit: string } | null {
  const [, name, unit] = /^(.+?)\s*\(([^()\s]+)\)$/u.exec(head) ?? [];
  if (name === undefined || unit === undefined) return null;
  try {
    return { name, unit: readUnit(unit).code };
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
