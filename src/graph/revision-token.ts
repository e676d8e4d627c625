import { randomBytes } from 'node:crypto';

/**
 * Identifies the content of a revision outside of the process. Its text is the number and the epoch, separated by a full stop; clients must
 * treat it as opaque.
 *
 * A number alone does not identify the content: after a restore from a backup, and in copies of a database, numbers are used again for other
 * content.
 */
export interface RevisionToken {
  readonly number: number;
  /** See `nextEpoch`; empty for revision 0, and for revisions that a server of an earlier version inserted during an upgrade. */
  readonly epoch: string;
}

const graphBytes = 6;
const revisionBytes = 6;
/** The number of base64url characters of the part of an epoch that identifies the graph. */
export const graphCharacters = (graphBytes * 8) / 6;

const bytesOf = (count: number): string => randomBytes(count).toString('base64url');

/**
 * Creates the epoch of a new revision: the 8 characters of the graph, which the epochs in its copies share, and 8 random characters of this
 * revision. Two revisions with the same number and different content have different epochs, since each publication draws new characters.
 * @param last the epoch of the previous revision, or the characters of the graph alone; if empty, the graph gets new characters
 */
export function nextEpoch(last: string): string {
  const graph = last === '' ? bytesOf(graphBytes) : graphOf(last);
  return `${graph}${bytesOf(revisionBytes)}`;
}

/**
 * Creates the part of an epoch that identifies the graph. An erasure changes the content of older revisions, so it also
 * changes this part: no earlier token then identifies a revision.
 */
export function newGraphPart(): string {
  return bytesOf(graphBytes);
}

/**
 * Whether two epochs have the same graph part. If they do, nothing was erased between their revisions. The empty epoch
 * matches every graph part.
 */
export function isOfOneGraph(one: string, other: string): boolean {
  return one === '' || other === '' || graphOf(one) === graphOf(other);
}

/** Writes the token of a revision. */
export function writeToken({ number, epoch }: RevisionToken): string {
  return `${number}.${epoch}`;
}

/** Parses a token. @returns null if the text is not a token */
export function parseToken(text: string): RevisionToken | null {
  const [, number, epoch] = tokenShape.exec(text) ?? [];
  return number === undefined || epoch === undefined ? null : { number: Number(number), epoch };
}

/** The epoch is empty for revision 0, the empty graph, and for revisions that a server of an earlier version inserts during an upgrade. */
const tokenShape = /^(0|[1-9]\d{0,9})\.((?:[\w-]{16})?)$/u;

/**
 * Whether a token can name a later revision of the graph.
 * @param newest the newest known revision of the graph
 */
export function mayFollow(token: RevisionToken, newest: RevisionToken): boolean {
  return (
    token.number > newest.number && (newest.epoch === '' || graphOf(token.epoch) === graphOf(newest.epoch))
  );
}

function graphOf(epoch: string): string {
  return epoch.slice(0, graphCharacters);
}
