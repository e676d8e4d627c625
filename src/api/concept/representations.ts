import type { GraphQLSchema } from 'graphql';
import { badUserInput } from '../../graph/errors.js';
import { conceptTypeNames } from './node.type.js';

const entityNames: ReadonlySet<string> = new Set([...Object.values(conceptTypeNames), 'Concept', 'Claim']);

/** Validates `_entities` representations: the `_Any` scalar accepts anything. */
export function validateRepresentations(subgraph: GraphQLSchema): void {
  const entities = subgraph.getQueryType()?.getFields()['_entities'];
  const resolve = entities?.resolve;
  if (!entities || !resolve) throw new TypeError('Expected a subgraph with the field _entities.');
  entities.resolve = (root, args: { representations: readonly unknown[] }, context, info) => {
    args.representations.forEach(check);
    return resolve(root, args, context, info);
  };
}

/** Validates one representation. @throws {TertiumError} BAD_USER_INPUT */
function check(representation: unknown): void {
  const { __typename, id } = (representation ?? {}) as { __typename?: unknown; id?: unknown };
  if (typeof __typename === 'string' && entityNames.has(__typename) && typeof id === 'string') return;
  const actual = JSON.stringify(representation) ?? 'nothing';
  throw badUserInput(
    `representations: expected { __typename, id } of ${[...entityNames].join(', ')}, got ${actual.slice(0, 80)}.`,
    { argument: 'representations' },
  );
}
