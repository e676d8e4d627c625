import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DocumentError } from '../document-error.js';
import type { ArticleTask } from './article-worker.js';
import type { ArticleOptions, ParsedArticle } from './parse-article.js';

/** How much an article may take to read. */
export interface ArticleLimits {
  /** Of its text in UTF-8. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** Of memory, beside the text itself. */
  readonly megabytes: number;
}

export const articleLimits: ArticleLimits = Object.freeze({
  bytes: 20 * 1024 * 1024,
  milliseconds: 8_000,
  megabytes: 256,
});

const builtWorker = new URL('./article-worker.js', import.meta.url);

/**
 * Reads an article as `parseArticle` does, in a thread of its own that is stopped when it takes too long or too much.
 * @param worker the compiled `article-worker`, where it does not lie beside this file
 * @throws {DocumentError} where the article is past a limit
 */
export async function readArticle(
  text: string,
  options: ArticleOptions,
  limits: ArticleLimits = articleLimits,
  worker: URL = builtWorker,
): Promise<ParsedArticle> {
  const refused = (expected: string, came: string, cause?: unknown): DocumentError =>
    Object.assign(
      new DocumentError([{ file: options.file ?? options.name, line: 1, column: 1, expected, came }]),
      { cause },
    );
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > limits.bytes)
    throw refused(`an article of ${limits.bytes} bytes at most`, `one of ${bytes} bytes`);
  const task: ArticleTask = { text, options };
  const thread = new Worker(worker, {
    workerData: task,
    resourceLimits: {
      maxOldGenerationSizeMb: limits.megabytes,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
  });
  // It may fail once more while it is stopped, when nobody waits for it.
  thread.on('error', () => undefined);
  const watch = new AbortController();
  const timer = setTimeout(() => watch.abort(), limits.milliseconds);
  try {
    const [parsed] = (await once(thread, 'message', { signal: watch.signal })) as [ParsedArticle];
    return parsed;
  } catch (error) {
    if (watch.signal.aborted) {
      throw refused(
        `an article that can be read in ${limits.milliseconds / 1000} seconds`,
        'one that takes longer',
        error,
      );
    }
    if (memberOf(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw refused(
        `an article that can be read in ${limits.megabytes} MB of memory`,
        'one that takes more',
        error,
      );
    }
    if (memberOf(error, 'name') === 'RangeError') {
      throw refused(
        'an article whose parts are nested less deeply',
        'one that is nested too deeply to be read',
        error,
      );
    }
    throw error;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** A member of an error, which comes from another thread and so need not be one of this thread's errors. */
function memberOf(error: unknown, member: 'code' | 'name'): unknown {
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[member] : undefined;
}
