import { parentPort, workerData } from 'node:worker_threads';
import { postParsed } from '../drafts/parsed-message.js';
import { parseTableText, type TableText } from './parse-table-text.js';

await postParsed(parentPort, () => parseTableText(workerData as TableText));
