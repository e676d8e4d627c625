import { draftFormat } from '../drafts/draft-format.js';
import { nameOfFile, inputMaxBytes, textOf } from '../import/input-text.js';
import { locateLines } from '../import/skipped-lines.js';
import type { ArticleFormat } from './parse-article.js';
import { articleLimits, readArticle } from './read-article.js';

const formatsByExtension: Readonly<Record<string, ArticleFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
};

/**
 * Reads articles in Markdown, HTML or plain text. The extension of a Markdown or HTML file selects its format; for all
 * other inputs, the format is detected from the text.
 */
export const readArticleInputs = draftFormat(async (input, options) => {
  const maxBytes = options.maxBytes ?? inputMaxBytes;
  const extension = /\.([a-z]+)$/iu.exec(input.name)?.[1]?.toLowerCase() ?? '';
  const format = Object.hasOwn(formatsByExtension, extension)
    ? (formatsByExtension[extension] ?? null)
    : null;
  const articleOptions = {
    format,
    url: null,
    language: null,
    name: nameOfFile(input.name),
    file: input.name,
    subjects: options.subjects,
  };
  const text = await textOf(input, maxBytes);
  const skipped = locateLines(options.skip, text, input.name).ranges;
  return readArticle(text, { ...articleOptions, skipped }, { ...articleLimits, bytes: maxBytes });
});
