import { fold } from '../../../graph/text/fold.js';
import type { Block, TableBlock } from '../../tables/model/block.js';
import type { PlacedText } from '../../input/placed-text.js';
import { CellParsers } from '../../tables/cells/cell-parsers.js';
import { areEnglish } from '../../tables/cells/english-prose.js';
import type { PlacedReading } from '../../tables/draft/table-claims.js';
import type { TableReading } from '../../tables/model/table-reading.js';
import { minMargin } from '../../tables/orientation/decide-orientation.js';
import type { TableHeads } from '../../tables/names/join-names.js';
import { spellingKey, withoutGloss } from '../../tables/names/spelling-key.js';
import { MentionedNames } from '../../tables/orientation/mentioned-names.js';
import {
  orientTable,
  readTable,
  type OrientedTable,
  type RequestedSubjects,
  type TableHints,
} from '../../tables/read-table.js';
import type { TableLine } from '../../tables/structure/table-structure.js';
import type { HeadingPart, Part } from '../outline/outline.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { roleOf } from '../text/cues.js';
import { trimLabel } from '../text/label.js';
import { findChoices } from './choice-table.js';
import { findSides } from './pros-and-cons-table.js';

/**
 * The minimum margins of an orientation in two rounds. In each round, tables with several subjects and at least this margin become evidence for
 * the orientation of the other tables.
 */
const knownMargins = [3, 2];
/** From this margin, the heads of a table show its subjects, whatever is in the corner. */
const sureMargin = 3;
/** The certainty of names that only sections and sentences suggest. */
const guessedCertainty = 0.35;

/** The tables of an article that state values, with the evidence for their orientation. */
export class DocumentTables {
  readonly #oriented: ReadonlyMap<TableBlock, OrientedTable>;
  readonly #hints: ReadonlyMap<TableBlock, TableHints>;

  /** Finds the subjects of the tables of an article. Tables of use cases, benefits and drawbacks are left out unless subjects are requested. */
  constructor(
    blocks: readonly Block[],
    { names: named, title, areCompared }: FoundSubjects,
    requested: RequestedSubjects,
  ) {
    const tables = blocks.filter((block) => block.kind === 'table');
    const mentioned = MentionedNames.outsideTables(blocks);
    const [knownSubjects, knownDimensions] = [new KnownNames(), new KnownNames()];
    const hintsOf = (table: TableBlock): TableHints => ({
      requested,
      witnesses: {
        certaintyOf: (name) =>
          knownSubjects.isIn(name, table)
            ? 1
            : named.exactly(name) === null
              ? 0
              : !areCompared
                ? guessedCertainty
                : Number(mentioned.has(name)),
        subjectAtStart: (text) => {
          const [first] = areCompared ? named.mentionsIn(text) : [];
          return first && first.start === 0 ? first.subject : null;
        },
        isDimension: (name) => knownDimensions.isIn(name, table) && !knownSubjects.isIn(name, null),
        isMentioned: (name) => mentioned.has(name),
        title: title?.text ?? null,
      },
      aspect: null,
    });
    const valueTables = tables.filter((table) => requested !== null || !isSpecial(table, named));
    const open = new Set(valueTables);
    for (const margin of knownMargins) {
      const certain = [...open].flatMap((table) => {
        const oriented = orientTable(table.grid, hintsOf(table));
        const isCertain = oriented && oriented.orientation.margin >= margin && oriented.subjects.length > 1;
        return isCertain ? [{ table, oriented }] : [];
      });
      for (const { table, oriented } of certain) {
        knownSubjects.add(namesOf(oriented.subjects), table);
        knownDimensions.add(namesOf(dimensionsOf(oriented)), table);
        open.delete(table);
      }
    }
    this.#hints = new Map(valueTables.map((table) => [table, hintsOf(table)]));
    this.#oriented = new Map(
      withUndecidedSiblings(
        valueTables.flatMap((table) => {
          const hints = this.#hints.get(table);
          const oriented = hints ? orientTable(table.grid, hints) : null;
          return oriented ? [[table, oriented] as const] : [];
        }),
      ),
    );
  }

  /** The heads that name the subjects and dimensions of each table whose orientation is certain. */
  get heads(): readonly TableHeads[] {
    return [...this.#oriented.values()].flatMap((oriented) =>
      oriented.orientation.margin < minMargin
        ? []
        : [{ subjects: namesOf(oriented.subjects), dimensions: namesOf(dimensionsOf(oriented)) }],
    );
  }

  /**
   * Reads the tables.
   * @param parts the parts of the article, with the headings above the tables
   * @param title the title of the article, which is not a heading above tables
   * @param names the subjects of the article: a heading that names a subject is not a dimension
   */
  read(
    parts: readonly Part[],
    title: PlacedText | null,
    names: SubjectNames,
  ): ReadonlyMap<TableBlock, PlacedReading> {
    const parsers = new CellParsers();
    const readings = new Map<TableBlock, PlacedReading>();
    const rereadings: ((sign: TableReading['sign']) => void)[] = [];
    let headings: readonly HeadingPart[] = [];
    for (const part of parts) {
      if (part.kind === 'heading') headings = [...headings.filter(({ level }) => level < part.level), part];
      const oriented = part.kind === 'table' ? this.#oriented.get(part) : undefined;
      const hints = part.kind === 'table' ? this.#hints.get(part) : undefined;
      if (part.kind !== 'table' || !oriented || !hints) continue;
      const above = headings.map(({ content }) => content).filter((content) => content !== title);
      const { caption } = part.grid.context;
      const path = [...above, ...(caption ? [caption] : [])].map(({ text }) =>
        text.replace(/[\s:：]+$/u, ''),
      );
      const allHints = { ...hints, aspect: aspectIn(above.at(-1), names) };
      const reading = readTable(oriented, allHints, parsers);
      readings.set(part, { reading, path });
      if (reading.sign === null && reading.dimensions.some(({ doubt }) => doubt !== null))
        rereadings.push((sign) => {
          readings.set(part, { reading: readTable(oriented, { ...allHints, sign }, parsers), path });
        });
    }
    if (rereadings.length === 0) return readings;
    const sign = signOf(readings.values(), parts);
    if (sign !== null) for (const reread of rereadings) reread(sign);
    return readings;
  }
}

