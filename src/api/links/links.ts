import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim, Predicate } from '../../graph/claim.js';
import { kindOfId, type Concept, type ConceptKind, type ConceptOf } from '../../graph/concept.js';
import { groupBy } from '../../graph/group-by.js';
import { loadConcept, loadConcepts } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { Support } from '../../graph/values/support.js';
import { linkValueDefinition } from '../../comparison/cells/axis.js';
import { statedValues } from '../../comparison/cells/cell.js';

/** A linked concept, the support of the link, and the claims that state the link. */
export interface Link<Node extends Concept = Concept> {
  readonly node: Node;
  readonly support: Support | null;
  readonly claims: readonly Claim[];
}

/**
 * Loads the concepts of a kind that are linked to a concept by claims with one predicate. Each linked concept has one link, in the order of its
 * first claim: by position if `concept` is the subject, and by the name of the subject if `concept` is the target. Also loads the sources of the
 * claims, which requests usually read next.
 * @param end the role of `concept` in the claims
 * @param farKind the kind of the linked concepts
 */
export function loadLinks<Kind extends ConceptKind>(
  loaders: Loaders,
  concept: Concept,
  end: 'subject' | 'target',
  predicate: Predicate,
  farKind: Kind,
): MaybePromise<readonly Link<ConceptOf<Kind>>[]> {
  const farEnd = end === 'subject' ? 'target' : 'subject';
  const loader = end === 'subject' ? loaders.claimsAbout : loaders.claimsToward;
  return mapMaybe(loader.load({ concept: concept.id, predicate }), (allClaims) => {
    const claims = allClaims.filter((claim) => kindOfId(claim[farEnd] ?? '') === farKind);
    const references = claims.flatMap((claim) => [claim[farEnd] as string, claim.source]);
    return mapMaybe(loadConcepts(loaders, references), () =>
      [...groupBy(claims, (claim) => claim[farEnd] as string)].flatMap(([far, linkClaims]) => {
        const node = loadConcept(loaders, far);
        if (!node || node instanceof Promise) return [];
        return [{ node: node as ConceptOf<Kind>, support: supportOf(linkClaims), claims: linkClaims }];
      }),
    );
  });
}

const noNames: ReadonlySet<string> = new Set();

/**
 * Returns the support of a link by the rules for cells: only claims with the highest rank count; if they state different values, the value with
 * the most sources is returned. Returns null if they state no value.
 */
function supportOf(claims: readonly Claim[]): Support | null {
  for (const { value } of statedValues(claims, linkValueDefinition, () => noNames)) {
    if (value?.type === 'SUPPORT') return value.support;
  }
  return null;
}
