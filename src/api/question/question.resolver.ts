import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Question } from '../../graph/concept.js';
import { maxApproaches } from '../references/approach-references.js';
import { ClaimType } from '../claim/claim.type.js';
import { minApproaches, loadComparison, type LoadedComparison } from '../comparison/comparison-loading.js';
import { AxisSelectionInput, ComparisonType } from '../comparison/comparison.type.js';
import { ApproachType } from '../approach/approach.type.js';
import { conceptQueries } from '../concept/concept-queries.js';
import { linkConnectionOf } from '../paging/connection.type.js';
import { questionPage } from '../../words/page-addresses.js';
import { pageUrl } from '../request/presentation.js';
import type { RequestContext } from '../request/context.js';
import { LinkListArgs, listLinks } from '../links/link-lists.js';
import { QuestionConnection } from '../paging/lists.type.js';
import { QuestionType } from './question.type.js';

export const QuestionQueries = conceptQueries('QUESTION', QuestionType, QuestionConnection);

const QuestionApproachConnection = linkConnectionOf(
  { name: 'QuestionApproach', content: 'approaches that a question is about' },
  () => ApproachType,
);

@Resolver(() => QuestionType)
export class QuestionResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The address of the page about the question; null if the server has no base URL.',
  })
  url(@Root() question: Question, @Ctx() context: RequestContext): string | null {
    return pageUrl(context.presentation, questionPage(question));
  }

  @FieldResolver(() => [ClaimType], {
    description: 'The claims that state the difference between the approaches as text.',
  })
  distinctions(@Root() question: Question, @Ctx() context: RequestContext): MaybePromise<readonly Claim[]> {
    return context
      .loadersFor(question)
      .claimsAbout.load({ concept: question.id, predicate: 'DISTINGUISHED_BY' });
  }

  @FieldResolver(() => [ClaimType], {
    description: 'The advice that answers the question, e.g. to use both approaches.',
  })
  conclusions(@Root() question: Question, @Ctx() context: RequestContext): MaybePromise<readonly Claim[]> {
    return context.loadersFor(question).claimsAbout.load({ concept: question.id, predicate: 'CONCLUDES' });
  }

  @FieldResolver(() => QuestionApproachConnection, {
    description: 'The approaches that the question is about.',
  })
  approaches(
    @Root() question: Question,
    @Args(() => LinkListArgs) args: LinkListArgs,
    @Ctx() context: RequestContext,
  ) {
    return listLinks(context, question, { end: 'subject', predicate: 'ASKS_ABOUT', kind: 'APPROACH' }, args);
  }

  @FieldResolver(() => ComparisonType, {
    nullable: true,
    description: `A comparison of the approaches of the question; null for fewer than ${minApproaches} or more than ${maxApproaches} approaches.`,
  })
  async comparison(
    @Root() question: Question,
    @Arg('along', () => AxisSelectionInput, {
      nullable: true,
      description:
        'The axes to compare along. Default: the dimensions along which at least one of the approaches has claims, and the features, benefits, drawbacks and use cases that at least one of the approaches has.',
    })
    along: AxisSelectionInput | null,
    @Ctx() context: RequestContext,
  ): Promise<LoadedComparison | null> {
    const requestView = context.viewOf(question);
    const links = await requestView.loaders.claimsAbout.load({
      concept: question.id,
      predicate: 'ASKS_ABOUT',
    });
    const approaches = [...new Set(links.flatMap(({ target }) => target ?? []))];
    if (approaches.length < minApproaches || approaches.length > maxApproaches) return null;
    // At the published revision, the ids of the comparison do not cover the revision, even if the request selects the revision by number: the id of the
    // question does not depend on the selection either.
    const at = context.pinOf(requestView);
    return context.bind(await loadComparison(requestView, approaches, along ?? {}, at), requestView);
  }
}
