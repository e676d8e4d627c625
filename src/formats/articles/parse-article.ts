import { conceptId, type CitedSource } from '../../graph/concept.js';
import { hashOfText, type TextMediaType } from '../../graph/kept-text.js';
import type { Draft, DraftText } from '../drafts/draft.js';
import type { ImportReport } from '../import/import-report.js';
import { Account } from './draft/account.js';
import { ArticleReader } from './article-reader.js';
import type { Block } from './markup/block.js';
import { Citer } from './draft/citer.js';
import { CodePoints } from './text/code-points.js';
import { publicationIn } from './text/cues.js';
import { DraftBuilder } from './draft/draft-builder.js';
import { slugFor } from './draft/draft-names.js';
import { findSubjects } from './subjects/find-subjects.js';
import { withLineTables } from './tables/line-tables.js';
import { outlineOf } from './outline/outline.js';
import { readHtml } from './markup/read-html.js';
import { readMarkdown } from './markup/read-markdown.js';
import { readText } from './markup/read-text.js';
import { withSharedHeads } from './outline/shared-heads.js';
import { withSpacedRows } from './tables/spaced-rows.js';
import { SubjectNames } from './subjects/subject-names.js';

/** What an article is written in. */
export const articleForms = ['text', 'markdown', 'html'] as const;
export type ArticleForm = (typeof articleForms)[number];

/** What whoever imports an article may know of it. */
export interface ArticleOptions {
  /** Null where the text itself is to tell. */
  readonly form: ArticleForm | null;
  /** Where the article is published: the source is known by it. Null: it is known by its title. */
  readonly url: string | null;
  /** BCP 47; null where it is not known. */
  readonly language: string | null;
  /** What the source is called where the text has no title. */
  readonly name: string;
  /** What the text goes by in messages. */
  readonly file?: string;
}

/** An article as it was read: what it states, and what became of each of its lines. */
export interface ParsedArticle {
  readonly draft: Draft;
  readonly report: ImportReport;
}

/**
 * Reads an article: what it compares, what it says of each, and what became of each of its lines. The same text gives the
 * same draft. Takes long on texts that are made to; `read-article.ts` sets it a limit.
 */
export function parseArticle(text: string, options: ArticleOptions): ParsedArticle {
  const form = options.form ?? formOf(text);
  const blocks = withSpacedRows(readers[form](text));
  const found = findSubjects(blocks);
  const names = new SubjectNames(found.subjects);
  const points = new CodePoints(text);
  const account = new Account(text, markup[form]);
  for (const block of blocks) {
    if (block.kind === 'table') for (const cell of block.rows.flat()) account.read(cell);
    else account.read(block.words);
  }
  const titled = blocks[found.title];
  const title = titled && titled.kind !== 'table' ? titled.words : null;
  const kept: DraftText = { hash: hashOfText(text), text, mediaType: mediaTypes[form] };
  const known = form === 'html' ? { ...options, ...saidOfPage(text, options) } : options;
  const source = sourceOf(title?.text ?? null, publicationOf(blocks), known);
  const builder = new DraftBuilder(new Citer(text, points, kept.hash), kept, account, names, source);
  if (title) builder.asks(title);
  const parts = withSharedHeads(outlineOf(withLineTables(blocks, names), names, title), names);
  new ArticleReader(names, title, builder, account).read(parts, title);
  return { draft: builder.draft(), report: account.report(points) };
}

const readers: Readonly<Record<ArticleForm, (raw: string) => readonly Block[]>> = {
  text: readText,
  markdown: readMarkdown,
  html: readHtml,
};

const mediaTypes: Readonly<Record<ArticleForm, TextMediaType>> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
};

/** What belongs to how a text is written, where it is no part of its words. */
const markup: Readonly<Record<ArticleForm, RegExp | null>> = {
  text: null,
  markdown: /[^\s|*_#`>~:-]+/gu,
  html: /\S+(?:[^\S\n\r]+\S+)*/gu,
};

/** What a text is written in, by the marks that it has. */
export function formOf(text: string): ArticleForm {
  const start = text.slice(0, 200_000);
  if (/^\s*(?:<!doctype html|<html|<head|<body)/iu.test(start)) return 'html';
  const tags =
    start.match(
      /<\/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th|section|article|span|strong|em|a|br)\b[^<>]*>/giu,
    )?.length ?? 0;
  const isMarked =
    /^#{1,6}\s+\S/mu.test(start) ||
    /^\s*\|?\s*:?-{3,}:?\s*\|/mu.test(start) ||
    /\*\*[^*\n]+\*\*/u.test(start) ||
    /^---\r?\n(?:[^\n]*\n){1,60}?---\r?\n/u.test(start) ||
    /\[[^\]\n]+\]\([^)\n]+\)/u.test(start);
  if (isMarked && !/^\s*</u.test(start)) return 'markdown';
  return tags >= 4 ? 'html' : 'text';
}

/** What a web page says of itself, where whoever imports it does not: its language and its canonical URL. */
function saidOfPage(
  text: string,
  { url, language }: ArticleOptions,
): Pick<ArticleOptions, 'url' | 'language'> {
  const head = text.slice(0, 100_000);
  const lang =
    /<html\b[^<>]{0,500}?\blang=["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)["'\s>]/iu.exec(head)?.[1] ?? null;
  const link = /<link\b[^<>]{0,500}?\brel=["']?canonical["']?[^<>]{0,500}>/iu.exec(head)?.[0] ?? '';
  const href = /\bhref=["']?(https?:\/\/[^"'\s<>]+)/iu.exec(link)?.[1] ?? null;
  return { url: url ?? (href !== null && URL.canParse(href) ? href : null), language: language ?? lang };
}

type Publication = Pick<CitedSource, 'category' | 'readingMinutes'>;

/** What a line near the top says of the document's category, and how long it takes to read. */
function publicationOf(blocks: readonly Block[]): Publication {
  for (const block of blocks.slice(0, 12)) {
    const found = block.kind === 'line' ? publicationIn(block.words.text) : null;
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
  const called = title?.replace(/\s+/gu, ' ').trim() || name;
  const slug = slugFor(url === null ? called : url.replace(/^https?:\/\/(?:www\.)?/u, ''));
  return {
    kind: 'CITED_SOURCE',
    id: conceptId('CITED_SOURCE', slug),
    slug,
    name: called,
    aliases: [],
    summary: null,
    sameAs: [],
    url,
    publisher: null,
    category,
    language,
    publishedOn: null,
    readingMinutes,
  };
}
