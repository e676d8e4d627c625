import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Neighbour } from '../../comparison/nearest/nearest.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Approach, Question } from '../../graph/concept.js';
import { ApproachType } from './approach.type.js';
import { listClaims } from '../claim/claim-lists.js';
import { ClaimType } from '../claim/claim.type.js';
import { mostAxes } from '../comparison/comparison-loading.js';
import { BenefitType } from '../links/benefit.type.js';
import { DrawbackType } from '../links/drawback.type.js';
import { FeatureType } from '../links/feature.type.js';
import { UseCaseType } from '../links/use-case.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { NeighbourType } from '../comparison/comparison.type.js';
import { linkConnectionOf, maxPageSize, pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { FeatureListArgs, LinkListArgs, listLinks } from '../links/link-lists.js';
import { loadLinks } from '../links/links.js';
import { ClaimConnection, QuestionConnection } from '../paging/lists.type.js';
import { loadNeighbours } from './neighbours.js';
import { loadReferences } from '../references/reference.js';

export const ApproachQueries = conceptQueries('APPROACH', ApproachType);

const ApproachBenefitConnection = linkConnectionOf(
  { name: 'ApproachBenefit', holds: 'benefits of an approach' },
  () => BenefitType,
);
const ApproachDrawbackConnection = linkConnectionOf(
  { name: 'ApproachDrawback', holds: 'drawbacks of an approach' },
  () => DrawbackType,
);
const ApproachFeatureConnection = linkConnectionOf(
  { name: 'ApproachFeature', holds: 'features of an approach' },
  () => FeatureType,
);
const ApproachUseCaseConnection = linkConnectionOf(
  { name: 'ApproachUseCase', holds: 'use cases of an approach' },
  () => UseCaseType,
);

@ArgsType()
class ApproachClaimsArgs extends pageArguments(100) {
  @Field(() => [String], {
    nullable: true,
    description: `Only values along these dimensions, by id or slug, ${mostAxes} at most; every claim about the approach, when left out.`,
  })
  @IsOptional()
  @ArrayMaxSize(mostAxes, { message: `dimensions: expected ${mostAxes} references at most.` })
  readonly dimensions?: readonly string[] | null;
}

@ArgsType()
class ApproachQuestionsArgs extends pageArguments(20) {}

@ArgsType()
class NearestArgs {
  @Field(() => Int, { defaultValue: 5, description: `How many at most: 0 to ${maxPageSize}.` })
  @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  @Max(maxPageSize, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  readonly first!: number;
}

@Resolver(() => ApproachType)
export class ApproachResolver {
  @FieldResolver(() => [NeighbourType], {
    description: 'The approaches that are most like it, along the axes that it has, the most alike first.',
  })
  nearest(
    @Root() approach: Approach,
    @Args(() => NearestArgs) { first }: NearestArgs,
    @Ctx() context: RequestContext,
  ): Promise<readonly Neighbour[]> {
    return loadNeighbours(context.viewOf(approach), approach, first);
  }

  @FieldResolver(() => [ClaimType], { description: 'What it is, in the words of each source.' })
  definitions(@Root() approach: Approach, @Ctx() context: RequestContext): MaybePromise<readonly Claim[]> {
    return context.loadersFor(approach).claimsAbout.load({ concept: approach.id, predicate: 'DEFINED_AS' });
  }

  @FieldResolver(() => ApproachFeatureConnection, { description: 'The features that it has.' })
  features(
    @Root() approach: Approach,
    @Args(() => FeatureListArgs) args: FeatureListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, approach, { end: 'subject', predicate: 'HAS_FEATURE', kind: 'FEATURE' }, args);
  }

  @FieldResolver(() => ApproachBenefitConnection, { description: 'The advantages that it brings.' })
  benefits(
    @Root() approach: Approach,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(
      context,
      approach,
      { end: 'subject', predicate: 'BRINGS_BENEFIT', kind: 'BENEFIT' },
      args,
    );
  }

  @FieldResolver(() => ApproachDrawbackConnection, { description: 'The disadvantages that it has.' })
  drawbacks(
    @Root() approach: Approach,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(
      context,
      approach,
      { end: 'subject', predicate: 'HAS_DRAWBACK', kind: 'DRAWBACK' },
      args,
    );
  }

  @FieldResolver(() => ApproachUseCaseConnection, {
    description: 'The needs and situations that it suits: when to choose it.',
  })
  useCases(
    @Root() approach: Approach,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, approach, { end: 'subject', predicate: 'SUITS', kind: 'USE_CASE' }, args);
  }

  @FieldResolver(() => ClaimConnection, { description: 'What is claimed of it, in editorial order.' })
  async claims(
    @Root() approach: Approach,
    @Args(() => ApproachClaimsArgs) args: ApproachClaimsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Claim>> {
    if (!args.dimensions) return listClaims(context, approach, 'subject', {}, args);
    const dimensions = await loadReferences(context.viewOf(approach), 'dimensions', args.dimensions, [
      'DIMENSION',
    ]);
    const filter = { predicates: ['HAS_VALUE'] as const, targets: dimensions.map(({ id }) => id) };
    return listClaims(context, approach, 'subject', filter, args);
  }

  @FieldResolver(() => QuestionConnection, { description: 'The questions that ask about it.' })
  questions(
    @Root() approach: Approach,
    @Args(() => ApproachQuestionsArgs) args: ApproachQuestionsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Question>> {
    const links = loadLinks(context.loadersFor(approach), approach, 'target', 'ASKS_ABOUT', 'QUESTION');
    return mapMaybe(links, (questions) =>
      pageOf(
        [approach.id, 'questions'],
        questions.map(({ node }) => ({ node })),
        ({ node }) => node.id,
        args,
      ),
    );
  }
}
