import type { AuditDraft } from '../../graph/ports/access.js';
import type { Actor, Changeset } from '../../graph/ports/changesets.js';
import type { EditingServices } from '../editing-services.js';
import type { Problem } from '../problem.js';
import type { Operator } from './operator.js';
import { publishChangeset } from './publish-changeset.js';
import { problemsOf } from './refusal.js';

/** The outcome of one scheduled publication. */
export interface DuePublication {
  readonly id: string;
  /** The number of the revision; null with problems, and if the edits changed nothing. */
  readonly revision: number | null;
  /** The problems because of which the changeset has returned to SUBMITTED; empty if it is published. */
  readonly problems: readonly Problem[];
}

/** The codes of problems of a changeset that another process published, changed or withdrew after it was read. */
const lateCodes: readonly string[] = ['STALE_VERSION', 'WRONG_STATE', 'NOT_APPROVED'];

/**
 * Publishes the changesets that are scheduled for `now` or earlier, in the order of their times. A changeset whose
 * edits have problems returns to SUBMITTED with the problems. Safe if other processes publish the same changesets: each
 * is published at most once.
 * @param now ISO 8601, UTC
 * @throws {TertiumError} STORE_UNAVAILABLE
 */
export async function publishDue(services: EditingServices, now: string): Promise<readonly DuePublication[]> {
  const published: DuePublication[] = [];
  for (const changeset of await services.store.changesets.due(now)) {
    const publication = await publishOne(services, changeset);
    if (publication) published.push(publication);
  }
  return published;
}

/** The actor of scheduled publications. */
const schedule: Actor = {
  principal: 'schedule',
  name: 'Scheduled publication',
  onBehalfOf: null,
  model: null,
};

/** Publishes one changeset. @returns null if another process changed it first */
async function publishOne(
  services: EditingServices,
  { id, version }: Changeset,
): Promise<DuePublication | null> {
  const by: Operator = { actor: schedule, audit: scheduled('DONE', null), key: null };
  const { changeset, problems } = await publishChangeset(services, { id, expectedVersion: version }, by);
  if (problems.length === 0) return { id, revision: changeset?.revision ?? null, problems };
  if (problems.some(({ code }) => lateCodes.includes(code))) return null;
  const audit = scheduled('REFUSED', problems[0]?.code ?? null);
  try {
    await services.store.changesets.transition(
      { changeset: id, expectedVersion: version, state: 'SUBMITTED', problems },
      { audit },
    );
  } catch (error) {
    if (problemsOf(error) !== null) return null;
    throw error;
  }
  return { id, revision: null, problems };
}

function scheduled(outcome: AuditDraft['outcome'], code: string | null): AuditDraft {
  return {
    principal: { id: 'schedule', name: schedule.name },
    action: 'publishChangeset',
    outcome,
    code,
    scope: null,
    subject: null,
    requestId: null,
    count: 1,
  };
}
