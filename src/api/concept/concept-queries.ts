import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, InputType, Query, Resolver, type ClassType } from 'type-graphql';
import { mapMaybe, settleAll, type MaybePromise } from '../../graph/work/maybe-promise.js';
import {
  conceptKinds,
  kindsInWords,
  kindWords,
  listName,
  memberName,
  type Concept,
  type ConceptKind,
} from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { ConceptCursor, ConceptOrder, ConceptPageFilter } from '../../graph/ports/reading.js';
import { connect, type Connection } from '../paging/connection.js';
import { connectionOf, pageArguments } from '../paging/connection.type.js';
import { inSlices } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import { viewKeyOf, ViewArguments } from '../request/view-arguments.js';
import type { RequestView } from '../request/request-view.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { ConceptOrderEnum } from '../vocabulary/enums.js';
import { conceptTypeNames } from './node.type.js';
import { loadReferences } from '../references/reference.js';

const maxFilterValues = 500;
const tooMany = `filter: expected at most ${maxFilterValues} values.`;

@InputType('ConceptFilter', {
  description: 'Selects concepts. A concept must match all given fields.',
})
class ConceptFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: `Only these concepts, by id or slug, at most ${maxFilterValues}. References to concepts that do not exist are ignored.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany })
  readonly references?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only concepts with one of these names or aliases, ignoring case. At most ${maxFilterValues} names.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany })
  readonly names?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only concepts that a claim connects with one of these concepts, by id or slug, at most ${maxFilterValues}. Examples: the approaches with a feature, the benefits of an approach, the dimensions along which an approach has values.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany })
  readonly relatedTo?: readonly string[] | null;
}

@ArgsType()
class ConceptListArgs extends pageArguments(20) {
  @Field(() => ConceptFilterInput, {
    nullable: true,
    description: 'Selects concepts. Default: all concepts.',
  })
  @IsOptional()
  @ValidateNested()
  readonly filter?: ConceptFilterInput | null;

  @Field(() => ConceptOrderEnum, { defaultValue: 'NAME', description: 'The order of the list.' })
  readonly orderBy!: ConceptOrder;
}

/**
 * Creates the two queries of a kind of concept: a concept by its slug, and the list of all concepts of the kind.
 * @param connection the type of the list; required if other fields also use this type
 */
export function conceptQueries(
  kind: ConceptKind,
  type: ClassType<object>,
  connection: ClassType<object> = connectionOfKind(kind, type),
): ClassType<object> {
  const inWords = kindsInWords([kind]).replace(/^a/u, 'A');
  @Resolver()
  class ConceptQueries {
    @Query(() => type, {
      name: memberName(kind),
      nullable: true,
      description: `${inWords}, by slug or id; null if it does not exist.`,
    })
    concept(
      @Arg('slug', () => String, { description: 'The slug, a former slug, or the id.' }) slug: string,
      @Args(() => ViewArguments) viewArguments: ViewArguments,
      @Ctx() context: RequestContext,
    ): MaybePromise<Concept | null> {
      return mapMaybe(context.viewAt(viewArguments), ({ loaders }) =>
        loaders.reference.load({ kind, reference: slug }),
      );
    }

    @Query(() => connection, {
      name: listName(kind),
      nullable: true,
      description: `A paginated list of all ${kindWords[kind].plural.toLowerCase()}.`,
    })
    concepts(
      @Args(() => ConceptListArgs) args: ConceptListArgs,
      @Args(() => ViewArguments) viewArguments: ViewArguments,
      @Ctx() context: RequestContext,
    ): MaybePromise<Connection<Concept>> {
      return mapMaybe(context.viewAt(viewArguments), (requestView) =>
        loadConceptPage(context, requestView, kind, args, viewKeyOf(viewArguments)),
      );
    }
  }
  return ConceptQueries;
}

function connectionOfKind(kind: ConceptKind, type: ClassType<object>): ClassType<object> {
  const content = kindWords[kind].plural.toLowerCase();
  return connectionOf({ name: conceptTypeNames[kind], content }, () => type);
}

/** @param viewKey the requested view, see `viewKeyOf` */
async function loadConceptPage(
  context: RequestContext,
  requestView: RequestView,
  kind: ConceptKind,
  { filter, orderBy, first, after }: ConceptListArgs,
  viewKey: number | string | null,
): Promise<Connection<Concept>> {
  const list = [kind, orderBy, filter ?? null, ...(viewKey === null ? [] : [viewKey])];
  const shape: ConceptCursor = ['', ''];
  const from = decodeCursor(list, after, shape);
  const { view, pace } = requestView;
  const pageFilter = filter ? await readFilter(requestView, kind, filter) : {};
  if (view.inMemoryClaims) await inSlices(view.inMemoryClaims.orderConcepts(kind, orderBy), pace);
  const page = await view.conceptPage({ kind, orderBy, filter: pageFilter, first, after: from });
  return connect(
    page.items.map((node) => ({ node: context.bind(node, requestView) })),
    (_, index) => encodeCursor(list, page.cursors[index] ?? []),
    { ...page, hasPreviousPage: from !== null },
  );
}

async function readFilter(
  requestView: RequestView,
  kind: ConceptKind,
  { references, names, relatedTo }: ConceptFilterInput,
): Promise<ConceptPageFilter> {
  const [own, related] = await settleAll([
    references &&
      requestView.loaders.reference.loadMany(references.map((reference) => ({ kind, reference }))),
    relatedTo && loadReferences(requestView, 'filter.relatedTo', relatedTo, conceptKinds),
  ]);
  return {
    ...(own ? { ids: own.flatMap((concept) => (concept ? [concept.id] : [])) } : {}),
    ...(names ? { named: names.map(fold) } : {}),
    ...(related ? { relatedTo: related.map(({ id }) => id) } : {}),
  };
}
