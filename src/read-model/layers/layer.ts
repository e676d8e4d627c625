import {
  checkChange,
  checkClaim,
  type NamedConcept,
  type NumberedChange,
  type PutClaim,
} from '../../graph/changes/check-change.js';
import type { Citation, Claim } from '../../graph/claim.js';
import { kindOfId, type Concept, type ConceptKind } from '../../graph/concept.js';
import { deepFreeze } from '../../graph/deep-freeze.js';
import { claimFingerprint, claimId, conceptDigest } from '../../graph/identity.js';
import type { Changed } from '../../graph/ports/history.js';
import type { ConceptReference, GraphView } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { SourceText } from '../../graph/source-text.js';
import { fold } from '../../graph/text/fold.js';
import { settleAll } from '../../graph/work/maybe-promise.js';

/** A change that a layer can have: every change except `completeSource`, which depends on all claims of a source. */
export type LayerChange = Exclude<Change, { type: 'completeSource' }>;

/** The role of a concept in a claim. */
export type ClaimRole = 'subject' | 'target' | 'source';

const none: readonly never[] = Object.freeze([]);

/** The effect of a set of changes on a view: the changed claims with their citations, the changed concepts, and the added slugs and texts. */
export class Layer {
  readonly claims: ReadonlyMap<string, Changed<Claim>>;
  readonly concepts: ReadonlyMap<string, Changed<Concept>>;
  /** The citations of the added and changed claims, by claim id. */
  readonly citations: ReadonlyMap<string, readonly Citation[]>;
  /** The texts that the changes add to the view, by hash. */
  readonly texts: ReadonlyMap<string, SourceText>;
  /** The concepts that are valid before and after the changes, and whose folded name changes. */
  readonly renamed: ReadonlySet<string>;
  readonly #slugs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly #byRole: Readonly<Record<ClaimRole, ReadonlyMap<string, readonly Changed<Claim>[]>>>;

  /** @param slugs the ids of the concepts that the changes put, by kind and slug */
  constructor(
    claims: ReadonlyMap<string, Changed<Claim>>,
    concepts: ReadonlyMap<string, Changed<Concept>>,
    citations: ReadonlyMap<string, readonly Citation[]>,
    texts: ReadonlyMap<string, SourceText>,
    slugs: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ) {
    this.claims = claims;
    this.concepts = concepts;
    this.citations = citations;
    this.texts = texts;
    this.#slugs = slugs;
    this.renamed = new Set(
      [...concepts].flatMap(([id, { before, after }]) =>
        before && after && fold(before.name) !== fold(after.name) ? [id] : [],
      ),
    );
    const lists = (): Map<string, Changed<Claim>[]> => new Map();
    const byRole = { subject: lists(), target: lists(), source: lists() };
    for (const changed of claims.values()) {
      const claim = (changed.after ?? changed.before) as Claim;
      addTo(byRole.subject, claim.subject, changed);
      addTo(byRole.source, claim.source, changed);
      if (claim.target !== null) addTo(byRole.target, claim.target, changed);
    }
    this.#byRole = byRole;
  }

  /** Returns the changed claims that name a concept in a role. */
  claimsOf(role: ClaimRole, concept: string): readonly Changed<Claim>[] {
    return this.#byRole[role].get(concept) ?? none;
  }

  /** Returns the concepts that changed claims name in a role. */
  named(role: ClaimRole): Iterable<string> {
    return this.#byRole[role].keys();
  }

  /** Returns the id of the concept to which a slug resolves, if the changes put this concept; otherwise undefined. */
  conceptOfSlug(kind: ConceptKind, slug: string): string | undefined {
    return this.#slugs.get(kind)?.get(slug);
  }

  /** Returns the slugs that the changes give to a concept. The concept can have some of these slugs, and further slugs, in the view. */
  slugsOf(concept: string): readonly string[] {
    const kind = kindOfId(concept);
    const ofKind = kind && this.#slugs.get(kind);
    return ofKind ? [...ofKind].flatMap(([slug, owner]) => (owner === concept ? [slug] : [])) : none;
  }
}

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

type Numbered<Type extends Change['type']> = NumberedChange<Extract<Change, { type: Type }>>;

/**
 * Computes the effect of changes on a view, with a constant number of reads. Changes without an effect, such as the end of a claim that is
 * not valid, are left out.
 * @param changes as for `GraphWriter.apply`: each concept and each claim at most once
 * @param since the number of the revision with the changes
 * @throws {TertiumError} INVALID_CHANGE if a change is not well-formed, or if a claim does not fit the concepts that it names
 */
