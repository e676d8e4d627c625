import type { ComparisonTable } from './comparison/comparison-table.js';
import { printCsvTable } from './comparison/csv-table.js';
import { jsonNotation, yamlNotation } from './printing/document-notation.js';
import { printJsonTable } from './comparison/json-table.js';
import { printMarkdownTable } from './comparison/markdown-table.js';
import { printClaimLines } from './claim-lines/print-claim-lines.js';
import { printGraphDocument, type PrintableConcept } from './printing/print-graph-document.js';

/** Prints a graph as a stream of text chunks. */
export type GraphFormat = (
  content: AsyncIterable<PrintableConcept> | Iterable<PrintableConcept>,
) => AsyncIterable<string>;

/** Prints a comparison as a text. */
export type ComparisonFormat = (table: ComparisonTable) => string;

/** Prints a comparison in chunks, between which other work can run. */
type ComparisonChunks = (table: ComparisonTable) => Generator<string, void>;

/**
 * The formats in which a graph can be exported, by name. A new format is a new file and a line in this
 * object.
 */
export const graphFormats = Object.freeze({
  yaml: (content) => printGraphDocument(content, yamlNotation),
  json: (content) => printGraphDocument(content, jsonNotation),
  claims: printClaimLines,
} as const satisfies Readonly<Record<string, GraphFormat>>);

export type GraphFormatName = keyof typeof graphFormats;

/** The printers of `comparisonFormats`, for programs that print a comparison in chunks: each row is a chunk. */
export const comparisonChunks = Object.freeze({
  markdown: printMarkdownTable,
  csv: printCsvTable,
  json: printJsonTable,
} as const satisfies Readonly<Record<string, ComparisonChunks>>);

/** The formats other than HTML in which a comparison can be exported, by name. Exports share the printer of HTML with the pages. */
export const comparisonFormats = Object.freeze({
  markdown: (table) => [...printMarkdownTable(table)].join(''),
  csv: (table) => [...printCsvTable(table)].join(''),
  json: (table) => [...printJsonTable(table)].join(''),
} as const satisfies Readonly<Record<string, ComparisonFormat>>);
