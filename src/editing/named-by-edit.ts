import { claimId } from '../graph/identity.js';
import type { ClaimDraft } from '../graph/ports/writing.js';
import type { Edit, RecordedEdit } from './edit.js';

/** The ids of the concepts and claims that an edit names. */
export interface NamedThings {
  readonly concepts: readonly string[];
  /** The claims that the edit puts or names by id. Claims that end or change with a concept are not included. */
  readonly claims: readonly string[];
}

/** Lists the concepts and claims that an edit names. */
export function namedBy(edit: Edit): NamedThings {
  switch (edit.type) {
    case 'putConcept':
      return { concepts: [edit.concept.id], claims: [] };
    case 'renameConcept':
    case 'endConcept':
    case 'setDimension':
      return { concepts: [edit.id], claims: [] };
    case 'mergeConcept':
      return { concepts: [edit.id, edit.into], claims: [] };
    case 'putClaim':
      return { concepts: conceptsOf(edit.claim), claims: [claimId(edit.claim)] };
    case 'replaceClaim':
      return { concepts: conceptsOf(edit.claim), claims: [edit.id, claimId(edit.claim)] };
    case 'rankClaim':
    case 'endClaim':
      return { concepts: [], claims: [edit.id] };
    case 'addCitation':
      return { concepts: [], claims: [edit.claim] };
    case 'putText':
      return { concepts: [edit.text.source], claims: [] };
  }
}

/** Lists the concepts that a claim names, each once. */
export function conceptsOf({
  subject,
  target,
  source,
}: Pick<ClaimDraft, 'subject' | 'target' | 'source'>): readonly string[] {
  return [...new Set(target === null ? [subject, source] : [subject, target, source])];
}

/**
 * Lists the ids of the concepts and claims that an edit names, and of the concepts that these claims name in the base. A base of which only the revision is stored has
 * no claims.
 */
export function touchedIds({ edit, base }: Omit<RecordedEdit, 'number'>): readonly string[] {
  const touched = new Set<string>();
  visitTouchedIds(edit, base, (id) => touched.add(id));
  return [...touched];
}

/** Visits the ids that `touchedIds` lists, some of them several times. Does not create objects, because a revert may have 100,000 edits. */
export function visitTouchedIds(edit: Edit, base: RecordedEdit['base'], visit: (id: string) => void): void {
  const { concepts, claims } = namedBy(edit);
  for (const id of concepts) visit(id);
  for (const id of claims) visit(id);
  if (!('claims' in base)) return;
  for (const id of claims) {
    const cited = base.claims[id];
    if (!cited) continue;
    const { subject, target, source } = cited.claim;
    visit(subject);
    visit(source);
    if (target !== null) visit(target);
  }
}
