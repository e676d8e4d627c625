import { parentPort, workerData } from 'node:worker_threads';
import { postParsed } from '../drafts/parsed-message.js';
import { parseSpreadsheet, type SpreadsheetBytes } from './parse-spreadsheet.js';

await postParsed(parentPort, () => parseSpreadsheet(workerData as SpreadsheetBytes));
