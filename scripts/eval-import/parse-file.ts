import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parseArticle, type ArticleFormat } from '../../src/formats/articles/parse-article.js';
import type { ParsedInput } from '../../src/formats/drafts/draft-format.js';
import { readSpreadsheet } from '../../src/formats/spreadsheets/read-spreadsheet.js';
import { parseDelimited } from '../../src/formats/tables/parse-delimited.js';
import { parseTable, parseTables } from '../../src/formats/tables/parse-table.js';

/** The lines of a table that are the subjects; null to detect them. */
export type SubjectsOption = 'rows' | 'columns' | null;

const articleFormats: Readonly<Record<string, ArticleFormat | null>> = {
  '.md': 'markdown',
  '.html': 'html',
  '.txt': 'text',
  '.rst': null,
  '.adoc': null,
};

/**
 * Parses a document as the import does, without a graph and without limits of time.
 * @param file its name; the extension selects the format
 * @throws {DocumentError} if the document cannot be parsed
 * @throws {Error} if the extension is not supported
 */
export async function parseBytes(
  file: string,
  bytes: Buffer,
  subjects: SubjectsOption = null,
): Promise<ParsedInput> {
  const extension = extname(file).toLowerCase();
  const name = basename(file, extension);
  if (extension === '.xlsx') {
    const sheets = await readSpreadsheet(bytes, file);
    return parseTables(sheets, { file, name, subjects, separator: null });
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  if (extension === '.csv' || extension === '.tsv') {
    const { rows, separator } = parseDelimited(text, file);
    return parseTable(rows, { file, name, subjects, separator });
  }
  const format = articleFormats[extension];
  if (format === undefined)
    throw new Error(`${file}: expected .md, .html, .txt, .rst, .adoc, .csv, .tsv or .xlsx.`);
  return parseArticle(text, { format, url: null, language: null, name, file, subjects });
}

/** Parses the file at a path, see `parseBytes`. */
export async function parseFile(path: string, subjects: SubjectsOption = null): Promise<ParsedInput> {
  return parseBytes(basename(path), readFileSync(path), subjects);
}
