import { conceptForms } from '../../formats/forms/concept-forms.js';
import { conceptId, isSlug, kindOfId, slugRule, type Concept } from '../../graph/concept.js';
import { claimId, isClaimId, sortQualifiers } from '../../graph/identity.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { yes } from '../../graph/values/support.js';
import { expectUnitOfScale } from '../../graph/values/quantity.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import { noScale, ValueError, type Scale } from '../../graph/values/value-type.js';
import { predicateRules } from '../../graph/claim.js';
import { readClaims, readConcepts } from '../base-edits.js';
import type { CitedClaim, Edit } from '../edit.js';
import { problemOf, type Problem } from '../problem.js';
import type { EditResolution } from '../resolution.js';
import type { ClaimRequest, ConceptRequest, EditRequest, WrittenValue } from './edit-request.js';
import { Refusal, refusal } from './refusal.js';

/** A requested edit. */
export interface RequestedEdit {
  readonly request: EditRequest;
  /** The path of the edit in the input of the operation. */
  readonly path: readonly (string | number)[];
}

/** The completed edits, in the order of the requests. */
export interface CompletedEdits {
  /** Null for a request with problems. */
  readonly edits: readonly (Edit | null)[];
  readonly problems: readonly Problem[];
}

/**
 * Completes requested edits with members from the graph. The order counts: a later request may name a concept or claim that an earlier one puts.
 * @param view the published view
 * @param earlier the resolution of the other edits of the changeset
 */
export async function completeEdits(
  view: GraphView,
  earlier: Pick<EditResolution, 'concepts' | 'claims'>,
  requested: readonly RequestedEdit[],
): Promise<CompletedEdits> {
  const known = await KnownThings.load(view, earlier, requested);
  const problems: Problem[] = [];
  const edits: (Edit | null)[] = requested.map(({ request, path }) => {
    try {
      const edit = complete(request, known);
      known.add(edit);
      return edit;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(
        ...error.problems.map((problem) => ({ ...problem, path: [...path, request.type, ...problem.path] })),
      );
      return null;
    }
  });
  await known.loadClaims(
    view,
    edits.flatMap((edit) => (edit?.type === 'putClaim' ? claimId(edit.claim) : [])),
  );
  return { edits: edits.map((edit) => edit && inPlace(edit, known)), problems };
}

/** Copies `supersedes` of the existing claim to an edit that changes the claim in place. */
function inPlace(edit: Edit, known: KnownThings): Edit {
  if (edit.type !== 'putClaim') return edit;
  const { supersedes = null } = known.stored(claimId(edit.claim))?.claim ?? {};
  return supersedes === null ? edit : { ...edit, claim: { ...edit.claim, supersedes } };
}

/** The concepts and claims that requests need, after the edits so far. */
class KnownThings {
  readonly #concepts: Map<string, Concept>;
  readonly #claims: Map<string, CitedClaim>;
  /** The claims of the graph and of the earlier edits. */
  readonly #stored: Map<string, CitedClaim>;

  private constructor(concepts: ReadonlyMap<string, Concept>, claims: ReadonlyMap<string, CitedClaim>) {
    this.#concepts = new Map(concepts);
    this.#claims = new Map(claims);
    this.#stored = new Map(claims);
  }

