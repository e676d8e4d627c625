import { setTimeout as delay } from 'node:timers/promises';
import { withTimeout, shortTimeoutMs } from '../dialect/with-timeout.js';
import type { StoreWatch, WatchObserver } from '../dialect/dialect.js';
import { PostgresClient } from './postgres-client.js';

/** The channel that receives the number of each revision when the revision is committed. */
export const revisionChannel = 'tertium_revision';

/** The time between two polls, and before a broken connection is replaced, in milliseconds. */
const pollMs = 500;

const poll = `select (select coalesce(max(number), 0) from revision) as newest, pg_is_in_recovery() as "isStandby"`;

interface Polled {
  readonly newest: number;
  readonly isStandby: boolean;
}

/**
 * Watches a database for revisions on a separate connection, in two ways. A notification reports each revision when the
 * revision is committed. A poll every half second finds new revisions if notifications do not arrive: some poolers accept
 * LISTEN and deliver no notifications, standbys reject LISTEN, and a network that drops packets looks like a database
 * without changes.
 * @param onNews called with the number of the newest revision if it is higher than in the last call, or higher than 0 at first
 * @param observer runs each connection attempt and poll, to record whether the database responds
 * @param onBroken called each time a connection cannot be opened, has broken, does not respond in time, or fails a statement
 */
export function watchPostgres(
  connectionString: string,
  onNews: (newest: number) => void,
  observer: WatchObserver,
  onBroken: () => void,
): StoreWatch {
  const stopping = new AbortController();
  const delayOptions = { ref: false, signal: stopping.signal };
  let hasNews = false;
  let lastReported = 0;
  let client: PostgresClient | undefined;

  const report = (newest: number): void => {
    if (newest <= lastReported || stopping.signal.aborted) return;
    lastReported = newest;
    hasNews = true;
    onNews(newest);
  };

  /** Watches on one connection until it breaks or a response times out. */
  const watchOnce = async (): Promise<never> => {
    const connection = new PostgresClient({ connectionString });
    client = connection;
    const isOver = new Promise<never>((_, reject) => {
      connection.once('end', () => reject(new Error('Connection terminated')));
    });
    isOver.catch(() => undefined);
    connection.on('notification', ({ payload = '' }) => {
      if (/^[1-9]\d{0,9}$/.test(payload)) report(Number(payload));
    });
    const bounded = <Result>(result: Promise<Result>): Promise<Result> =>
      withTimeout(shortTimeoutMs, Promise.race([result, isOver]));
    try {
      // A connection attempt that times out is ended and repeated.
      await observer.connection(() => bounded(connection.connect()));
      for (let isListening = false; ;) {
        const { rows } = await observer.statement(() => bounded(connection.query<Polled>(poll)));
        const [{ newest, isStandby }] = rows as [Polled];
        report(newest);
        if (!isListening && !isStandby) {
          await bounded(connection.query(`listen ${revisionChannel}`));
          // The next poll finds revisions that were committed before LISTEN.
          isListening = true;
        } else {
          await Promise.race([delay(pollMs, undefined, delayOptions), isOver]);
        }
      }
    } finally {
      connection.forceClose();
    }
  };

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await watchOnce().catch(() => undefined);
      if (!stopping.signal.aborted) onBroken();
      await delay(pollMs, undefined, delayOptions).catch(() => undefined);
    }
  };
  void watch();

  return {
    hasNews() {
      const result = hasNews;
      hasNews = false;
      return result;
    },
    stop() {
      stopping.abort();
      client?.forceClose();
      return Promise.resolve();
    },
  };
}
