import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import type { SearchCursor } from '../../graph/ports/reading.js';
import type { SearchMatch } from '../../graph/search/search-matches.js';
import { inSlice } from '../../graph/work/steps.js';
import { searchBounds } from '../../graph/search/search-query.js';
import { ClaimType } from '../claim/claim.type.js';
import { connect, type Connection, type Edge } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { viewKeyOf, ViewArguments } from '../request/view-arguments.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { ConceptKindEnum } from '../vocabulary/enums.js';
import { SearchConnection, SearchMatchType } from './search.type.js';

@ArgsType()
class SearchArgs extends pageArguments(20) {
  @Field(() => String, {
    description: `The words to search for: at most ${searchBounds.characters} characters and ${searchBounds.words} different words. A concept is found if its names, summary or claims contain every word: as a whole word, in the singular or the plural, as the prefix of a word, or with typos. Case and accents are ignored. Operators are not supported.`,
  })
  readonly text!: string;

  @Field(() => [ConceptKindEnum], {
    nullable: true,
    description: 'Only concepts of these kinds. Default: all kinds.',
  })
  readonly kinds?: readonly ConceptKind[] | null;
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
      'Searches the names, aliases, summaries and claims of concepts, most relevant first. In the same field, whole words rank before prefixes and other forms of words. Words with typos rank after all correctly spelt words. Among equal results, texts in which the words are adjacent rank first, then names of which the words cover a larger share.',
  })
  async search(
    @Args(() => SearchArgs) { text, kinds = null, first, after }: SearchArgs,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Concept, SearchEdge>> {
    const list = ['search', text, kinds, viewKeyOf(viewArguments)];
    const shape: SearchCursor = [0, '', ''];
    const from = decodeCursor(list, after, shape);
    const requestView = await context.viewAt(viewArguments);
    const search = { text, kinds, first, after: from };
    const page = await inSlice(() => requestView.view.searchPage(search, context.pace), context.pace);
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
    description: 'The claim that contains the text; null for names, aliases and summaries.',
  })
  claim(@Root() match: SearchMatch, @Ctx() context: RequestContext): MaybePromise<Claim | null> {
    return match.claim === null ? null : context.loadersFor(match).claim.load(match.claim);
  }
}
