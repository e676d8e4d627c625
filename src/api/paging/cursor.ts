import { badUserInput } from '../../graph/errors.js';
import { digest } from '../../graph/identity.js';

type Part = string | number;

/**
 * An opaque cursor: where an item stands in a list, and which list that is.
 * @param list what tells the list from others: its owner, name, filters and order
 */
export function encodeCursor(list: readonly unknown[], key: readonly Part[]): string {
  return Buffer.from(JSON.stringify([nameOf(list), ...key])).toString('base64url');
}

/**
 * The place that a cursor marks in a list; null where there is none to go on from.
 * @param shape a key of the list, whose parts tell how many and of which types they are
 * @throws {TertiumError} BAD_USER_INPUT where this list gave no such cursor
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

/** What to say of a cursor that a list did not give. */
export function wrongCursor(cursor: string): Error {
  const shown = cursor.length > 60 ? `${cursor.slice(0, 57)}…` : cursor;
  return badUserInput(
    `after: expected a cursor that this list gave for the same arguments, got "${shown}". Leave it out to start from the first page.`,
    { argument: 'after' },
  );
}

/** What to say of a cursor that belongs to another revision. */
export function staleCursor(came: number, revision: number): Error {
  return badUserInput(
    `after: expected a cursor of revision ${revision}, got one of revision ${came}. Pass "at: ${came}" to go on there, or start from the first page.`,
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
