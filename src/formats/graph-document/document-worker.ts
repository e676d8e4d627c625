import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from '../input/document-error.js';
import type { DocumentMessage, DocumentTask } from './read-documents.js';
import { parseWithReports } from './graph-document.js';

const { files, keepsLines } = workerData as DocumentTask;

function run(): DocumentMessage {
  try {
    return parseWithReports(files, keepsLines);
  } catch (error) {
    // An error loses its class when it is posted to another thread.
    if (error instanceof DocumentError) return { problems: error.problems };
    throw error;
  }
}

parentPort?.postMessage(run());
