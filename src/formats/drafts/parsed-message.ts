import { deserialize, serialize } from 'node:v8';
import type { MessagePort } from 'node:worker_threads';
import { background } from '../../graph/work/time-slices.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { DocumentError, type DocumentProblem } from '../input/document-error.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { CellOfClaim, Draft } from './draft.js';
import type { ParsedInput } from './draft-format.js';

/**
 * A parsed input on its way from a worker thread to the main thread. The long lists are serialised in slices, because the main thread would
 * deserialise a message with a large draft in one turn of its event loop.
 */
interface ParsedMessage {
  /** The input without concepts, claims and lines. */
  readonly rest: ParsedInput;
  readonly concepts: Slices;
  /** Claims, each with its cell or null: the two are posted together, because `Draft.cells` finds a cell by the identity of its claim. */
  readonly claims: Slices;
  readonly lines: Slices;
}

/** A list as serialised slices. */
type Slices = readonly Uint8Array[];
type ClaimWithCell = readonly [claim: ClaimDraft, cell: CellOfClaim | null];

/** The message of a worker: a parsed input, or the problems of a document. Errors lose their class when they are posted. */
export type InputMessage = ParsedMessage | { readonly problems: readonly DocumentProblem[] };

/** The number of items in a slice. Deserialising a slice takes one to two milliseconds. */
const itemsPerSlice = 250;

/** Parses an input in a worker thread, and posts the result, or the problems of the document, to the thread that started the worker. */
export async function postParsed(
  port: MessagePort | null,
  parse: () => ParsedInput | Promise<ParsedInput>,
): Promise<void> {
  try {
    const message = messageOf(await parse());
    const slices = [message.concepts, message.claims, message.lines].flat();
    port?.postMessage(
      message,
      slices.map(({ buffer }) => buffer as ArrayBuffer),
    );
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    port?.postMessage({ problems: error.problems } satisfies InputMessage);
  }
}

function messageOf({ draft, report, ...others }: ParsedInput): ParsedMessage {
  const { cells, ...withoutCells } = draft;
  const claims = draft.claims.map((claim): ClaimWithCell => [claim, cells?.get(claim) ?? null]);
  return {
    rest: {
      ...others,
      draft: { ...withoutCells, concepts: [], claims: [], ...(cells && { cells: new Map() }) },
      report: { ...report, lines: [] },
    },
    concepts: slicesOf(draft.concepts),
    claims: slicesOf(claims),
    lines: slicesOf(report.lines),
  };
}

function slicesOf(items: readonly unknown[]): Slices {
  const slices: Uint8Array[] = [];
  for (let start = 0; start < items.length; start += itemsPerSlice)
    slices.push(new Uint8Array(serialize(items.slice(start, start + itemsPerSlice))));
  return slices;
}

/**
 * Reads the message of a worker, in time slices.
 * @throws {DocumentError} if the document has problems
 */
export async function readMessage(message: InputMessage): Promise<ParsedInput> {
  if ('problems' in message) throw new DocumentError(message.problems);
  return await inSlices(parsedInput(message), background);
}

function* parsedInput({ rest, concepts, claims, lines }: ParsedMessage): Steps<ParsedInput> {
  const pairs = yield* itemsOf<ClaimWithCell>(claims);
  const cells = new Map<ClaimDraft, CellOfClaim>();
  for (const [claim, cell] of pairs) if (cell) cells.set(claim, cell);
  const draft: Draft = {
    ...rest.draft,
    concepts: yield* itemsOf<Draft['concepts'][number]>(concepts),
    claims: pairs.map(([claim]) => claim),
    ...(rest.draft.cells && { cells }),
  };
  const report = { ...rest.report, lines: yield* itemsOf<ParsedInput['report']['lines'][number]>(lines) };
  return { ...rest, draft, report };
}

function* itemsOf<Item>(slices: Slices): Steps<readonly Item[]> {
  const items: Item[] = [];
  for (const slice of slices) {
    for (const item of deserialize(slice) as readonly Item[]) items.push(item);
    yield;
  }
  return items;
}
