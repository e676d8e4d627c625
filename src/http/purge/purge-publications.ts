import type { GraphReader } from '../../graph/ports/reading.js';
import { touchedExternalTags } from '../../graph/dependencies/external-tags.js';
import type { PurgeQueue } from './purge-queue.js';

const defaultPollMs = 1_000;

/**
 * Purges external caches after publications. Requests already read the new revision then, so the caches store new responses.
 * Purges all responses at the start, because revisions may have been published while no server was running.
 *
 * Opens a view once a second by default: the server detects a revision of another process only when it opens a view, and no request opens a view
 * while external caches serve all requests.
 * @returns a function that ends the purges
 */
export function purgePublications(
  reader: GraphReader,
  queue: Pick<PurgeQueue, 'add'>,
  pollMs: number = defaultPollMs,
): () => void {
  queue.add(null);
  const stop = reader.publications?.afterPublication(({ touched }) =>
    queue.add(touchedExternalTags(touched)),
  );
  let revision: number | null = null;
  const check = async (): Promise<void> => {
    // The next check tries again if the store is unavailable.
    const view = await Promise.resolve(reader.openView()).catch(() => null);
    const number = view?.revision.number ?? revision;
    const isNew = revision !== null && number !== revision;
    revision = number;
    // For a graph in memory, `afterPublication` reports the tags.
    if (isNew && view && view.publications === undefined) queue.add(null);
  };
  let checking: Promise<void> | null = null;
  const checkOnce = (): void => {
    checking ??= check().finally(() => (checking = null));
  };
  checkOnce();
  const timer = setInterval(checkOnce, pollMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    stop?.();
  };
}
