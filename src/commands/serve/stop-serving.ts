import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/ports/writing.js';
import type { Connections } from '../../http/connections.js';
import { onStopSignal, type StopSignal } from '../graph/stop-signals.js';

/** A running server and its parts. */
export interface Serving {
  readonly server: FastifyInstance;
  readonly connections: Connections;
  readonly store: GraphStore;
  readonly logger: Logger;
}

/** The exit codes of a server that received a stop signal. */
export const stopExitCodes = { allFinished: 0, forciblyClosed: 4 } as const;

/** A second signal within this time counts as the same signal: a terminal sends SIGINT to npm and to the server, and npm forwards its signal. */
const sameSignalMs = 1_000;
/** The maximum time to close the server and the store after the last request. */
const storeCloseMs = 500;

/**
 * Shuts a server down gracefully, in three steps. Drain: `/readyz` returns 503, all other requests are served. Finish: the port is closed, and running requests
 * are finished within the bounds of `Connections`. Close: the store is closed.
 * @param drainSeconds the length of the drain. Another signal, a second or more after the first, ends the drain.
 * @returns the exit code. The caller must exit immediately, because a store that did not close would keep the process alive.
 */
export async function stopServing(
  signal: StopSignal,
  { server, connections, store, logger }: Serving,
  drainSeconds: number,
): Promise<number> {
  logger.info(
    { drainSeconds },
    `${signal} received: the server stops when the running requests are finished.`,
  );
  connections.begin();
  if (drainSeconds > 0) await drain(drainSeconds, logger);
  const { responding, receiving } = await connections.close();
  const isStoreClosed = await endsWithin(
    storeCloseMs,
    server.close().then(() => store.close()),
  );
  const isForced = responding + receiving > 0;
  if (isForced || !isStoreClosed) {
    const unfinished = [
      ...(responding > 0 ? [`requests cut before their responses were complete: ${responding}`] : []),
      ...(receiving > 0 ? [`connections cut while a request was being received: ${receiving}`] : []),
      ...(isStoreClosed ? [] : ['the store did not close, and its connections were dropped']),
    ];
    logger.warn(
      { responding, receiving, isStoreClosed },
      `The time to stop is over: ${unfinished.join('; ')}.`,
    );
  }
  return isForced ? stopExitCodes.forciblyClosed : stopExitCodes.allFinished;
}

async function drain(seconds: number, logger: Logger): Promise<void> {
  const end = new AbortController();
  const signalTimer = setTimeout(
    () =>
      onStopSignal((signal) => {
        logger.info(`${signal} received again: the drain ends early.`);
        end.abort();
      }),
    sameSignalMs,
  );
  await delay(seconds * 1000, undefined, { signal: end.signal }).catch(() => undefined);
  clearTimeout(signalTimer);
  onStopSignal(() => undefined);
}

/** Whether a promise resolves in time. @throws {Error} if it rejects in time */
async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const isDone = await Promise.race([
    work.then(() => true),
    delay(milliseconds, false, { signal: timer.signal }).catch(() => false),
  ]);
  timer.abort();
  return isDone;
}
