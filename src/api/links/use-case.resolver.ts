import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { UseCase } from '../../graph/concept.js';
import { ApproachType } from '../approach/approach.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { linkConnectionOf } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { LinkListArgs, listLinks } from './link-lists.js';
import { UseCaseType } from './use-case.type.js';

export const UseCaseQueries = conceptQueries('USE_CASE', UseCaseType);

const UseCaseApproachConnection = linkConnectionOf(
  { name: 'UseCaseApproach', content: 'approaches that suit a use case' },
  () => ApproachType,
);

@Resolver(() => UseCaseType)
export class UseCaseResolver {
  @FieldResolver(() => UseCaseApproachConnection, { description: 'The approaches that suit this use case.' })
  approaches(
    @Root() useCase: UseCase,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, useCase, { end: 'target', predicate: 'SUITS', kind: 'APPROACH' }, args);
  }
}
