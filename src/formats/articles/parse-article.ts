import { conceptId, type CitedSource, type Concept } from '../../graph/concept.js';
import { hashOfText, type TextMediaType } from '../../graph/source-text.js';
import { fold } from '../../graph/text/fold.js';
import { citerOf } from '../drafts/citer.js';
import type { Draft, DraftText } from '../drafts/draft.js';
import { DraftContent } from '../drafts/draft-content.js';
import type { ImportReport } from '../import/import-report.js';
import { WarningList, type ImportWarning } from '../import/import-warnings.js';
import { ReportBuilder } from '../import/report-builder.js';
import type { Block, TableBlock } from '../tables/model/block.js';
import { CodePointOffsets } from '../input/code-point-offsets.js';
import type { PlacedText } from '../input/placed-text.js';
import { withBlanks, type TextRange } from '../input/text-lines.js';
import { TableClaims, type PlacedReading } from '../tables/draft/table-claims.js';
import { findTextTables } from '../tables/forms/find-text-tables.js';
import { withContexts } from '../tables/forms/contexts.js';
import type { TableSubject } from '../tables/model/table-reading.js';
import type { RequestedSubjects } from '../tables/read-table.js';
import { ArticleReader } from './article-reader.js';
import { DraftBuilder } from './draft/draft-builder.js';
import { slugFor } from './draft/draft-names.js';
import { readHtml } from './markup/read-html.js';
import { readMarkdown } from './markup/read-markdown.js';
import { readText } from './markup/read-text.js';
import { outlineOf } from './outline/outline.js';
import { markSharedHeadings } from './outline/shared-headings.js';
import { confirmedSubjects } from './prose/confirm-subjects.js';
import { findSubjects } from './subjects/find-subjects.js';
import { SubjectNames } from './subjects/subject-names.js';
import { joinNames } from '../tables/names/join-names.js';
import { joinSubjects, type NamedSubject } from './subjects/join-subjects.js';
import { DocumentTables } from './tables/document-tables.js';
import { furnitureIn, publicationIn } from './text/cues.js';

/** The formats of articles. */
export const articleFormats = ['text', 'markdown', 'html'] as const;
export type ArticleFormat = (typeof articleFormats)[number];

/** Options for parsing an article. */
export interface ArticleOptions {
  /** The format of the text; null to detect the format from the text. */
  readonly format: ArticleFormat | null;
  /**
   * The URL at which the article is published; null to use the canonical URL of an HTML page, if the page has one.
   * The slug of the source is made from the URL or, without a URL, from the name of the source.
   */
  readonly url: string | null;
  /** The language of the text as a BCP 47 tag; null to use the language of an HTML page, if the page states one. */
  readonly language: string | null;
  /** The name of the source if the text has no title. */
  readonly name: string;
  /** The name of the input in messages; `name` if absent. */
  readonly file?: string;
  /** The subjects of the tables: in rows, in columns, or with these names; null or absent to detect them. */
  readonly subjects?: RequestedSubjects;
  /** The ranges of the text that are not read; none if absent. */
  readonly skipped?: readonly TextRange[];
}

/** The draft of an article, and a report with the outcome of each part of its text. */
export interface ParsedArticle {
  readonly draft: Draft;
  readonly report: ImportReport;
  /** Parts that an editor should check. */
  readonly warnings: readonly ImportWarning[];
}

/**
 * Parses an article: its subjects, the claims about the subjects, and the outcome of each part of the text.
 * Equal texts and options give equal drafts. Crafted texts can take long to parse; `read-article.ts` limits the time.
 */
