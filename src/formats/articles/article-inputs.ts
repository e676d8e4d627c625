import { draftFormat } from '../drafts/draft-format.js';
import { nameOfFile, inputMaxBytes, textOf } from '../import/input-text.js';
import type { ArticleFormat } from './parse-article.js';
import { articleLimits, readArticle } from './read-article.js';

const formatsByExtension: Readonly<Record<string, ArticleFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
};

/**
 * Articles that compare things, in Markdown, HTML or plain text. The file extension decides the format,
 * otherwise the text does.
 */
export const readArticleInputs = draftFormat(async (input, options) => {
  const mostBytes = options.mostBytes ?? inputMaxBytes;
  const suffix = /\.([a-z]+)$/iu.exec(input.name)?.[1]?.toLowerCase() ?? '';
  const format = Object.hasOwn(formatsByExtension, suffix) ? (formatsByExtension[suffix] ?? null) : null;
  const reading = { format, url: null, language: null, name: nameOfFile(input.name), file: input.name };
  return readArticle(await textOf(input, mostBytes), reading, { ...articleLimits, bytes: mostBytes });
});
