import type { Draft } from '../draft.js';
import type { ImportReport } from '../import-report.js';

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
  /** What the source is called where the text has no title: the name of its file. */
  readonly name: string;
}

/** An article as it was read: what it states, and what became of each of its lines. */
export interface ParsedArticle {
  readonly draft: Draft;
  readonly report: ImportReport;
}
