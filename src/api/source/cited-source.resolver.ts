import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Directive, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { CitedSource } from '../../graph/concept.js';
import type { SourceTextEntry } from '../../graph/source-text.js';
import { CitedSourceType } from './cited-source.type.js';
import { listClaims } from '../claim/claim-lists.js';
import { conceptQueries } from '../concept/concept-queries.js';
import type { Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import { sourcePage } from '../../words/page-addresses.js';
import { pageUrl } from '../request/presentation.js';
import type { RequestContext } from '../request/context.js';
import { CitedSourceConnection, ClaimConnection } from '../paging/lists.type.js';
import { SourceTextType } from './source-text.type.js';

export const CitedSourceQueries = conceptQueries('CITED_SOURCE', CitedSourceType, CitedSourceConnection);

@ArgsType()
class CitedSourceClaimsArgs extends pageArguments(100) {}

const maxTexts = 50;

@ArgsType()
class CitedSourceTextsArgs {
  @Field(() => Int, { defaultValue: 5, description: `Maximum number of texts: 0 to ${maxTexts}.` })
  @Min(0, { message: `first: expected 0 to ${maxTexts}, got $value.` })
  @Max(maxTexts, { message: `first: expected 0 to ${maxTexts}, got $value.` })
  readonly first!: number;
}

@Resolver(() => CitedSourceType)
export class CitedSourceResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The address of the page about the source on this server; null if the server has no base URL.',
  })
  pageUrl(@Root() source: CitedSource, @Ctx() context: RequestContext): string | null {
    return pageUrl(context.presentation, sourcePage(source));
  }

  @FieldResolver(() => ClaimConnection, {
    description: 'The claims of this source, ordered by the name of the subject.',
  })
  claims(
    @Root() source: CitedSource,
    @Args(() => CitedSourceClaimsArgs) args: CitedSourceClaimsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Claim>> {
    return listClaims(context, source, 'source', {}, args);
  }

  @Directive('@tag(name: "texts")')
  @FieldResolver(() => [SourceTextType], {
    description:
      'The imported texts of this source, newest first: the current text, and earlier texts from which claims were imported. Empty if the claims of the source were not imported from a text.',
  })
  texts(
    @Root() source: CitedSource,
    @Args(() => CitedSourceTextsArgs) { first }: CitedSourceTextsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly SourceTextEntry[]> {
    const view = context.viewOf(source);
    return mapMaybe(view.loaders.textsOf.load(source.id), (texts) =>
      texts.slice(0, first).map((text) => context.bind(text, view)),
    );
  }
}