  static async load(
    view: GraphView,
    earlier: Pick<EditResolution, 'concepts' | 'claims'>,
    requested: readonly RequestedEdit[],
  ): Promise<KnownThings> {
    const claims = await readClaims(
      view,
      requested.flatMap(({ request }) => claimsNeededBy(request)),
    );
    const targets = [...claims.values()].flatMap(({ claim }) => claim.target ?? []);
    const concepts = await readConcepts(view, [
      ...targets,
      ...requested.flatMap(({ request }) => conceptsNeededBy(request)),
    ]);
    const known = new KnownThings(concepts, claims);
    for (const { before, after } of earlier.concepts) known.#setConcept(before, after);
    for (const { before, after } of earlier.claims) {
      for (const claims of [known.#claims, known.#stored]) {
        if (before) claims.delete(before.claim.id);
        if (after) claims.set(after.claim.id, after);
      }
    }
    return known;
  }

  /** Loads the claims of the graph with these ids, for `stored`. */
  async loadClaims(view: GraphView, ids: readonly string[]): Promise<void> {
    const found = await readClaims(
      view,
      ids.filter((id) => !this.#stored.has(id)),
    );
    for (const [id, cited] of found) this.#stored.set(id, cited);
  }

  /** Returns a loaded claim of the graph or of the earlier edits; null if there is none. */
  stored(id: string): CitedClaim | null {
    return this.#stored.get(id) ?? null;
  }

  concept(id: string): Concept | null {
    return this.#concepts.get(id) ?? null;
  }

  claim(id: string): CitedClaim | null {
    return this.#claims.get(id) ?? null;
  }

  /** Adds the concept or claim that an edit puts, or the properties of a dimension that it sets. */
  add(edit: Edit): void {
    if (edit.type === 'putConcept') this.#setConcept(null, edit.concept);
    if (edit.type === 'setDimension') {
      const concept = this.concept(edit.id);
      if (concept?.kind === 'DIMENSION') this.#setConcept(null, { ...concept, ...edit.properties });
    }
    if (edit.type === 'putClaim' || edit.type === 'replaceClaim') {
      const { citations, ...members } = edit.claim;
      const id = claimId(edit.claim);
      this.#claims.set(id, { claim: { ...members, id, since: 0 }, citations });
    }
  }

  #setConcept(before: Concept | null, after: Concept | null): void {
    if (after) this.#concepts.set(after.id, after);
    else if (before) this.#concepts.delete(before.id);
  }
}

function claimsNeededBy(request: EditRequest): readonly string[] {
  return request.type === 'replaceClaim' && isClaimId(request.id) ? [request.id] : [];
}

function conceptsNeededBy(request: EditRequest): readonly string[] {
  if (request.type === 'putConcept') return request.concept.id === null ? [] : [request.concept.id];
  if (request.type !== 'putClaim' && request.type !== 'replaceClaim') return [];
  return request.claim.target === undefined || request.claim.target === null ? [] : [request.claim.target];
}

function complete(request: EditRequest, known: KnownThings): Edit {
  switch (request.type) {
    case 'putConcept':
      return completeConcept(request.concept, known);
    case 'putClaim':
      return { type: 'putClaim', claim: completeClaim(request.claim, known) };
    case 'replaceClaim': {
      const replaced = expectClaim(request.id, known);
      return { type: 'replaceClaim', id: request.id, claim: replaceMembers(replaced, request.claim, known) };
    }
    default:
      return request;
  }
}

/** Completes a concept, by the rules of graph documents. */
function completeConcept({ id, kind, members, formerSlugs }: ConceptRequest, known: KnownThings): Edit {
  const existing = id === null ? null : known.concept(id);
  if (id !== null && !existing) {
    throw refusal(kindOfId(id) === undefined ? 'INVALID_ID' : 'UNKNOWN_CONCEPT', {
      path: ['id'],
      expected: 'the id of a concept that is in the graph, or no id for a new concept',
      got: id,
    });
  }
  if (existing && existing.kind !== kind)
    throw refusal('WRONG_KIND', { path: ['kind'], expected: existing.kind, got: kind });
  const { id: _id, kind: _kind, ...current } = existing ?? { id: null, kind };
  const stated = Object.fromEntries(
    Object.entries({ ...current, ...members }).filter(([, value]) => value !== null && value !== undefined),
  );
  const { schema } = conceptForms[kind];
  const parsed = schema.safeParse(stated);
  if (!parsed.success)
    throw new Refusal(parsed.error.issues.flatMap((issue) => problemsOfIssue(issue, stated)));
  const { id: _stated, claims: _claims, texts: _texts, formerSlugs: _former, ...properties } = parsed.data;
  const firstSlug = properties.slug;
  const concept = { kind, id: id ?? conceptId(kind, firstSlug), ...properties } as Concept;
  const slug = formerSlugs.find((each) => !isSlug(each));
  if (slug !== undefined)
    throw refusal('INVALID_SLUG', { path: ['formerSlugs'], expected: `slugs of ${slugRule}`, got: slug });
  return { type: 'putConcept', concept, ...(formerSlugs.length > 0 ? { formerSlugs } : {}) };
}

interface ShapeIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

const slugMembers: ReadonlySet<unknown> = new Set(['slug', 'formerSlugs']);
const nameMembers: ReadonlySet<unknown> = new Set(['name', 'aliases']);

function problemsOfIssue(issue: ShapeIssue, stated: Readonly<Record<string, unknown>>): readonly Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) =>
      problemOf('INVALID_ARGUMENT', { path: [key], expected: issue.message, got: key }),
    );
  }
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  let value: unknown = stated;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key as string];
  const [member] = path;
  const code = slugMembers.has(member)
    ? 'INVALID_SLUG'
    : nameMembers.has(member)
      ? 'INVALID_NAME'
      : 'valueType' in stated || member === 'valueType'
        ? 'INVALID_DIMENSION'
        : 'INVALID_ARGUMENT';
  return [
    problemOf(code, { path, expected: issue.message, got: value === undefined ? 'nothing' : inWords(value) }),
  ];
}