export function parseArticle(text: string, options: ArticleOptions): ParsedArticle {
  const { skipped = [] } = options;
  const textToRead = withBlanks(text, skipped);
  const format = options.format ?? detectFormat(textToRead);
  const untabled = readers[format](textToRead);
  const requested = options.subjects ?? null;
  const { subjects: found, title, areCompared, areCertain } = findSubjects(untabled, requested);
  const guessed = new SubjectNames(found);
  const witnesses = found.flatMap(({ name, aliases }) => [name, ...aliases]);
  const isFurniture = (line: string): boolean => furnitureIn(line) !== null;
  const blocks = withContexts(findTextTables(untabled, witnesses, isFurniture));
  const tables = new DocumentTables(blocks, { names: guessed, title, areCompared }, requested);
  const named = areCertain ? guessed : new SubjectNames(confirmedSubjects(guessed, blocks, tables.heads));
  const subjects = joinSubjects(named, joinNames(tables.heads), (name) => isMentioned(name, blocks, title));
  const main = mainCount(subjects, named);
  const names = new SubjectNames(subjects, main < 2 ? subjects.length : main, main);
  const points = new CodePointOffsets(text);
  const report = new ReportBuilder(text, markup[format]);
  for (const block of blocks) {
    if (block.kind !== 'table') report.addContent(block.content);
    else for (const cell of block.grid.rows.flat()) if (cell) report.addContent(cell.content);
  }
  const storedText: DraftText = { hash: hashOfText(text), text, mediaType: mediaTypes[format] };
  const sourceOptions = format === 'html' ? { ...options, ...withPageMetadata(text, options) } : options;
  const content = new DraftContent(
    sourceOf(title?.text ?? null, publicationOf(blocks), sourceOptions),
    slugFor,
  );
  const cite = citerOf(text, points, storedText.hash, 32);
  const warnings = new WarningList();
  const file = options.file ?? options.name;
  if (named.count === 0 && found.length > 1)
    warnings.add('UNDECIDED_SUBJECTS', file, () => ({
      line: null,
      message: `perhaps the text compares ${found.map(({ name }) => JSON.stringify(name)).join(', ')}, but no title, sentence or table confirms this: set "subjects" to the names of what it compares`,
    }));
  const parts = markSharedHeadings(outlineOf(blocks, names, title), names);
  const readings = tables.read(parts, title, names);
  const builder = new DraftBuilder(content, cite, report, names, dimensionsIn(readings.values()));
  if (title) builder.addQuestion(title);
  const claims = new TableClaims(
    {
      file,
      content,
      report,
      warnings,
      approach: approachOf(subjects, content),
      cite,
      locate: ({ start }) => {
        const line = text.slice(0, start).split('\n').length;
        return { line, location: `line ${line}` };
      },
      accumulatesTexts: true,
    },
    [...readings.values()],
  );
  const addTable = (table: TableBlock): void => {
    const reading = readings.get(table);
    if (reading) claims.add(reading);
  };
  new ArticleReader(names, title, areCertain, builder, report, addTable).read(parts, title);
  report.skip(skipped);
  return {
    draft: content.draft(storedText),
    report: report.report(points),
    warnings: warnings.of(file),
  };
}

/** The folded names of the dimensions whose values tables state. */
function dimensionsIn(readings: Iterable<PlacedReading>): ReadonlySet<string> {
  return new Set(
    [...readings].flatMap(({ reading: { statements } }) =>
      statements.map(({ dimension }) => fold(dimension.name)),
    ),
  );
}

/** Creates a function that finds or adds the approach of a table's subject. The head of the table may have another form of the name. */
function approachOf(
  subjects: readonly NamedSubject[],
  content: DraftContent,
): (subject: TableSubject) => Concept {
  const nameOf = new Map(subjects.flatMap(({ name, heads }) => heads.map((head) => [head, name] as const)));
  return ({ name }) =>
    content.put('APPROACH', nameOf.get(name) ?? name, (named) => ({ ...named, kind: 'APPROACH' }));
}

/** The number of subjects that the text names. They precede the subjects that only tables name. */
function mainCount(subjects: readonly NamedSubject[], named: SubjectNames): number {
  return subjects.filter(({ name }) => named.subjects.some((subject) => subject.name === name)).length;
}

/** Whether a text outside the title, the tables and the asides, or a sentence in it, starts with a name. An article may precede the name. */
function isMentioned(name: string, blocks: readonly Block[], title: PlacedText | null): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  const opening = new RegExp(`(?:^|[.!?]["”)]?\\s+)(?:an?\\s+|the\\s+)?${escaped}(?![\\p{L}\\p{N}])`, 'iu');
  return blocks.some(
    (block) =>
      block.kind !== 'table' &&
      block.kind !== 'aside' &&
      block.content !== title &&
      opening.test(block.content.text),
  );
}

const readers: Readonly<Record<ArticleFormat, (raw: string) => readonly Block[]>> = {
  text: readText,
  markdown: readMarkdown,
  html: readHtml,
};

const mediaTypes: Readonly<Record<ArticleFormat, TextMediaType>> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
};

