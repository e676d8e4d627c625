import { parentPort, workerData } from 'node:worker_threads';
import { parseArticle, type ArticleOptions } from './parse-article.js';

/** What a worker that reads an article is given. */
export interface ArticleTask {
  readonly text: string;
  readonly options: ArticleOptions;
}

const { text, options } = workerData as ArticleTask;
parentPort?.postMessage(parseArticle(text, options));
