import { ArgsType, Field } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Predicate } from '../../graph/claim.js';
import type { Concept, ConceptKind, ConceptOf, FeatureKind } from '../../graph/concept.js';
import type { Support } from '../../graph/values/support.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import { inSlice } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import { FeatureKindEnum, SupportEnum } from '../vocabulary/enums.js';
import { loadLinks, type Link } from './links.js';

/** The arguments of a list of links. */
@ArgsType()
export class LinkListArgs extends pageArguments(50) {
  @Field(() => [SupportEnum], {
    defaultValue: ['YES', 'PARTIAL'],
    description: 'Only links with one of these values. Add NO to include links that sources deny.',
  })
  readonly supports!: readonly Support[];
}

/** The arguments of a list of links to features. */
@ArgsType()
export class FeatureListArgs extends LinkListArgs {
  @Field(() => FeatureKindEnum, { nullable: true, description: 'Only features of this kind.' })
  readonly featureKind?: FeatureKind | null;
}

type LinkConnection<Kind extends ConceptKind> = Connection<
  ConceptOf<Kind>,
  Link<ConceptOf<Kind>> & { cursor: string }
>;

/** The links that a list contains. */
export interface LinkPath<Kind extends ConceptKind> {
  /** The role that the concept with the list has in the claims. */
  readonly end: 'subject' | 'target';
  readonly predicate: Predicate;
  readonly kind: Kind;
}

/**
 * Loads a page of the concepts that are linked with a concept, each with the claims that state the link.
 * @throws {TertiumError} BAD_USER_INPUT if `after` does not belong to this list
 */
export function listLinks<Kind extends ConceptKind>(
  context: RequestContext,
  concept: Concept,
  { end, predicate, kind }: LinkPath<Kind>,
  args: LinkListArgs & { readonly featureKind?: FeatureKind | null },
): MaybePromise<LinkConnection<Kind>> {
  const { supports, featureKind } = args;
  const loaded = inSlice(
    () => loadLinks(context.loadersFor(concept), concept, end, predicate, kind),
    context.pace,
  );
  return mapMaybe(loaded, (links) => {
    const selected = links.filter(({ node, support }) => {
      const isSupported = support !== null && supports.includes(support);
      return isSupported && (!featureKind || ('featureKind' in node && node.featureKind === featureKind));
    });
    const list = [concept.id, predicate, kind, supports, featureKind ?? null];
    return pageOf(list, selected, (link) => link.node.id, args);
  });
}
