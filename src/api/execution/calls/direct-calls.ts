import type { RequestContext } from '../../request/context.js';
import { readArgumentsFor } from './resolver-arguments.js';
import type { ResolverMethod, ResolverParameter } from './resolver-methods.js';

/**
 * The call of a resolver's method with arguments that have been read and checked. type-graphql's own resolver reads and checks them
 * for each record, and makes a promise for it.
 */
export type DirectCall = (root: unknown, context: RequestContext) => unknown;

type Method = (...parameters: unknown[]) => unknown;

/** One object of each resolver class, shared with type-graphql. Resolvers have no state. */
const instances = new Map<unknown, object>();

/** The object whose methods resolve fields: type-graphql's `container`, and what plans call. */
export function resolverInstance(resolverClass: new () => object): object {
  let instance = instances.get(resolverClass);
  if (!instance) {
    instance = new resolverClass();
    instances.set(resolverClass, instance);
  }
  return instance;
}

/**
 * Binds a method to the arguments of a field.
 * @param values the field's arguments, coerced
 * @returns null where the arguments are refused, or the method takes something else than its record, the context and arguments: then
 *   type-graphql's resolver has to be called, which says what is wrong
 */
export async function bindDirectCall(
  { resolverClass, name, parameters }: ResolverMethod,
  values: Readonly<Record<string, unknown>>,
): Promise<DirectCall | null> {
  const instance = resolverInstance(resolverClass);
  const method = (instance as Record<string, unknown>)[name] as Method;
  const given: unknown[] = [];
  let [rootAt, contextAt] = [-1, -1];
  for (const [index, parameter] of parameters.entries()) {
    if (isRecord(parameter)) rootAt = index;
    else if (isContext(parameter)) contextAt = index;
    else if (parameter.kind === 'arg' || parameter.kind === 'args') {
      try {
        given[index] = await readArgumentsFor(parameter, values);
      } catch {
        return null;
      }
    } else return null;
  }
  return (record, context) => {
    const passed = given.slice();
    if (rootAt >= 0) passed[rootAt] = record;
    if (contextAt >= 0) passed[contextAt] = context;
    return method.apply(instance, passed);
  };
}

/** `@Root()` without a name or a type: with a type, type-graphql would make an instance of it. */
function isRecord(parameter: ResolverParameter): boolean {
  return parameter.kind === 'root' && parameter.propertyName === undefined && !parameter.getType;
}

function isContext(parameter: ResolverParameter): boolean {
  return parameter.kind === 'context' && parameter.propertyName === undefined;
}
