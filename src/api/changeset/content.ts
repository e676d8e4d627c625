import { dimensionPropertyNames, type DimensionProperties, type RecordedEdit } from '../../editing/edit.js';
import type { ConflictState, Problem } from '../../editing/problem.js';
import type { Citation, Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { claimId } from '../../graph/identity.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { ClaimContentType, ConceptContentType, DimensionPropertiesType } from './content.type.js';
import { editTypeNames, type ChangesetEditType } from './changeset.type.js';
import type { ProblemType } from './problem.type.js';

/** Converts an edit of a changeset to the fields of the API. */
export function editContent({ number, edit, base }: RecordedEdit): ChangesetEditType {
  const content = {
    number,
    type: editTypeNames[edit.type],
    baseRevision: base.revision,
    target: null,
    concept: null,
    claim: null,
    name: null,
    slug: null,
    into: null,
    withClaims: null,
    rank: null,
    citation: null,
    properties: null,
    propertiesSet: null,
    textOf: null,
  };
  switch (edit.type) {
    case 'putConcept':
      return { ...content, concept: conceptContent(edit.concept) };
    case 'putClaim':
      return { ...content, claim: draftContent(edit.claim) };
    case 'replaceClaim':
      return { ...content, target: edit.id, claim: draftContent(edit.claim) };
    case 'renameConcept':
      return { ...content, target: edit.id, name: edit.name ?? null, slug: edit.slug ?? null };
    case 'mergeConcept':
      return { ...content, target: edit.id, into: edit.into };
    case 'endConcept':
      return { ...content, target: edit.id, withClaims: edit.withClaims };
    case 'rankClaim':
      return { ...content, target: edit.id, rank: edit.rank };
    case 'endClaim':
      return { ...content, target: edit.id };
    case 'addCitation':
      return { ...content, target: edit.claim, citation: edit.citation };
    case 'setDimension':
      return {
        ...content,
        target: edit.id,
        properties: dimensionContent(edit.properties),
        propertiesSet: Object.keys(edit.properties),
      };
    case 'putText':
      return { ...content, textOf: edit.text.source };
  }
}

function draftContent({ citations, ...draft }: ClaimDraft): ClaimContentType {
  return claimContent({ ...draft, id: claimId(draft) }, citations);
}

function claimContent(
  { id, value, ...claim }: Omit<Claim, 'since'>,
  citations: readonly Citation[],
): ClaimContentType {
  const { subject, predicate, target, absence, text, qualifiers, rank, position, source } = claim;
  return {
    claimId: id,
    ...{ subject, predicate, target, absence, text, qualifiers, rank, position, source, citations },
    valueType: value && value.type,
    value: value && ruleOf(value).display(value),
  };
}

function conceptContent(concept: Concept): ConceptContentType {
  const { id, kind, slug, name, aliases, summary, sameAs } = concept;
  const own = concept as Partial<ConceptContentType>;
  return {
    conceptId: id,
    ...{ kind, slug, name, aliases, summary, sameAs },
    featureKind: own.featureKind ?? null,
    dimension: concept.kind === 'DIMENSION' ? dimensionContent(concept) : null,
    category: own.category ?? null,
    url: own.url ?? null,
    publisher: own.publisher ?? null,
    language: own.language ?? null,
    publishedOn: own.publishedOn ?? null,
    accessedOn: own.accessedOn ?? null,
    readingMinutes: own.readingMinutes ?? null,
  };
}

function dimensionContent(properties: DimensionProperties): DimensionPropertiesType {
  return Object.fromEntries(
    dimensionPropertyNames.map((name) => [name, properties[name] ?? null]),
  ) as unknown as DimensionPropertiesType;
}

/** Converts a problem to the fields of the API. */
export function problemContent({ path, conflict, ...problem }: Problem): ProblemType {
  return {
    ...problem,
    path: path.map(String),
    conflict: conflict
      ? {
          thing: conflict.thing,
          thingId: conflict.id,
          base: stateContent(conflict.base),
          theirs: stateContent(conflict.theirs),
          mine: stateContent(conflict.mine),
          resolutions: conflict.resolutions,
        }
      : null,
  };
}

function stateContent(state: ConflictState | null) {
  return (
    state && {
      concept: state.concept && conceptContent(state.concept),
      claim: state.claim && claimContent(state.claim, state.citations),
    }
  );
}