function inWords(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function expectClaim(id: string, known: KnownThings): CitedClaim {
  const cited = known.claim(id);
  if (cited) return cited;
  throw refusal(isClaimId(id) ? 'UNKNOWN_CLAIM' : 'INVALID_ID', {
    path: ['id'],
    expected: 'the id of a claim that is in the graph',
    got: id,
  });
}

function completeClaim({ value, ...claim }: ClaimRequest, known: KnownThings): ClaimDraft {
  const isLink = predicateRules[claim.predicate].targets.length > 0;
  const isPlainLink = isLink && claim.predicate !== 'HAS_VALUE' && claim.absence === null;
  const parsed = value ? parseValue(value, claim, known) : isPlainLink ? yes : null;
  return { ...claim, qualifiers: sortQualifiers(claim.qualifiers), value: parsed, supersedes: null };
}

/** Replaces members of a claim. A stated value replaces an absence, and a stated absence a value. */
function replaceMembers(
  { claim: { id: _id, since: _since, ...replaced }, citations }: CitedClaim,
  { value, ...stated }: Partial<ClaimRequest>,
  known: KnownThings,
): ClaimDraft {
  const claim = { ...replaced, citations, ...stated };
  const hasAbsence = stated.absence !== undefined && stated.absence !== null;
  if (value && hasAbsence) {
    throw refusal('INVALID_CLAIM', {
      path: ['absence'],
      expected: 'either a value or an absence',
      got: 'both',
    });
  }
  const parsed = value
    ? parseValue(value, claim, known)
    : hasAbsence || value === null
      ? null
      : replaced.value;
  return {
    ...claim,
    absence: value ? null : claim.absence,
    qualifiers: sortQualifiers(claim.qualifiers),
    value: parsed,
    supersedes: null,
  };
}

/** Parses a value by the value type and scale of its dimension; the value of a link is of the type SUPPORT. */
function parseValue(
  { type, written }: WrittenValue,
  { predicate, target }: Pick<ClaimDraft, 'predicate' | 'target'>,
  known: KnownThings,
): ClaimValue {
  let scale: Scale = noScale;
  let expected: WrittenValue['type'] = 'SUPPORT';
  if (predicate === 'HAS_VALUE') {
    const dimension = target === null ? null : known.concept(target);
    if (dimension?.kind !== 'DIMENSION') {
      throw refusal(dimension ? 'WRONG_KIND' : 'UNKNOWN_CONCEPT', {
        path: ['target'],
        expected: 'the id of a dimension that is in the graph, or that an earlier edit puts',
        got: target ?? 'nothing',
        ...(target === null || dimension ? {} : { unknown: target }),
      });
    }
    scale = dimension;
    expected = dimension.valueType;
  }
  if (type !== expected) {
    throw refusal('INVALID_VALUE', {
      path: ['value'],
      expected: `a value of ${expected}`,
      got: `a value of ${type}`,
    });
  }
  try {
    const value: ClaimValue = ruleFor(type).parse(written, scale);
    if (value.type === 'QUANTITY') expectUnitOfScale(value, scale);
    return value;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw refusal('INVALID_VALUE', { path: ['value'], expected: error.expected, got: error.actual });
  }
}
