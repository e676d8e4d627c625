import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Neighbour } from '../../comparison/nearest/nearest.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { AxisKind, Claim } from '../../graph/claim.js';
import type { Approach, Question } from '../../graph/concept.js';
import { ApproachType } from './approach.type.js';
import { listClaims } from '../claim/claim-lists.js';
import { ClaimType } from '../claim/claim.type.js';
import { maxAxes } from '../comparison/comparison-loading.js';
import { BenefitType } from '../links/benefit.type.js';
import { DrawbackType } from '../links/drawback.type.js';
import { FeatureType } from '../links/feature.type.js';
import { UseCaseType } from '../links/use-case.type.js';
import { conceptQuery, connectionOfKind, listOptions } from '../concept/concept-queries.js';
import { connect, pageOf, type Connection } from '../paging/connection.js';
import { NeighbourType } from '../comparison/comparison.type.js';
import { linkConnectionOf, maxPageSize, pageArguments } from '../paging/connection.type.js';
import { approachPage } from '../../words/page-addresses.js';
import { pageUrl } from '../request/presentation.js';
import { encodeCursor } from '../paging/cursor.js';
import { loadApproachPage } from '../filters/approach-list.js';
import { ApproachFilterInput, AxisSortInput } from '../filters/approach-filter.type.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { viewKeyOf, ViewArguments } from '../request/view-arguments.js';
import { AxisKindEnum, ConceptOrderEnum } from '../vocabulary/enums.js';
import type { ConceptOrder } from '../../graph/ports/reading.js';
import { FeatureListArgs, LinkListArgs, listLinks } from '../links/link-lists.js';
import { loadLinks } from '../links/links.js';
import { ClaimConnection, QuestionConnection } from '../paging/lists.type.js';
import { loadCoverage } from './coverage.js';
import { CoverageType } from './coverage.type.js';
import { loadNeighbours } from './neighbours.js';
import type { Coverage } from '../../comparison/counts/coverage.js';
import { loadReferences } from '../references/reference.js';
import { tooMany } from '../vocabulary/too-many.js';

export const ApproachQuery = conceptQuery('APPROACH', ApproachType);
const ApproachConnection = connectionOfKind('APPROACH', ApproachType);

const ApproachBenefitConnection = linkConnectionOf(
  { name: 'ApproachBenefit', content: 'benefits of an approach' },
  () => BenefitType,
);
const ApproachDrawbackConnection = linkConnectionOf(
  { name: 'ApproachDrawback', content: 'drawbacks of an approach' },
  () => DrawbackType,
);
const ApproachFeatureConnection = linkConnectionOf(
  { name: 'ApproachFeature', content: 'features of an approach' },
  () => FeatureType,
);
const ApproachUseCaseConnection = linkConnectionOf(
  { name: 'ApproachUseCase', content: 'use cases of an approach' },
  () => UseCaseType,
);

