import type { RequestContext } from '../../request/context.js';
import { readArgumentsFor, type ArgumentParameter } from './resolver-arguments.js';
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
  resolverMethod: ResolverMethod,
  values: Readonly<Record<string, unknown>>,
): Promise<DirectCall | null> {
  const signature = signatureOf(resolverMethod);
  if (!signature) return null;
  const { rootAt, contextAt } = signature;
  const instance = resolverInstance(resolverMethod.resolverClass);
  const method = (instance as Record<string, unknown>)[resolverMethod.name] as Method;
  const given: unknown[] = [];
  for (const { index, parameter } of signature.taken) {
    try {
      given[index] = await readArgumentsFor(parameter, values);
    } catch {
      return null;
    }
  }
  return (record, context) => {
    const passed = given.slice();
    if (rootAt >= 0) passed[rootAt] = record;
    if (contextAt >= 0) passed[contextAt] = context;
    return method.apply(instance, passed);
  };
}

/** Where a method takes what. */
interface Signature {
  /** The index of its record; -1 if it takes none. */
  readonly rootAt: number;
  /** The index of the request's context; -1 if it takes none. */
  readonly contextAt: number;
  readonly taken: readonly { readonly index: number; readonly parameter: ArgumentParameter }[];
}

const signatures = new WeakMap<ResolverMethod, Signature | null>();

/** @returns null if a parameter is something else than the record, the context or arguments */
function signatureOf(method: ResolverMethod): Signature | null {
  let signature = signatures.get(method);
  if (signature === undefined) {
    signature = readSignature(method);
    signatures.set(method, signature);
  }
  return signature;
}

function readSignature({ parameters }: ResolverMethod): Signature | null {
  let [rootAt, contextAt] = [-1, -1];
  const taken: Signature['taken'][number][] = [];
  for (const [index, parameter] of parameters.entries()) {
    if (isRecord(parameter)) rootAt = index;
    else if (isContext(parameter)) contextAt = index;
    else if (parameter.kind === 'arg' || parameter.kind === 'args') taken.push({ index, parameter });
    else return null;
  }
  return { rootAt, contextAt, taken };
}

/** `@Root()` without a name or a type: with a type, type-graphql would make an instance of it. */
function isRecord(parameter: ResolverParameter): boolean {
  return parameter.kind === 'root' && parameter.propertyName === undefined && !parameter.getType;
}

function isContext(parameter: ResolverParameter): boolean {
  return parameter.kind === 'context' && parameter.propertyName === undefined;
}
