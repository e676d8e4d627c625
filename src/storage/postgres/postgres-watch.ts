import { setTimeout as delay } from 'node:timers/promises';
import { answerWithin, promptMs } from '../dialect/answer-within.js';
import type { StoreWatch } from '../dialect/dialect.js';
import { PostgresClient } from './postgres-client.js';

/** Notified with the number of each revision as it is committed. */
export const revisionChannel = 'tertium_revision';

/** Between two polls, and before a broken connection is replaced. */
const pollMs = 500;

const poll = `select (select coalesce(max(number), 0) from revision) as newest, pg_is_in_recovery() as "isStandby"`;

interface Polled {
  readonly newest: number;
  readonly isStandby: boolean;
}

/**
 * Watches a database for revisions, on a connection of its own, in two ways at once: a notification tells of a revision as it is
 * committed, and a poll finds it within a second where notifications do not arrive. Poolers accept LISTEN and deliver nothing,
 * standbys refuse it, and a network that drops packets looks like a database in which nothing happens.
 * @param onNews called with the number of the newest revision, once for each that is found
 * @param observe runs each connection attempt and poll, to note whether the database answers
 * @param onBroken called when the connection has broken, or a poll was not answered in time
 */
export function watchPostgres(
  connectionString: string,
  onNews: (newest: number) => void,
  observe: <Result>(run: () => Promise<Result>) => Promise<Result>,
  onBroken: () => void,
): StoreWatch {
  const stopping = new AbortController();
  const quietly = { ref: false, signal: stopping.signal };
  let hasNews = false;
  let lastTold = 0;
  let client: PostgresClient | undefined;

  const tell = (newest: number): void => {
    if (newest <= lastTold || stopping.signal.aborted) return;
    lastTold = newest;
    hasNews = true;
    onNews(newest);
  };

  /** Watches on one connection until that breaks, or is too slow. */
  const watchOnce = async (): Promise<never> => {
    const connection = new PostgresClient({ connectionString });
    client = connection;
    const isOver = new Promise<never>((_, reject) => {
      connection.once('end', () => reject(new Error('Connection terminated')));
    });
    isOver.catch(() => undefined);
    connection.on('notification', ({ payload = '' }) => {
      if (/^[1-9]\d{0,9}$/.test(payload)) tell(Number(payload));
    });
    const answered = <Result>(answer: Promise<Result>): Promise<Result> =>
      answerWithin(promptMs, Promise.race([answer, isOver]));
    try {
      // A connection that takes longer is cut and replaced.
      await observe(() => answered(connection.connect()));
      for (let isListening = false; ;) {
        const { rows } = await observe(() => answered(connection.query<Polled>(poll)));
        const [{ newest, isStandby }] = rows as [Polled];
        tell(newest);
        if (!isListening && !isStandby) {
          await answered(connection.query(`listen ${revisionChannel}`));
          // The next poll finds what was committed before the channel was open.
          isListening = true;
        } else {
          await Promise.race([delay(pollMs, undefined, quietly), isOver]);
        }
      }
    } finally {
      connection.cut();
    }
  };

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await watchOnce().catch(() => undefined);
      if (!stopping.signal.aborted) onBroken();
      await delay(pollMs, undefined, quietly).catch(() => undefined);
    }
  };
  void watch();

  return {
    hasNews() {
      const had = hasNews;
      hasNews = false;
      return had;
    },
    stop() {
      stopping.abort();
      client?.cut();
      return Promise.resolve();
    },
  };
}