export async function layerOf(
  view: GraphView,
  changes: readonly LayerChange[],
  since: number,
): Promise<Layer> {
  const numbered = changes.map((change, index): NumberedChange => ({ number: index + 1, change }));
  for (const each of numbered) checkChange(each);
  const before = await conceptsNamed(view, changes);
  const concepts = changedConcepts(before, changes);
  const puts = ofType(numbered, 'putClaim');
  const drafts = identified(puts, before, concepts);
  const endedClaims = ofType(numbered, 'endClaim').map(({ change }) => change.id);
  const claimIds = [...drafts.keys(), ...endedClaims];
  const added = [...concepts].flatMap(([id, changed]) => (changed.before === null ? [id] : []));
  const texts = ofType(numbered, 'putText').map(({ change }) => change.text);
  const [claimsBefore, citationsBefore, slugs, stored] = await settleAll([
    view.claims(claimIds),
    view.citations(claimIds),
    view.slugsOf(added),
    view.excerpts(texts.map(({ hash }) => ({ hash, start: 0, end: 0 }))),
  ]);
  const claims = new Map<string, Changed<Claim>>();
  const citations = new Map<string, readonly Citation[]>();
  for (const [index, id] of claimIds.entries()) {
    const claim = claimsBefore[index] ?? null;
    const draft = drafts.get(id);
    if (!draft) {
      if (claim) claims.set(id, { before: claim, after: null });
      continue;
    }
    const { citations: cited, ...members } = draft;
    const after: Claim = deepFreeze({ id, ...plain(members), since });
    const isUnchanged =
      claim !== null &&
      claimFingerprint(claim, citationsBefore[index] ?? none) === claimFingerprint(after, cited);
    if (isUnchanged) continue;
    claims.set(id, { before: claim, after });
    citations.set(id, deepFreeze(plain(cited)));
  }
  return new Layer(
    claims,
    concepts,
    citations,
    new Map(texts.flatMap((text, index) => (stored[index] === null ? [[text.hash, text] as const] : []))),
    addedSlugs(changes, new Map(added.map((id, index) => [id, slugs[index] ?? none]))),
  );
}

function ofType<Type extends Change['type']>(
  numbered: readonly NumberedChange[],
  type: Type,
): readonly Numbered<Type>[] {
  return numbered.filter((each): each is Numbered<Type> => each.change.type === type);
}

/** Copies a value as a store returns it: without members that are undefined. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Reads the concepts that changes put, end, or name in claims. */
async function conceptsNamed(
  view: GraphView,
  changes: readonly LayerChange[],
): Promise<ReadonlyMap<string, Concept>> {
  const ids = new Set<string>();
  for (const change of changes) {
    if (change.type === 'putConcept') ids.add(change.concept.id);
    else if (change.type === 'endConcept') ids.add(change.id);
    else if (change.type === 'putClaim') {
      const { subject, target, source } = change.claim;
      for (const id of [subject, source, target]) if (id !== null) ids.add(id);
    }
  }
  const concepts = await view.concepts([...ids].flatMap(referenceTo));
  return new Map(concepts.flatMap((concept) => (concept ? [[concept.id, concept] as const] : [])));
}

/** Returns a list of one reference, to the concept with the given id; an empty list if the text is not the id of a concept. */
export function referenceTo(id: string): readonly ConceptReference[] {
  const kind = kindOfId(id);
  return kind ? [{ kind, reference: id }] : none;
}

function changedConcepts(
  before: ReadonlyMap<string, Concept>,
  changes: readonly LayerChange[],
): ReadonlyMap<string, Changed<Concept>> {
  const changed = new Map<string, Changed<Concept>>();
  for (const change of changes) {
    if (change.type === 'putConcept') {
      const { id } = change.concept;
      const old = before.get(id) ?? null;
      const concept = deepFreeze(plain(change.concept));
      if (old === null || conceptDigest(old) !== conceptDigest(concept))
        changed.set(id, { before: old, after: concept });
    } else if (change.type === 'endConcept') {
      const old = before.get(change.id);
      if (old) changed.set(change.id, { before: old, after: null });
    }
  }
  return changed;
}

/** Checks claims against the concepts that they name. Returns the claims by their ids. */
function identified(
  puts: readonly NumberedChange<PutClaim>[],
  before: ReadonlyMap<string, Concept>,
  changed: ReadonlyMap<string, Changed<Concept>>,
): ReadonlyMap<string, PutClaim['claim']> {
  const named = new Map<string, NamedConcept>();
  for (const concept of before.values()) named.set(concept.id, namedConcept(concept));
  for (const { after } of changed.values()) if (after) named.set(after.id, namedConcept(after));
  const drafts = new Map<string, PutClaim['claim']>();
  for (const put of puts) {
    const claim = checkClaim(put, named);
    drafts.set(claimId(claim), claim);
  }
  return drafts;
}

function namedConcept(concept: Concept): NamedConcept {
  return { kind: concept.kind, definition: concept.kind === 'DIMENSION' ? concept : null };
}

/** Returns the slugs of the concepts that changes put, by kind. @param earlier the slugs that added concepts had before they were ended */
function addedSlugs(
  changes: readonly LayerChange[],
  earlier: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const slugs = new Map<string, Map<string, string>>();
  for (const change of changes) {
    if (change.type !== 'putConcept') continue;
    const { id, kind, slug } = change.concept;
    const ofKind = slugs.get(kind) ?? new Map<string, string>();
    slugs.set(kind, ofKind);
    const own = [
      slug,
      id.slice(id.indexOf('/') + 1),
      ...(change.formerSlugs ?? []),
      ...(earlier.get(id) ?? []),
    ];
    for (const each of own) ofKind.set(each, id);
  }
  return slugs;
}