/** The subjects that titles, headings and prose name, the title, and whether the subjects are compared (see `findSubjects`). */
interface FoundSubjects {
  readonly names: SubjectNames;
  readonly title: PlacedText | null;
  readonly areCompared: boolean;
}

/** The names of rows and columns, and the tables that have them. */
class KnownNames {
  readonly #tables = new Map<string, Set<TableBlock>>();

  add(names: readonly string[], table: TableBlock): void {
    for (const name of names) {
      const key = spellingKey(withoutGloss(name));
      if (key !== '') this.#tables.set(key, (this.#tables.get(key) ?? new Set()).add(table));
    }
  }

  /** Whether a row or column of a table has this name. @param except a table that is ignored; null for none */
  isIn(name: string, except: TableBlock | null): boolean {
    const tables = this.#tables.get(spellingKey(withoutGloss(name)));
    return tables !== undefined && (tables.size > 1 || except === null || !tables.has(except));
  }
}

/**
 * Makes tables undecided whose heads are equal and whose corners differ: each of them is about the subject in its corner, and
 * neither its rows nor its columns are subjects. Tables with at least `sureMargin` keep their orientation.
 */
function withUndecidedSiblings(
  tables: readonly (readonly [TableBlock, OrientedTable])[],
): readonly (readonly [TableBlock, OrientedTable])[] {
  const keyOf = ({ structure: { rows, columns } }: OrientedTable): string =>
    JSON.stringify([namesOf(rows), namesOf(columns)].map((names) => names.map(spellingKey)));
  const corners = new Map<string, Set<string>>();
  for (const [, oriented] of tables) {
    const corner = fold(oriented.structure.corner);
    const key = keyOf(oriented);
    if (corner !== '') corners.set(key, (corners.get(key) ?? new Set()).add(corner));
  }
  return tables.map(([table, oriented]) => {
    const isOfCorner =
      oriented.orientation.margin < sureMargin && (corners.get(keyOf(oriented))?.size ?? 0) > 1;
    const orientation = isOfCorner ? { ...oriented.orientation, margin: 0 } : oriented.orientation;
    return [table, { ...oriented, orientation }];
  });
}

function namesOf(lines: readonly TableLine[]): readonly string[] {
  return lines.map(({ head }) => head.content.text);
}

/** The rows or columns with the dimensions of a table; none if they have no names. */
function dimensionsOf({ orientation, structure }: OrientedTable): readonly TableLine[] {
  if (!structure.isLabelled) return [];
  return orientation.subjects === 'rows' ? structure.columns : structure.rows;
}

/**
 * The decimal sign of all tables that show one, or the point if no table shows one and the article is in English. Null if the tables show different
 * signs, or if neither the tables nor the language indicate the sign.
 */
function signOf(readings: Iterable<PlacedReading>, parts: readonly Part[]): TableReading['sign'] {
  const signs = new Set([...readings].flatMap(({ reading }) => reading.sign ?? []));
  const [sign] = signs;
  if (sign !== undefined) return signs.size === 1 ? sign : null;
  const prose = parts.flatMap((part) =>
    part.kind === 'prose'
      ? [part.content.text]
      : part.kind === 'list'
        ? part.items.map(({ content }) => content.text)
        : [],
  );
  return areEnglish(prose) ? '.' : null;
}

/** Whether a table states use cases, benefits or drawbacks, and not values. */
function isSpecial({ grid }: TableBlock, named: SubjectNames): boolean {
  const above = grid.context.headings.at(-1);
  return (
    findChoices(grid, named, above !== undefined && roleOf(above.text) === 'GUIDANCE') !== null ||
    findSides(grid) !== null
  );
}

/** A heading without its number; null if there is no heading, or if the heading is blank or names a subject or a role. */
function aspectIn(heading: PlacedText | undefined, names: SubjectNames): PlacedText | null {
  if (!heading || roleOf(heading.text) !== null || fold(heading.text) === '') return null;
  return names.mentionsIn(heading.text).length === 0 ? trimLabel(heading) : null;
}
