import pg from 'pg';
import type { StoreWatch } from './dialect.js';

/** What is notified when a revision is committed. */
export const revisionChannel = 'tertium_revision';

const reconnectMs = 500;

/**
 * Listens, on a connection of its own, for the revisions that any process publishes. While it cannot, as on a server that is
 * away or behind a pooler that passes no notifications on, there may always be news: it says so twice a second.
 */
export function watchPostgres(connectionString: string, onNews: () => void): StoreWatch {
  let hasNews = false;
  let isStopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    hasNews = true;
    onNews();
  };
  const retry = (): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void listen(), reconnectMs).unref();
  };
  const listen = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString, application_name: 'tertium', keepAlive: true });
    client = fresh;
    fresh.on('notification', tell);
    fresh.on('error', () => undefined);
    fresh.once('end', retry);
    try {
      await fresh.connect();
      await fresh.query(`listen ${revisionChannel}`);
    } catch {
      fresh.removeListener('end', retry);
      await fresh.end().catch(() => undefined);
      retry();
    }
    // What was published before it listened was not heard.
    if (!isStopped) tell();
  };
  void listen();
  return {
    hasNews() {
      const had = hasNews;
      hasNews = false;
      return had;
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      client?.removeListener('end', retry);
      await client?.end().catch(() => undefined);
    },
  };
}
