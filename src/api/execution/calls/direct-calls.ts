import type { RequestContext } from '../../request/context.js';
import { readArgumentsFor, type ArgumentParameter } from './resolver-arguments.js';
import type { ResolverMethod, ResolverParameter } from './resolver-methods.js';

/**
 * Calls a resolver method with arguments that are already converted and validated. type-graphql's wrapper converts and validates the arguments for
 * each record, and returns a promise.
 */
export type DirectCall = (root: unknown, context: RequestContext) => unknown;

type Method = (...parameters: unknown[]) => unknown;

/** One object of each resolver class, shared with type-graphql. Resolvers have no state. */
const instances = new Map<unknown, object>();

/** Returns the shared object of a resolver class. type-graphql uses this function as its `container`; plans call the methods of the object. */
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
 * @returns null if the arguments are invalid: type-graphql's resolver then creates the error. Also null if a parameter of the method is neither the
 *   record, the context nor an argument
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
  const boundArguments: unknown[] = [];
  for (const { index, parameter } of signature.argumentParameters) {
    try {
      boundArguments[index] = await readArgumentsFor(parameter, values);
    } catch {
      return null;
    }
  }
  return (record, context) => {
    const callArguments = boundArguments.slice();
    if (rootAt >= 0) callArguments[rootAt] = record;
    if (contextAt >= 0) callArguments[contextAt] = context;
    return method.apply(instance, callArguments);
  };
}

/** The indexes of a method's parameters. */
interface Signature {
  /** The index of the record; -1 if the method does not take the record. */
  readonly rootAt: number;
  /** The index of the request's context; -1 if the method does not take the context. */
  readonly contextAt: number;
  readonly argumentParameters: readonly { readonly index: number; readonly parameter: ArgumentParameter }[];
}

const signatures = new WeakMap<ResolverMethod, Signature | null>();

/** Returns the signature of a method; null if a parameter is neither the record, the context nor an argument. */
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

/** Returns whether a parameter is `@Root()` without a name and without a class as its declared type. For a class, type-graphql would pass a new instance. */
function isRecord(parameter: ResolverParameter): boolean {
  return parameter.kind === 'root' && parameter.propertyName === undefined && !parameter.getType;
}

function isContext(parameter: ResolverParameter): boolean {
  return parameter.kind === 'context' && parameter.propertyName === undefined;
}
