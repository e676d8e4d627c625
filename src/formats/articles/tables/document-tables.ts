import { fold } from '../../../graph/text/fold.js';
import type { Block, TableBlock } from '../../input/block.js';
import type { PlacedText } from '../../input/placed-text.js';
import { CellParsers } from '../../tables/cells/cell-parsers.js';
import type { PlacedReading } from '../../tables/draft/table-claims.js';
import { minMargin } from '../../tables/orientation/decide-orientation.js';
import {
  orientTable,
  readTable,
  type OrientedTable,
  type RequestedSubjects,
  type TableHints,
} from '../../tables/read-table.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { spellingKey, withoutGloss } from '../subjects/table-names.js';
import { roleOf } from '../text/cues.js';
import { trimLabel } from '../text/label.js';
import { findChoices } from './choice-table.js';
import { findSides } from './pros-and-cons-table.js';

/** From this margin, the subjects of a table are known in the other tables of its document. */
const knownMargin = 2;

/** The tables of an article whose cells are values, and what their orientation was decided by. */
export class DocumentTables {
  readonly #oriented: ReadonlyMap<TableBlock, OrientedTable>;
  readonly #hints: ReadonlyMap<TableBlock, TableHints>;

  /**
   * Finds the subjects of the tables of an article. Tables of use cases, benefits and drawbacks are left out.
   * @param named the subjects that titles, headings and prose name
   * @param title the title of the article; null if it has none
   */
  constructor(
    blocks: readonly Block[],
    named: SubjectNames,
    title: PlacedText | null,
    requested: RequestedSubjects,
  ) {
    const tables = blocks.filter((block) => block.kind === 'table');
    /** By the spelling of a name, the tables of which it is certainly a subject. */
    const known = new Map<string, Set<TableBlock>>();
    const isKnown = (name: string, table: TableBlock): boolean => {
      const tablesOf = known.get(spellingKey(withoutGloss(name)));
      return tablesOf !== undefined && (tablesOf.size > 1 || !tablesOf.has(table));
    };
    const hintsOf = (table: TableBlock): TableHints => ({
      requested,
      isSubject: (name) => named.exactly(name) !== null || isKnown(name, table),
      aspect: aspectOf(table, named, title),
    });
    const valueTables = tables.filter((table) => requested !== null || !isSpecial(table, named));
    const certain = valueTables.flatMap((table) => {
      const oriented = orientTable(table.grid, hintsOf(table));
      const isCertain =
        oriented && oriented.orientation.margin >= knownMargin && oriented.subjects.length > 1;
      return isCertain ? [{ table, subjects: oriented.subjects }] : [];
    });
    for (const { table, subjects } of certain) {
      for (const { head } of subjects) {
        const key = spellingKey(withoutGloss(head.content.text));
        if (key !== '') known.set(key, (known.get(key) ?? new Set()).add(table));
      }
    }
    this.#hints = new Map(valueTables.map((table) => [table, hintsOf(table)]));
    this.#oriented = new Map(
      valueTables.flatMap((table) => {
        const hints = this.#hints.get(table);
        const oriented = hints ? orientTable(table.grid, hints) : null;
        return oriented ? [[table, oriented]] : [];
      }),
    );
  }

  /** The heads that name the subjects of each table. */
  get heads(): readonly (readonly string[])[] {
    return [...this.#oriented.values()].flatMap(({ orientation, subjects }) =>
      orientation.margin < minMargin ? [] : [subjects.map(({ head }) => head.content.text)],
    );
  }

  /** Reads the tables. @param title the title of the article, which is not a heading above tables */
  read(title: PlacedText | null): ReadonlyMap<TableBlock, PlacedReading> {
    const parsers = new CellParsers();
    return new Map(
      [...this.#oriented].flatMap(([table, oriented]) => {
        const hints = this.#hints.get(table);
        if (!hints) return [];
        const { caption, headings } = table.grid.context;
        const above = headings.filter((heading) => heading !== title);
        const path = [...above, ...(caption ? [caption] : [])].map(({ text }) =>
          text.replace(/[\s:：]+$/u, ''),
        );
        return [[table, { reading: readTable(oriented, hints, parsers), path }]];
      }),
    );
  }
}

/** Whether a table states use cases, benefits or drawbacks, and not values. */
function isSpecial({ grid }: TableBlock, named: SubjectNames): boolean {
  const above = grid.context.headings.at(-1);
  return (
    findChoices(grid, named, above !== undefined && roleOf(above.text) === 'GUIDANCE') !== null ||
    findSides(grid) !== null
  );
}

/** The heading above a table without its number; null if it names a subject, the article, or a role. */
function aspectOf({ grid }: TableBlock, named: SubjectNames, title: PlacedText | null): PlacedText | null {
  const heading = grid.context.headings.at(-1);
  if (!heading || heading === title || roleOf(heading.text) !== null) return null;
  return named.mentionsIn(heading.text).length === 0 && fold(heading.text) !== '' ? trimLabel(heading) : null;
}