@ArgsType()
class ApproachClaimsArgs extends pageArguments(100) {
  @Field(() => [String], {
    nullable: true,
    description: `Only claims along these dimensions, by id or slug, at most ${maxAxes}. Default: all claims about the approach.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxAxes, { message: tooMany('dimensions', maxAxes, 'references') })
  readonly dimensions?: readonly string[] | null;
}

@ArgsType()
class ApproachListArgs extends pageArguments(20) {
  @Field(() => ApproachFilterInput, {
    nullable: true,
    description: 'Selects approaches. Default: all approaches.',
  })
  @IsOptional()
  @ValidateNested()
  readonly filter?: ApproachFilterInput | null;

  @Field(() => ConceptOrderEnum, { defaultValue: 'NAME', description: 'The order of the list.' })
  readonly orderBy!: ConceptOrder;

  @Field(() => AxisSortInput, {
    nullable: true,
    description:
      'Sorts the list by the values stated along an axis. Approaches with equal values are sorted by `orderBy`.',
  })
  readonly sortAxis?: AxisSortInput | null;
}

@ArgsType()
class ApproachQuestionsArgs extends pageArguments(20) {}

@ArgsType()
class NearestArgs {
  @Field(() => Int, { defaultValue: 5, description: `Maximum number of items: 0 to ${maxPageSize}.` })
  @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  @Max(maxPageSize, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
  readonly first!: number;
}

@Resolver()
export class ApproachListResolver {
  @Query(() => ApproachConnection, listOptions('APPROACH'))
  approaches(
    @Args(() => ApproachListArgs) args: ApproachListArgs,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Approach>> {
    return mapMaybe(context.viewAt(viewArguments), (requestView) =>
      listApproaches(context, requestView, args, viewKeyOf(viewArguments)),
    );
  }
}

/** Loads a page of the list of approaches. @param viewKey identifies the requested view: see `viewKeyOf` */
async function listApproaches(
  context: RequestContext,
  requestView: RequestView,
  { filter, orderBy, sortAxis, first, after }: ApproachListArgs,
  viewKey: number | string | null,
): Promise<Connection<Approach>> {
  const sorting = sortAxis ? [sortAxis] : [];
  const list = ['APPROACH', orderBy, filter ?? null, ...sorting, ...(viewKey === null ? [] : [viewKey])];
  const page = await loadApproachPage(requestView, { filter, orderBy, sortAxis }, { first, after, list });
  return connect(
    page.items.map((node) => ({ node: context.bind(node, requestView) })),
    (_, index) => encodeCursor(list, page.cursors[index] ?? []),
    { ...page, hasPreviousPage: (after ?? null) !== null },
  );
}

@ArgsType()
class CoverageArgs {
  @Field(() => [AxisKindEnum], {
    nullable: true,
    description: 'Only axes of these kinds. Default: all kinds.',
  })
  readonly kinds?: readonly AxisKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only dimensions in one of these groups, at most ${maxAxes}. Default: all axes.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxAxes, { message: tooMany('groups', maxAxes, 'groups') })
  readonly groups?: readonly string[] | null;
}

@Resolver(() => ApproachType)
export class ApproachResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The address of the page about the approach; null if the server has no base URL.',
  })
  url(@Root() approach: Approach, @Ctx() context: RequestContext): string | null {
    return pageUrl(context.presentation, approachPage(approach));
  }

  @FieldResolver(() => CoverageType, {
    description:
      'The number of cells of this approach in each state. Every dimension, feature, benefit, drawback and use case along which at least one approach of the graph has a claim counts as an axis; an axis without claims does not count. A cell is missing if its value is unknown, or if there is no claim about this approach along the axis.',
  })
  coverage(
    @Root() approach: Approach,
    @Args(() => CoverageArgs) { kinds = null, groups = null }: CoverageArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Coverage> {
    return loadCoverage(context.viewOf(approach), approach, { kinds, groups });
  }

  @FieldResolver(() => [NeighbourType], {
    description: 'The approaches that are most similar to this approach along its axes, most similar first.',
  })
  nearest(
    @Root() approach: Approach,
    @Args(() => NearestArgs) { first }: NearestArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly Neighbour[]> {
    return loadNeighbours(context.viewOf(approach), approach, first);
  }

  @FieldResolver(() => [ClaimType], {
    description: 'The definitions of this approach in its sources.',
  })
  definitions(@Root() approach: Approach, @Ctx() context: RequestContext): MaybePromise<readonly Claim[]> {
    return context.loadersFor(approach).claimsAbout.load({ concept: approach.id, predicate: 'DEFINED_AS' });
  }

  @FieldResolver(() => ApproachFeatureConnection, { description: 'The features of this approach.' })
  features(
    @Root() approach: Approach,
    @Args(() => FeatureListArgs) args: FeatureListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, approach, { end: 'subject', predicate: 'HAS_FEATURE', kind: 'FEATURE' }, args);
  }

  @FieldResolver(() => ApproachBenefitConnection, { description: 'The benefits of this approach.' })
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

  @FieldResolver(() => ApproachDrawbackConnection, { description: 'The drawbacks of this approach.' })
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
    description: 'The use cases that this approach suits.',
  })
  useCases(
    @Root() approach: Approach,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, approach, { end: 'subject', predicate: 'SUITS', kind: 'USE_CASE' }, args);
  }

  @FieldResolver(() => ClaimConnection, {
    description: 'The claims about this approach, in editorial order.',
  })
  claims(
    @Root() approach: Approach,
    @Args(() => ApproachClaimsArgs) args: ApproachClaimsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Claim>> {
    if (!args.dimensions) return listClaims(context, approach, 'subject', {}, args);
    const references = loadReferences(context.viewOf(approach), 'dimensions', args.dimensions, ['DIMENSION']);
    return mapMaybe(references, (dimensions) => {
      const filter = { predicates: ['HAS_VALUE'] as const, targets: dimensions.map(({ id }) => id) };
      return listClaims(context, approach, 'subject', filter, args);
    });
  }

  @FieldResolver(() => QuestionConnection, { description: 'The questions about this approach.' })
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
