import type { ParsedInput } from '../drafts/draft-format.js';
import { readMessage, type InputMessage } from '../drafts/parsed-message.js';
import { DocumentError } from '../input/document-error.js';
import { inputMaxBytes } from '../import/input-text.js';
import { runInWorkerThread, type ThreadLimits } from '../input/worker-thread.js';
import type { ArticleTask } from './article-worker.js';
import type { ArticleOptions } from './parse-article.js';

/** Limits for parsing an article. */
export interface ArticleLimits extends ThreadLimits {
  /** The maximum size of the text in bytes of UTF-8. */
  readonly bytes: number;
}

export const articleLimits: ArticleLimits = Object.freeze({
  bytes: inputMaxBytes,
  milliseconds: 8_000,
  megabytes: 256,
});

const builtWorker = new URL('./article-worker.js', import.meta.url);

/**
 * Parses an article (see `parseArticle`) in a worker thread with limits of time and memory.
 * @param worker URL of the compiled `article-worker`, if it is not in the folder of this file
 * @throws {DocumentError} if the article exceeds a limit, or if its parts are nested too deeply
 */
export async function readArticle(
  text: string,
  options: ArticleOptions,
  limits: ArticleLimits = articleLimits,
  worker: URL = builtWorker,
): Promise<ParsedInput> {
  const file = options.file ?? options.name;
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > limits.bytes) {
    const expected = `an article of ${limits.bytes} bytes at most`;
    throw new DocumentError([{ file, line: 1, column: 1, expected, actual: `${bytes} bytes` }]);
  }
  const task: ArticleTask = { text, options };
  const message = await runInWorkerThread(worker, task, limits, { file, kind: 'an article' });
  return readMessage(message as InputMessage);
}
