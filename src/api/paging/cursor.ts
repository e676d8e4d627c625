import { badUserInput } from '../../graph/errors.js';
import { digest } from '../../graph/identity.js';

type Part = string | number;

/**
 * Encodes an opaque cursor: the key of an item, and the list that it belongs to.
 * @param list identifies the list: its owner, name, filters and order
 */
export function encodeCursor(list: readonly unknown[], key: readonly Part[]): string {
  return Buffer.from(JSON.stringify([nameOf(list), ...key])).toString('base64url');
}

/**
 * Decodes a cursor to the key of its item; null without a cursor.
 * @param shape an example key of the list: the decoded key must have the same number and types of parts
 * @throws {TertiumError} BAD_USER_INPUT if the cursor does not belong to this list
 */
export function decodeCursor<Key extends readonly Part[]>(
  list: readonly unknown[],
  cursor: string | null | undefined,
  shape: Key,
): Key | null {
  if (cursor === null || cursor === undefined) return null;
  const [name, ...key] = parse(cursor);
  const fits = key.length === shape.length && key.every((part, index) => typeof part === typeof shape[index]);
  if (name !== nameOf(list) || !fits) throw wrongCursor(cursor);
  return key as unknown as Key;
}

/** The error for a cursor that does not belong to the list. */
export function wrongCursor(cursor: string): Error {
  const shown = cursor.length > 60 ? `${cursor.slice(0, 57)}…` : cursor;
  return badUserInput(
    `after: expected a cursor of this list with the same arguments, got "${shown}". Omit it to start from the first page.`,
    { argument: 'after' },
  );
}

/** The error for a cursor that belongs to another revision. */
export function staleCursor(came: number, revision: number): Error {
  return badUserInput(
    `after: expected a cursor of revision ${revision}, got one of revision ${came}. Pass "at: ${came}" to continue at that revision, or start from the first page.`,
    { argument: 'after' },
  );
}

function nameOf(list: readonly unknown[]): string {
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
