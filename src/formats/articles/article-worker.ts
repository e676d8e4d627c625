import { parentPort, workerData } from 'node:worker_threads';
import { parseArticle, type ArticleOptions } from './parse-article.js';

/** The task of the worker that parses an article. */
export interface ArticleTask {
  readonly text: string;
  readonly options: ArticleOptions;
}

const { text, options } = workerData as ArticleTask;
parentPort?.postMessage(parseArticle(text, options));
