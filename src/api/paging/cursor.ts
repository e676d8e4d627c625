import { badUserInput } from '../../graph/errors.js';
import { digest } from '../../graph/identity.js';

type Part = string | number;

/**
 * Encodes an opaque cursor.
 * @param list identifies the list: its owner, name, filters and order
 * @param key the position of an item in the list
 */
export function encodeCursor(list: readonly unknown[], key: readonly Part[]): string {
  return Buffer.from(JSON.stringify([listHash(list), ...key])).toString('base64url');
}

/**
 * Decodes a cursor to the key of an item; null if `cursor` is null or undefined.
 * @param shape an example of a key, with the number and types of its parts
 * @param required the number of parts that every key has. Cursors of lists without a revision, and of earlier versions, lack the others, so the key may
 *   be shorter than its type
 * @throws {TertiumError} BAD_USER_INPUT if the cursor does not belong to the list
 */
export function decodeCursor<Key extends readonly Part[]>(
  list: readonly unknown[],
  cursor: string | null | undefined,
  shape: Key,
  required: number = shape.length,
): Key | null {
  if (cursor === null || cursor === undefined) return null;
  const [hash, ...key] = parse(cursor);
  const isValid =
    key.length >= required &&
    key.length <= shape.length &&
    key.every((part, index) => typeof part === typeof shape[index]);
  if (hash !== listHash(list) || !isValid) throw wrongCursor(cursor);
  return key as unknown as Key;
}

/** Creates the error for a cursor that does not belong to a list. */
export function wrongCursor(cursor: string): Error {
  const shortCursor = cursor.length > 60 ? `${cursor.slice(0, 57)}…` : cursor;
  return badUserInput(
    `after: expected a cursor of this list with the same arguments, got "${shortCursor}". Omit "after" to start from the first page.`,
    { argument: 'after' },
  );
}

/**
 * Creates the error for a cursor of another revision.
 * @param cursorRevision the number of the revision of the cursor. Equal to `revision` if only the epochs differ: the number now identifies other
 *   content, for example after a restore or an erasure
 */
export function staleCursor(cursorRevision: number, revision: number): Error {
  if (cursorRevision === revision) {
    return badUserInput(
      `after: expected a cursor of revision ${revision} of this graph, got a cursor of a revision with this number that the graph no longer has. Omit "after" to start from the first page.`,
      { argument: 'after' },
    );
  }
  return badUserInput(
    `after: expected a cursor of revision ${revision}, got a cursor of revision ${cursorRevision}. Pass "at: ${cursorRevision}" to continue at that revision, or start from the first page.`,
    { argument: 'after' },
  );
}

function listHash(list: readonly unknown[]): string {
  return digest(list).slice(0, 8);
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
