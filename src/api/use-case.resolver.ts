import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { UseCase } from '../graph/concept.js';
import { conceptQueries } from './concept-queries.js';
import type { RequestContext } from './context.js';
import { LinkListArgs, listLinks } from './link-lists.js';
import { UseCaseApproachConnection, UseCaseConnection } from './lists.type.js';
import { UseCaseType } from './use-case.type.js';

export const UseCaseQueries = conceptQueries(
  'USE_CASE',
  { one: 'useCase', many: 'useCases', inWords: { one: 'A use case', many: 'All use cases' } },
  UseCaseType,
  UseCaseConnection,
);

@Resolver(() => UseCaseType)
export class UseCaseResolver {
  @FieldResolver(() => UseCaseApproachConnection, { description: 'The approaches that suit it.' })
  approaches(
    @Root() useCase: UseCase,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, useCase, { end: 'target', predicate: 'SUITS', kind: 'APPROACH' }, args);
  }
}
