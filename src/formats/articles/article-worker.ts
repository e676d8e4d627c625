import { parentPort, workerData } from 'node:worker_threads';
import { postParsed } from '../drafts/parsed-message.js';
import { parseArticle, type ArticleOptions } from './parse-article.js';

/** The task of the worker that parses an article. */
export interface ArticleTask {
  readonly text: string;
  readonly options: ArticleOptions;
}

const { text, options } = workerData as ArticleTask;
await postParsed(parentPort, () => parseArticle(text, options));
