import type { Logger } from 'pino';
import type { EditingServices } from '../../editing/editing-services.js';
import { publishDue } from '../../editing/operations/publish-due.js';

/** The interval of the checks in milliseconds. A check reads one index entry. */
const checkMs = 1_000;

/**
 * Publishes scheduled changesets soon after their scheduled times.
 * @returns a function that ends the checks, and waits for a running publication
 */
export function startScheduledPublications(services: EditingServices, log: Logger): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= publishIfDue(services, log).finally(() => {
      running = undefined;
    });
  }, checkMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function publishIfDue(services: EditingServices, log: Logger): Promise<void> {
  try {
    const now = new Date().toISOString();
    const next = await services.store.changesets.nextDue();
    if (next === null || next > now) return;
    for (const { id, revision, problems } of await publishDue(services, now)) {
      if (problems.length === 0) log.info({ changeset: id, revision }, 'Published a scheduled changeset.');
      else {
        const codes = problems.map(({ code }) => code);
        log.warn({ changeset: id, codes }, 'A scheduled changeset has problems: it is SUBMITTED again.');
      }
    }
  } catch (error) {
    // An outage is logged where it begins; the next check tries again.
    log.debug({ err: error }, 'Scheduled changesets could not be published.');
  }
}
