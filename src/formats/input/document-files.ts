import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import { DocumentError } from './document-error.js';

/** The text of a document, and the name of the document in messages. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
}

export const documentSuffix = '.tertium.yaml';
/**
 * The maximum size of a document in bytes; imports can raise the limit with `--max-size`. The complete document is in
 * memory, with a syntax tree that takes about 70 times the size of the document. Larger inputs can be split, or
 * imported as claim lines, which are read as a stream.
 */
export const documentMaxBytes = 5 * 1024 * 1024;

/** Compares names by UTF-16 code units, so that documents are read in the same order everywhere. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads one document, or all documents below a folder in the order of their names.
 * @throws {TertiumError} BAD_USER_INPUT if there is no document or no read permission, INVALID_DOCUMENT if a file is
 *   too large or not UTF-8
 */
export async function readDocumentFiles(path: string): Promise<readonly DocumentFile[]> {
  const names = await documentNames(path);
  if (names.length === 0) throw noDocumentsError(path, `a folder that has no file named *${documentSuffix}`);
  const files: DocumentFile[] = [];
  for (const name of names) files.push({ name, text: await readText(name) });
  return files;
}

async function documentNames(path: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    if (found.isFile()) return [path];
    if (!found.isDirectory()) throw noDocumentsError(path, 'neither a folder nor a file');
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.name.endsWith(documentSuffix) && (entry.isFile() || entry.isSymbolicLink()))
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(compareNames)
      .map((name) => join(path, name));
  } catch (error) {
    throw explain(error, path);
  }
}

async function readText(name: string): Promise<string> {
  const start = { file: name, line: 1, column: 1 };
  let bytes: Buffer;
  try {
    const { size } = await stat(name);
    if (size > documentMaxBytes) {
      throw new DocumentError([
        {
          ...start,
          expected: `a file of ${documentMaxBytes} bytes at most`,
          actual: `a file of ${size} bytes`,
        },
      ]);
    }
    bytes = await readFile(name);
  } catch (error) {
    throw explain(error, name);
  }
  if (!isUtf8(bytes)) {
    throw new DocumentError([{ ...start, expected: 'a text in UTF-8', actual: 'bytes that are not UTF-8' }]);
  }
  return bytes.toString('utf8');
}

/** The reasons why a path cannot be read, by error code, as the text after "got". */
export const pathProblems: Readonly<Record<string, string>> = {
  ENOENT: 'a path that does not exist',
  ENOTDIR: 'a path that does not exist',
  EACCES: 'a path without read permission',
  EPERM: 'a path without read permission',
};

function explain(error: unknown, path: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const actual = pathProblems[code];
  return actual === undefined ? error : noDocumentsError(path, actual, error);
}

function noDocumentsError(path: string, actual: string, cause?: unknown): TertiumError {
  const error = badUserInput(`Expected a folder or a file of seed documents, got ${path}: ${actual}.`, {
    path,
  });
  return cause === undefined ? error : Object.assign(error, { cause });
}
