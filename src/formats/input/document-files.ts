import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import { DocumentError } from './document-error.js';

/** A document as it is on disk, and the name that it goes by in messages. */
export interface DocumentFile {
  readonly name: string;
  readonly text: string;
}

export const documentSuffix = '.tertium.yaml';
/**
 * In bytes, unless whoever imports allows more. A document is held whole with the tree of its syntax, which takes some
 * seventy times its size: whoever has more splits it, or imports claims line by line.
 */
export const documentMaxBytes = 5 * 1024 * 1024;

/** The order in which documents are read: by name, the same everywhere. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads one document, or all those below a folder, in the order of their names.
 * @throws {TertiumError} BAD_USER_INPUT where there is no document, INVALID_DOCUMENT where one cannot be a text
 */
export async function readDocumentFiles(path: string): Promise<readonly DocumentFile[]> {
  const names = await documentNames(path);
  if (names.length === 0) throw notDocuments(path, `a folder that has no file named *${documentSuffix}`);
  const files: DocumentFile[] = [];
  for (const name of names) files.push({ name, text: await readText(name) });
  return files;
}

async function documentNames(path: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    if (found.isFile()) return [path];
    if (!found.isDirectory()) throw notDocuments(path, 'something else');
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.name.endsWith(documentSuffix) && (entry.isFile() || entry.isSymbolicLink()))
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort(compareNames)
      .map((name) => join(path, name));
  } catch (error) {
    throw explained(error, path);
  }
}

async function readText(name: string): Promise<string> {
  const start = { file: name, line: 1, column: 1 };
  let bytes: Buffer;
  try {
    const { size } = await stat(name);
    if (size > documentMaxBytes) {
      throw new DocumentError([
        { ...start, expected: `a file of ${documentMaxBytes} bytes at most`, came: `one of ${size} bytes` },
      ]);
    }
    bytes = await readFile(name);
  } catch (error) {
    throw explained(error, name);
  }
  if (!isUtf8(bytes)) {
    throw new DocumentError([{ ...start, expected: 'a text in UTF-8', came: 'bytes that are not UTF-8' }]);
  }
  return bytes.toString('utf8');
}

/** What there is at a path that cannot be read, by the code of the error: the words after "got". */
export const pathTroubles: Readonly<Record<string, string>> = {
  ENOENT: 'a path where there is nothing',
  ENOTDIR: 'a path where there is nothing',
  EACCES: 'something that may not be read',
  EPERM: 'something that may not be read',
};

function explained(error: unknown, path: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const came = pathTroubles[code];
  return came === undefined ? error : notDocuments(path, came, error);
}

function notDocuments(path: string, came: string, cause?: unknown): TertiumError {
  const error = badUserInput(`Expected a folder or a file of seed documents, got ${path}: ${came}.`, {
    path,
  });
  return cause === undefined ? error : Object.assign(error, { cause });
}
