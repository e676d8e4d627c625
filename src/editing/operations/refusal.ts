import { TertiumError } from '../../graph/errors.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import type { EditingServices } from '../editing-services.js';
import { problemCodes, problemOf, type Problem, type ProblemCode } from '../problem.js';
import type { ChangesetOutcome } from './operator.js';

/** Thrown inside an operation to refuse it with problems. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('An operation on a changeset was refused.');
    this.name = 'Refusal';
    this.problems = problems;
  }
}

/** Creates the refusal for one problem. */
export function refusal(code: ProblemCode, members: Partial<Omit<Problem, 'code'>>): Refusal {
  return new Refusal([problemOf(code, members)]);
}

/**
 * Runs an operation, and converts its refusal to problems.
 * @param id the id of the changeset, which is read for the outcome of a refused operation; null for an operation that
 * opens a changeset
 * @throws every error that states no problems, such as STORE_UNAVAILABLE or DEADLINE_EXCEEDED
 */
export async function outcomeOf(
  { store }: EditingServices,
  id: string | null,
  operate: () => Promise<Changeset>,
): Promise<ChangesetOutcome> {
  try {
    return { changeset: await operate(), problems: [] };
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === null) throw error;
    const [changeset = null] = id === null ? [] : await store.changesets.load([id]);
    return { changeset, problems };
  }
}

/** Returns the problems that an error states; null for an error that states none, such as a failure of the system. */
export function problemsOf(error: unknown): readonly Problem[] | null {
  if (error instanceof Refusal) return error.problems;
  if (!(error instanceof TertiumError)) return null;
  const { code, message, details } = error;
  const rule = details['rule'];
  if (isProblemCode(rule)) return [problemOf(rule, { message, ...textsOf(details) })];
  return code === 'INVALID_CHANGE' && details['limit'] !== undefined
    ? [problemOf('LIMIT_EXCEEDED', { message, ...textsOf(details) })]
    : null;
}

function isProblemCode(rule: unknown): rule is ProblemCode {
  return (problemCodes as readonly unknown[]).includes(rule);
}

/** Returns the members of a problem that the details of an error contain. */
function textsOf(details: Readonly<Record<string, unknown>>): Partial<Omit<Problem, 'code'>> {
  const { expected, got, edit, path } = details;
  return {
    ...(expected === undefined ? {} : { expected: inWords(expected) }),
    ...(got === undefined ? {} : { got: inWords(got) }),
    ...(typeof edit === 'number' ? { edit } : {}),
    ...(Array.isArray(path) ? { path: path as readonly (string | number)[] } : {}),
  };
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(' or ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
