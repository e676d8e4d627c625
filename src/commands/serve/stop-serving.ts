import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/ports/writing.js';
import type { Connections } from '../../http/connections.js';
import { onStopSignal, type StopSignal } from '../graph/stop-signals.js';

/** A server that has said that it is ready, and what it is made of. */
export interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
  readonly store: GraphStore;
  readonly logger: Logger;
}

/** The exit codes of a server that was asked to stop. */
export const stopExitCodes = { everyRequestAnswered: 0, requestsCut: 4 } as const;

/** A terminal sends SIGINT to npm and to the server, and npm forwards its own: the second of the two is no second request. */
const sameSignalMs = 1_000;
/** How long the store may take to close after the last request. */
const storePatienceMs = 500;

/**
 * Stops a server. During the drain `/readyz` answers 503 and everything else is served; then the port is closed, requests
 * under way are finished within the bounds of the connections, and the store is closed.
 * @param drainSeconds another signal, a second or more after the first, ends the drain
 * @returns the exit code. Exit at once: a store that did not close would keep the process alive
 */
export async function stopServing(
  signal: StopSignal,
  { server, connections, store, logger }: Serving,
  drainSeconds: number,
): Promise<number> {
  logger.info({ drainSeconds }, `${signal} came: the server stops once the requests under way are finished.`);
  connections.begin();
  if (drainSeconds > 0) await drain(drainSeconds, logger);
  const cut = await connections.close();
  const isStoreClosed = await endsWithin(
    storePatienceMs,
    server.close().then(() => store.close()),
  );
  const isCut = cut.answering + cut.receiving > 0;
  if (isCut || !isStoreClosed) {
    const leftOvers = [
      ...(cut.answering > 0 ? [`requests cut before they were answered: ${cut.answering}`] : []),
      ...(cut.receiving > 0 ? [`connections cut while a request was coming in: ${cut.receiving}`] : []),
      ...(isStoreClosed ? [] : ['the store did not close, and its connections were dropped']),
    ];
    logger.warn({ ...cut, isStoreClosed }, `The time to stop is over: ${leftOvers.join('; ')}.`);
  }
  return isCut ? stopExitCodes.requestsCut : stopExitCodes.everyRequestAnswered;
}

async function drain(seconds: number, logger: Logger): Promise<void> {
  const cutShort = new AbortController();
  const listening = setTimeout(
    () =>
      onStopSignal((signal) => {
        logger.info(`${signal} came again: the drain is cut short.`);
        cutShort.abort();
      }),
    sameSignalMs,
  );
  await delay(seconds * 1000, undefined, { signal: cutShort.signal }).catch(() => undefined);
  clearTimeout(listening);
  onStopSignal(() => undefined);
}

/** Whether a promise resolves in time. @throws {Error} if it rejects in time */
async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const time = new AbortController();
  const isDone = await Promise.race([
    work.then(() => true),
    delay(milliseconds, false, { signal: time.signal }).catch(() => false),
  ]);
  time.abort();
  return isDone;
}
