import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from '../input/document-error.js';
import type { DocumentMessage, DocumentTask } from './read-documents.js';
import { parseWithReports } from './graph-document.js';

const { files, includesLines } = workerData as DocumentTask;

function run(): DocumentMessage {
  try {
    return parseWithReports(files, includesLines);
  } catch (error) {
    // Errors lose their class when they are posted to another thread, so their problems are posted instead.
    if (error instanceof DocumentError) return { problems: error.problems };
    throw error;
  }
}

parentPort?.postMessage(run());
