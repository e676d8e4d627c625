import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import type { SearchCursor } from '../../graph/ports/reading.js';
import type { SearchMatch } from '../../graph/search/search-matches.js';
import { inTurn } from '../../graph/work/steps.js';
import { searchBounds } from '../../graph/search/search-query.js';
import { ClaimType } from '../claim/claim.type.js';
import { connect, type Connection, type Edge } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { ConceptKindEnum } from '../vocabulary/enums.js';
import { SearchConnection, SearchMatchType } from './search.type.js';

@ArgsType()
class SearchArgs extends pageArguments(20) {
  @Field(() => String, {
    description: `The words to look for, ${searchBounds.characters} characters and ${searchBounds.words} different words at most. Each must be found in the names, the summary or the claims of a concept: as it is, as the beginning of a word, or with a typo. Case and accents do not count, and no sign is an operator.`,
  })
  readonly text!: string;

  @Field(() => [ConceptKindEnum], {
    nullable: true,
    description: 'Only concepts of these kinds; of every kind, when left out.',
  })
  readonly kinds?: readonly ConceptKind[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision to search; what is published now, when left out.',
  })
  readonly at?: number | null;
}

interface SearchEdge extends Edge<Concept> {
  readonly score: number;
  readonly matches: readonly SearchMatch[];
}

@Resolver(() => SearchMatchType)
export class SearchResolver {
  @Query(() => SearchConnection, {
    nullable: true,
    description:
      'The concepts that words lead to, the most relevant first: by name, alias, summary, or what is claimed of them. Beginnings of words will do, and typos are forgiven.',
  })
  async search(
    @Args(() => SearchArgs) { text, kinds = null, at = null, first, after }: SearchArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Concept, SearchEdge>> {
    const list = ['search', text, kinds, at];
    const shape: SearchCursor = [0, '', ''];
    const from = decodeCursor(list, after, shape);
    const requestView = await context.at(at);
    const search = { text, kinds, first, after: from };
    const page = await inTurn(() => requestView.view.searchPage(search, context.pace), context.pace);
    const items = page.items.map(({ concept, score, matches }) => {
      requestView.loaders.reference.prime({ kind: concept.kind, reference: concept.id }, concept);
      return {
        node: context.bind(concept, requestView),
        score,
        matches: matches.map((match) => context.bind(match, requestView)),
      };
    });
    const cursorOf = (_: unknown, index: number): string => encodeCursor(list, page.cursors[index] ?? []);
    return connect(items, cursorOf, { ...page, hasPreviousPage: from !== null });
  }

  @FieldResolver(() => ClaimType, {
    nullable: true,
    description: 'The claim whose words or value it is; null for the names and the summary of the concept.',
  })
  claim(@Root() match: SearchMatch, @Ctx() context: RequestContext): MaybePromise<Claim | null> {
    return match.claim === null ? null : context.loadersFor(match).claim.load(match.claim);
  }
}
