import { setTimeout as delay } from 'node:timers/promises';
import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import { mayFollow, parseToken, writeToken, type RevisionToken } from '../../graph/revision-token.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Pace } from '../../graph/work/pace.js';
import { revisionHeader } from '../representations/revision-header.js';

/** The maximum time for which a request waits for a revision that is not published yet, in milliseconds. */
const maxWaitMs = 1_000;
/** The time between two polls of the newest revision while requests wait, in milliseconds. */
const pollMs = 20;
const retryAfterSeconds = 1;
const maxShownCharacters = 60;

/** Opens the views that requests pin with the header `Tertium-Revision`. */
export class PinnedViews {
  readonly #reader: GraphReader;
  /** The next poll of the newest revision; all waiting requests share it. */
  #nextPoll: Promise<RevisionToken> | null = null;

  constructor(reader: GraphReader) {
    this.#reader = reader;
  }

  /**
   * Opens the view of the revision that a token names. Waits at most a second for a revision that may be published soon: another server may
   * have published it, and the database of this server may be a replica that does not have it yet.
   * @param text the value of the header
   * @throws {GraphQLError} BAD_REQUEST if the text is not a token; REVISION_UNKNOWN if the graph has no such revision and will have none;
   *   REVISION_NOT_PUBLISHED, with status 503, if the revision is not published within a second
   * @throws {TertiumError} STORE_UNAVAILABLE; DEADLINE_EXCEEDED
   */
  open(text: string, pace: Pace): MaybePromise<GraphView> {
    const token = parseToken(text);
    if (!token) throw malformed(text);
    const { publications } = this.#reader;
    const view = publications?.viewInMemory(token.number) ?? this.#reader.openView(token.number, pace);
    if (view instanceof Promise)
      return view.then((opened) => (opened ? checked(token, opened) : this.#wait(token, pace)));
    return view ? checked(token, view) : this.#wait(token, pace);
  }

  async #wait(token: RevisionToken, pace: Pace): Promise<GraphView> {
    const end = performance.now() + maxWaitMs;
    for (let newest = await this.#poll(); ; newest = await this.#pollLater()) {
      if (newest.number >= token.number) break;
      if (!mayFollow(token, newest)) throw unknown(token, newest);
      if (pace.isOver()) throw pace.end();
      if (performance.now() >= end) throw notPublished(token, newest);
    }
    const view = await this.#reader.openView(token.number, pace);
    if (!view) throw new TypeError(`Expected the view of the published revision ${token.number}, got none.`);
    return checked(token, view);
  }

  #pollLater(): Promise<RevisionToken> {
    return (this.#nextPoll ??= delay(pollMs).then(() => {
      this.#nextPoll = null;
      return this.#poll();
    }));
  }

  async #poll(): Promise<RevisionToken> {
    const view = await this.#reader.openView();
    return view?.revision ?? emptyGraph;
  }
}

const emptyGraph: RevisionToken = { number: 0, epoch: '' };

/** Returns the view. @throws {GraphQLError} REVISION_UNKNOWN if the token names another revision */
function checked(token: RevisionToken, view: GraphView): GraphView {
  if (token.epoch !== view.revision.epoch) throw unknown(token, view.revision);
  return view;
}

function malformed(text: string): GraphQLError {
  const shown = text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters - 1)}…` : text;
  return pinError({
    code: 'BAD_REQUEST',
    status: 400,
    message: `expected the value of this header in a response of this server, got ${JSON.stringify(shown)}. Omit the header to read the newest revision.`,
  });
}

function unknown(token: RevisionToken, found: RevisionToken): GraphQLError {
  return pinError({
    code: 'REVISION_UNKNOWN',
    status: 400,
    message: `expected a revision of this graph, such as ${writeToken(found)}, got ${writeToken(token)}. It belongs to another graph, is from before an erasure, or was lost when a backup was restored. Omit the header to read the newest revision.`,
  });
}

function notPublished(token: RevisionToken, newest: RevisionToken): GraphQLError {
  return pinError({
    code: 'REVISION_NOT_PUBLISHED',
    status: 503,
    message: `revision ${token.number} is not available yet: the newest revision of this server is ${newest.number}. Send the request again in ${retryAfterSeconds} s.`,
    retryAfter: retryAfterSeconds,
  });
}

interface PinErrorOptions {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** In seconds. */
  readonly retryAfter?: number;
}

function pinError({ code, status, message, retryAfter }: PinErrorOptions): GraphQLError {
  const headers = new HeaderMap();
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new GraphQLError(`${revisionHeader}: ${message}`, {
    extensions: {
      code,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      // The declared type of the headers is a record, but Apollo Server requires a map.
      http: { status, headers: headers as never },
    },
  });
}
