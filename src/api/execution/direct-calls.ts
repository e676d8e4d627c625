import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { ContainerType } from 'type-graphql';
import type { RequestContext } from '../context.js';

/**
 * The call of a resolver's method with arguments that have been read and checked. type-graphql reads and checks them
 * for each record anew, and makes a promise for it.
 */
export type DirectCall = (root: unknown, context: RequestContext) => unknown;

type Resolver = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;
type Method = (...parameters: unknown[]) => unknown;

/** Stands for what differs from call to call. */
const root = Object.freeze({});
const info = Object.freeze({}) as GraphQLResolveInfo;

/** A context that asks what would be called, instead of calling it. */
class Inquiry {}

/** What would have been called. */
class Found {
  readonly instance: object;
  readonly method: Method;
  readonly parameters: readonly unknown[];

  constructor(instance: object, method: Method, parameters: readonly unknown[]) {
    this.instance = instance;
    this.method = method;
    this.parameters = parameters;
  }
}

const instances = new Map<unknown, object>();

/** Gives type-graphql the resolvers: one object of each class, or, for an inquiry, one that only tells what is called. */
export const resolverContainer: ContainerType = {
  get(resolverClass: new () => object, { context }) {
    let instance = instances.get(resolverClass);
    if (!instance) {
      instance = new resolverClass();
      instances.set(resolverClass, instance);
    }
    return context instanceof Inquiry ? tellerOf(instance) : instance;
  },
};

function tellerOf(instance: object): object {
  return new Proxy(instance, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      // Whether it is a promise is asked of it too.
      if (typeof method !== 'function') return method;
      return (...parameters: unknown[]) => new Found(target, method as Method, parameters);
    },
  });
}

/**
 * How to call the method behind a resolver directly; null where there is none, where it wants more than its
 * record, context and arguments, or where the arguments are refused: then it has to be called as GraphQL does.
 */
export async function findDirectCall(
  resolver: Resolver,
  readArguments: () => Record<string, unknown>,
): Promise<DirectCall | null> {
  const inquiry = new Inquiry() as RequestContext;
  let found: unknown;
  try {
    found = await resolver(root, readArguments(), inquiry, info);
  } catch {
    return null;
  }
  if (!(found instanceof Found) || found.parameters.includes(info)) return null;
  const { instance, method, parameters } = found;
  const rootAt = parameters.indexOf(root);
  const contextAt = parameters.indexOf(inquiry);
  return (record, context) => {
    const given = parameters.slice();
    if (rootAt >= 0) given[rootAt] = record;
    if (contextAt >= 0) given[contextAt] = context;
    return method.apply(instance, given);
  };
}
