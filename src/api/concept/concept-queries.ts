import { IsOptional, ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver, type ClassType } from 'type-graphql';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import {
  kindsInWords,
  kindWords,
  listName,
  memberName,
  type Concept,
  type ConceptKind,
} from '../../graph/concept.js';
import type { ConceptCursor, ConceptOrder } from '../../graph/ports/reading.js';
import { connect, type Connection } from '../paging/connection.js';
import { connectionOf, pageArguments } from '../paging/connection.type.js';
import { inSlices } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { ConceptOrderEnum } from '../vocabulary/enums.js';
import { conceptTypeNames } from './node.type.js';
import { readConceptFilter } from './concept-filter.js';
import { ConceptFilterInput } from './concept-filter.type.js';

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
      @Ctx() { published }: RequestContext,
    ): MaybePromise<Concept | null> {
      return published.loaders.reference.load({ kind, reference: slug });
    }

    @Query(() => connection, {
      name: listName(kind),
      nullable: true,
      description: `A paginated list of all ${kindWords[kind].plural.toLowerCase()}.`,
    })
    concepts(
      @Args(() => ConceptListArgs) args: ConceptListArgs,
      @Ctx() { published }: RequestContext,
    ): Promise<Connection<Concept>> {
      return loadConceptPage(published, kind, args);
    }
  }
  return ConceptQueries;
}

function connectionOfKind(kind: ConceptKind, type: ClassType<object>): ClassType<object> {
  const content = kindWords[kind].plural.toLowerCase();
  return connectionOf({ name: conceptTypeNames[kind], content }, () => type);
}

async function loadConceptPage(
  requestView: RequestView,
  kind: ConceptKind,
  { filter, orderBy, first, after }: ConceptListArgs,
): Promise<Connection<Concept>> {
  const list = [kind, orderBy, filter ?? null];
  const shape: ConceptCursor = ['', ''];
  const from = decodeCursor(list, after, shape);
  const { view, pace } = requestView;
  const pageFilter = filter ? await readConceptFilter(requestView, kind, filter) : {};
  if (view.inMemoryClaims) await inSlices(view.inMemoryClaims.orderConcepts(kind, orderBy), pace);
  const page = await view.conceptPage({ kind, orderBy, filter: pageFilter, first, after: from });
  return connect(
    page.items.map((node) => ({ node })),
    (_, index) => encodeCursor(list, page.cursors[index] ?? []),
    { ...page, hasPreviousPage: from !== null },
  );
}
