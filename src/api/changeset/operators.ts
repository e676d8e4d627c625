import type { EditingServices } from '../../editing/editing-services.js';
import type { Operator } from '../../editing/operations/operator.js';
import type { RequestContext } from '../request/context.js';
import { mutationScopes } from '../access/field-scopes.js';

/** The members of a mutation's input from which the operator is created. */
interface MutationNotes {
  readonly idempotencyKey?: string | null;
  readonly onBehalfOf?: string | null;
  readonly model?: string | null;
}

/**
 * Returns the services for changesets.
 * @throws {TypeError} for a request without these services
 */
export function editingOf({ editing }: RequestContext): EditingServices {
  if (!editing)
    throw new TypeError('Expected a request with the services for changesets, got one without them.');
  return editing;
}

/**
 * Returns the operator of a mutation: the principal of the request.
 * @param action the canonical name of the root field
 * @throws {TypeError} for a request without a principal
 */
export function operatorOf(
  { rights }: RequestContext,
  action: string,
  { idempotencyKey, onBehalfOf, model }: MutationNotes,
): Operator {
  const { principal, requestId } = rights;
  if (!principal) throw new TypeError(`Expected a principal for ${action}, got none.`);
  const [scope = null] = mutationScopes[action] ?? [];
  return {
    actor: {
      principal: principal.id,
      name: principal.name,
      onBehalfOf: onBehalfOf ?? null,
      model: model ?? null,
    },
    audit: {
      principal: { id: principal.id, name: principal.name },
      action,
      outcome: 'DONE',
      code: null,
      scope,
      subject: null,
      requestId,
      count: 1,
    },
    key: idempotencyKey ?? null,
  };
}
