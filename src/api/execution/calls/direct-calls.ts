import type { RequestContext } from '../../request/context.js';
import { readArgumentsFor, type ArgumentParameter } from './resolver-arguments.js';
import type { ResolverMethod, ResolverParameter } from './resolver-methods.js';

/**
 * Calls a resolver method with arguments that were converted and validated before. type-graphql's wrapper converts and validates them for each
 * record, and returns a promise.
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
 * @returns null if the arguments are invalid, so that type-graphql's resolver has to be called for its error; also null if the method takes
 *   something else than its record, the context and arguments
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
  for (const { index, parameter } of signature.argumentParameters) {
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

/** The parameters of a method, by index. */
interface Signature {
  /** The index of its record; -1 if it takes none. */
  readonly rootAt: number;
  /** The index of the request's context; -1 if it takes none. */
  readonly contextAt: number;
  readonly argumentParameters: readonly { readonly index: number; readonly parameter: ArgumentParameter }[];
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
  const argumentParameters: Signature['argumentParameters'][number][] = [];
  for (const [index, parameter] of parameters.entries()) {
    if (isRecord(parameter)) rootAt = index;
    else if (isContext(parameter)) contextAt = index;
    else if (parameter.kind === 'arg' || parameter.kind === 'args')
      argumentParameters.push({ index, parameter });
    else return null;
  }
  return { rootAt, contextAt, argumentParameters };
}

/** `@Root()` without a name or a type: with a type, type-graphql would make an instance of it. */
function isRecord(parameter: ResolverParameter): boolean {
  return parameter.kind === 'root' && parameter.propertyName === undefined && !parameter.getType;
}

function isContext(parameter: ResolverParameter): boolean {
  return parameter.kind === 'context' && parameter.propertyName === undefined;
}
