import { bindDirectCall, type DirectCall } from '../calls/direct-calls.js';
import type { PlannedField } from './selection.js';

type Variables = Readonly<Record<string, unknown>>;
type Calls = readonly (DirectCall | null | undefined)[];

/** Binds the direct calls of a plan's fields: once if the arguments have no variables, otherwise once per request. */
export class PreparedCalls {
  readonly #constant: (DirectCall | null | undefined)[] = [];
  readonly #varying: PlannedField[] = [];
  #unbound: PlannedField[] = [];

  /** Adds a field of the plan. Fields below an abstract type can be added later: when the plan writes the first record of an object type. */
  add(field: PlannedField): void {
    if (!field.resolve) return;
    if (field.varies) this.#varying.push(field);
    else this.#unbound.push(field);
  }

  /** Binds the direct calls of one request. @returns the calls by field number */
  async prepare(variables: Variables): Promise<Calls> {
    if (this.#unbound.length > 0) {
      const unbound = this.#unbound;
      this.#unbound = [];
      await bindCalls(unbound, variables, this.#constant);
    }
    if (this.#varying.length === 0) return this.#constant;
    const calls = this.#constant.slice();
    await bindCalls(this.#varying, variables, calls);
    return calls;
  }
}

async function bindCalls(
  fields: readonly PlannedField[],
  variables: Variables,
  calls: (DirectCall | null | undefined)[],
): Promise<void> {
  const bound = fields.map(({ method, readArguments }) => bind(method, readArguments, variables));
  for (const [index, { number }] of fields.entries()) calls[number] = await bound[index];
}

/**
 * Binds the direct call of a field.
 * @returns null if the field has no method that can be called directly, or if an argument is invalid: the fallback to graphql-js then reports the
 *   error
 */
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
