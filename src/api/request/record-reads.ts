import { predicateRules, predicates, type Predicate } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import type { ClaimFilter, ClaimPageRequest } from '../../graph/ports/reading.js';

/** Records which concept a reference resolves to. */
export function recordReference(recorder: DependencyRecorder, kind: ConceptKind, reference: string): void {
  if (reference.includes('/')) recorder.concept(reference);
  else recorder.slug(kind, reference);
}

/** Records the claims about a subject that pass a filter. */
export function recordAbout(recorder: DependencyRecorder, subject: string, filter: ClaimFilter): void {
  const { predicates: filtered, targets } = filter;
  if (targets) {
    for (const target of targets) recorder.link(subject, target);
    // The filter does not exclude claims without a target.
    if (!filtered || filtered.some(hasNoTarget)) recorder.link(subject, null);
  } else if (filtered) {
    for (const predicate of filtered) recorder.about(subject, predicate);
  } else {
    recorder.subject(subject);
  }
}

function hasNoTarget(predicate: Predicate): boolean {
  return predicateRules[predicate].targets.length === 0;
}

/** Records the claims toward a target. @param filtered undefined for all predicates */
export function recordToward(
  recorder: DependencyRecorder,
  target: string,
  filtered: readonly Predicate[] | undefined,
): void {
  for (const predicate of filtered ?? predicates) recorder.toward(target, predicate);
}

/** Records a list of claims. The tags of claims cover the folded names of their subjects, by which lists are sorted. */
export function recordClaimPage(
  recorder: DependencyRecorder,
  key: string,
  { by, filter }: Pick<ClaimPageRequest, 'by' | 'filter'>,
): void {
  if (by === 'subject') recordAbout(recorder, key, filter);
  else if (by === 'target') recordToward(recorder, key, filter.predicates);
  else recorder.source(key);
}
