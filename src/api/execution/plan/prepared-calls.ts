import { bindDirectCall, type DirectCall } from '../calls/direct-calls.js';
import type { PlannedField } from './selection.js';

type Variables = Readonly<Record<string, unknown>>;
type Calls = readonly (DirectCall | null | undefined)[];

/** The direct calls of a plan's fields: found once where no variable is among the arguments, and once a request elsewhere. */
export class PreparedCalls {
  readonly #lasting: (DirectCall | null | undefined)[] = [];
  readonly #varying: PlannedField[] = [];
  #fresh: PlannedField[] = [];

  /** Takes a field of the plan; some come when types are met that nobody knew of before. */
  add(field: PlannedField): void {
    if (!field.resolve) return;
    if (field.varies) this.#varying.push(field);
    else this.#fresh.push(field);
  }

  /** The calls of one request, by the numbers of fields. */
  async prepare(variables: Variables): Promise<Calls> {
    if (this.#fresh.length > 0) {
      const fresh = this.#fresh;
      this.#fresh = [];
      await findCalls(fresh, variables, this.#lasting);
    }
    if (this.#varying.length === 0) return this.#lasting;
    const calls = this.#lasting.slice();
    await findCalls(this.#varying, variables, calls);
    return calls;
  }
}

async function findCalls(
  fields: readonly PlannedField[],
  variables: Variables,
  calls: (DirectCall | null | undefined)[],
): Promise<void> {
  const found = fields.map(({ method, readArguments }) => bind(method, readArguments, variables));
  for (const [index, { number }] of fields.entries()) calls[number] = await found[index];
}

/** @returns null where arguments have a value that they may not have: graphql-js says so when it calls the resolver */
async function bind(
  method: PlannedField['method'],
  readArguments: PlannedField['readArguments'],
  variables: Variables,
): Promise<DirectCall | null> {
  if (!method) return null;
  let values: Record<string, unknown>;
  try {
    values = readArguments(variables);
  } catch {
    return null;
  }
  return bindDirectCall(method, values);
}
