import { readSettings } from '../../config.js';
import { editingServices, type EditingServices } from '../../editing/editing-services.js';
import type { ChangesetOutcome, Operator } from '../../editing/operations/operator.js';
import type { Problem } from '../../editing/problem.js';
import { invalidChange } from '../../graph/errors.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import { commandAudit } from '../graph/command-audit.js';
import { openExisting } from '../graph/open-graph.js';
import { stopBeforeWriting } from '../graph/stoppable-write.js';

/** Opens the graph that DATABASE_URL names for operations on changesets, and closes it after them. */
export async function withEditing(use: (services: EditingServices) => Promise<void>): Promise<void> {
  const { databaseUrl, fourEyes, editing } = readSettings();
  stopBeforeWriting();
  const store = await openExisting(databaseUrl);
  try {
    await use(editingServices(store, { fourEyes, limits: editing }));
  } finally {
    await store.close();
  }
}

/** Creates the operator of a command. The operator has no principal: a command has access to the database, and needs no key. */
export function operatorOf(action: string, author: string): Operator {
  const actor = { principal: null, name: author, onBehalfOf: null, model: null };
  return { actor, audit: commandAudit(action, author), key: null };
}

/** Returns the changeset of an outcome. @throws {TertiumError} INVALID_CHANGE, with a line for each problem, if the outcome has problems */
export function expectDone({ changeset, problems }: ChangesetOutcome): Changeset {
  if (problems.length > 0) throw invalidChange(problems.map(describeProblem).join('\n'));
  if (!changeset) throw new TypeError('Expected a changeset, got none.');
  return changeset;
}

function describeProblem({ code, message, edit, nearest }: Problem): string {
  const place = edit === null ? '' : `Edit ${edit}: `;
  const hint = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
  return `${code}: ${place}${message}${hint}`;
}
