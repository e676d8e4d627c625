import {
  rowsOf,
  type ComparisonTable,
  type TableCitation,
  type TableRow,
  type TableSource,
  type TableStatement,
} from '../../formats/comparison/comparison-table.js';

/** A reference from a statement to one of its citations, or to its source, in the list of sources. */
export interface Reference {
  /** The number of the source. */
  readonly source: number;
  /** The id of the citation without the id prefix, such as `c12`; for a statement without citations, the id of the source, such as `s1`. */
  readonly item: string;
}

/** A citation in the list of sources, of a cell or of another statement of the page. */
export interface CitationItem {
  /** The id without the id prefix, such as `c12`. */
  readonly item: string;
  /** The id of the part of the page that shows the statement, such as a row. */
  readonly anchor: string;
  /** The names that identify the statement, such as those of the row and the approach. */
  readonly about: readonly string[];
  readonly citation: TableCitation;
}

/** A source with its citations on the page. */
export interface ListedSource {
  readonly source: TableSource;
  readonly items: readonly CitationItem[];
}

/** A statement that is not in a `ComparisonTable`, such as an answer to the question, or a definition. */
export interface PageStatement {
  readonly about: readonly string[];
  /** The id of the part of the page that shows the statement. */
  readonly anchor: string;
  readonly statement: TableStatement;
}

/**
 * The citations of a page, numbered from `c1`: first those of `statements`, then those of the cells, row by row. Equal citations
 * of one cell, or of one of the `statements`, are one item. A statement without citations refers to its source.
 */
export class PageCitations {
  readonly #references = new Map<TableStatement, readonly Reference[]>();
  readonly #items: Map<number, CitationItem[]>;
  readonly #sources: readonly TableSource[];
  readonly #anchors = new Map<TableRow, string>();
  #count = 0;

  /** @param sources the sources of the table, and those of `statements` that the table does not cite */
  constructor(
    { approaches, sections }: Pick<ComparisonTable, 'approaches' | 'sections'>,
    sources: readonly TableSource[],
    statements: readonly PageStatement[] = [],
  ) {
    this.#sources = sources;
    this.#items = new Map(sources.map(({ number }) => [number, []]));
    for (const { about, anchor, statement } of statements) this.#cite([statement], about, anchor);
    for (const row of rowsOf(sections)) {
      const anchor = `r${this.#anchors.size + 1}`;
      this.#anchors.set(row, anchor);
      for (const [column, { parts }] of row.cells.entries()) {
        const about = [row.axis.name, approaches[column]?.name ?? ''];
        this.#cite(
          parts.flatMap((part) => part.statements),
          about,
          anchor,
        );
      }
    }
  }

  /** Returns the id to which the citations of the cells of a row link: `r1` for the first row. Undefined if the row is not in the table. */
  anchorOf(row: TableRow): string | undefined {
    return this.#anchors.get(row);
  }

  /** Returns the references of a statement, each item once. */
  of(statement: TableStatement): readonly Reference[] {
    return this.#references.get(statement) ?? [];
  }

  /** The sources in the order of their numbers, each with its citations. */
  get bySource(): readonly ListedSource[] {
    return this.#sources.map((source) => ({ source, items: this.#items.get(source.number) ?? [] }));
  }

  /** Numbers the citations of `statements`. Equal citations are one item. */
  #cite(statements: readonly TableStatement[], about: readonly string[], anchor: string): void {
    const items = new Map<string, string>();
    for (const statement of statements) {
      const references = new Map<string, Reference>();
      const { source, citations } = statement;
      if (citations.length === 0) references.set('', { source, item: `s${source}` });
      for (const citation of citations) {
        // NUL cannot occur in texts of the graph.
        const key = `${source}\0${citation.locator ?? '\0'}\0${citation.quote ?? '\0'}`;
        let item = items.get(key);
        if (item === undefined) {
          item = `c${(this.#count += 1)}`;
          items.set(key, item);
          this.#items.get(source)?.push({ item, anchor, about, citation });
        }
        references.set(item, { source, item });
      }
      this.#references.set(statement, [...references.values()]);
    }
  }
}