/**
 * By format, a pattern of the characters that are reported as markup if no placed text covers them; null for
 * plain text, which has no markup.
 */
const markup: Readonly<Record<ArticleFormat, RegExp | null>> = {
  text: null,
  markdown: /[^\s|*_#`>~:-]+/gu,
  html: /\S+(?:[^\S\n\r]+\S+)*/gu,
};

/** Matches directives, footnotes and targets of reStructuredText, and the line before the first row of a table of AsciiDoc. */
const otherMarkup =
  /^\s*\.\. (?:[a-z][\w-]*::|\[(?:\d{1,3}|[#*][\w-]{0,30})\]\s|_[^:\n]{1,80}:\s)|^\|={3,}\r?\n(?:\r?\n)?\|/mu;

/** Matches a block of HTML in reStructuredText. */
const rawHtml = /^\.\. raw:: html[^\n]*\n(?:[^\S\n][^\n]*\n|\n)*/gmu;

/** Detects the format of a text from its markup. */
export function detectFormat(text: string): ArticleFormat {
  const start = text.slice(0, 200_000).replace(rawHtml, (block) => (/<table\b/iu.test(block) ? block : ''));
  if (/^\s*(?:<!doctype html|<html|<head|<body)/iu.test(start)) return 'html';
  const tags =
    start.match(
      /<\/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th|section|article|span|strong|em|a|br)\b[^<>]*>/giu,
    )?.length ?? 0;
  // reStructuredText and AsciiDoc also have `**` and `[text](…)`.
  const unfenced = start.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1/gmu, '');
  if (otherMarkup.test(unfenced)) return tags >= 4 ? 'html' : 'text';
  const isMarked =
    /^#{1,6}\s+\S/mu.test(start) ||
    /^\s*\|?\s*:?-{3,}:?\s*\|/mu.test(start) ||
    /\*\*[^*\n]+\*\*/u.test(start) ||
    /^---\r?\n(?:[^\n]*\n){1,60}?---\r?\n/u.test(start) ||
    /\[[^\]\n]+\]\([^)\n]+\)/u.test(start);
  if (isMarked && !/^\s*</u.test(start)) return 'markdown';
  return tags >= 4 ? 'html' : 'text';
}

/** Completes the URL and language of the options: the metadata of the web page replaces a null. */
function withPageMetadata(
  text: string,
  { url, language }: ArticleOptions,
): Pick<ArticleOptions, 'url' | 'language'> {
  const head = text.slice(0, 100_000);
  const pageLanguage =
    /<html\b[^<>]{0,500}?\blang=["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)["'\s>]/iu.exec(head)?.[1] ?? null;
  const link = /<link\b[^<>]{0,500}?\brel=["']?canonical["']?[^<>]{0,500}>/iu.exec(head)?.[0] ?? '';
  const href = /\bhref=["']?(https?:\/\/[^"'\s<>]+)/iu.exec(link)?.[1] ?? null;
  return {
    url: url ?? (href !== null && URL.canParse(href) ? href : null),
    language: language ?? pageLanguage,
  };
}

type Publication = Pick<CitedSource, 'category' | 'readingMinutes'>;

/**
 * Reads the category and reading time of the article from the first line with such values among its first 12 blocks; null
 * for values that are not stated, and for a reading time below one minute.
 */
function publicationOf(blocks: readonly Block[]): Publication {
  for (const block of blocks.slice(0, 12)) {
    const found = block.kind === 'line' ? publicationIn(block.content.text) : null;
    if (!found) continue;
    const minutes = found.readingMinutes ?? 0;
    return { category: found.category, readingMinutes: minutes >= 1 ? minutes : null };
  }
  return { category: null, readingMinutes: null };
}

function sourceOf(
  title: string | null,
  { category, readingMinutes }: Publication,
  { url, language, name }: ArticleOptions,
): CitedSource {
  const sourceName = title?.replace(/\s+/gu, ' ').trim() || name;
  const slug = slugFor(url === null ? sourceName : url.replace(/^https?:\/\/(?:www\.)?/u, ''));
  return {
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', slug),
    slug,
    name: sourceName,
    aliases: [],
    summary: null,
    sameAs: [],
    url,
    publisher: null,
    category,
    language,
    publishedOn: null,
    accessedOn: null,
    readingMinutes,
  };
}
