import { checkValue } from '../../graph/changes/check-change.js';
import {
  conceptId,
  slugMaxLength,
  type CitedSource,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../graph/concept.js';
import { TertiumError } from '../../graph/errors.js';
import { fold } from '../../graph/text/fold.js';
import { groupBy } from '../../graph/group-by.js';
import { claimId } from '../../graph/identity.js';
import type { SourceText } from '../../graph/source-text.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { hasUnitOfScale } from '../../graph/values/quantity.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import { parseWrittenDate } from '../../graph/values/written-date.js';
import { parseWrittenQuantity } from '../../graph/values/written-quantity.js';
import { parseWrittenSupport } from '../../graph/values/written-support.js';
import { parseWrittenTerms } from '../../graph/values/written-terms.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import type { Draft } from './draft.js';
import type { WarningList } from '../import/import-warnings.js';
import { readKnownConcepts, type KnownConcepts } from '../import/known-concepts.js';
import { similarLabel, similarNameInWords } from '../import/similar-label.js';

/**
 * Creates the changes that put drafts into a graph. If the graph or an earlier draft has a concept with the
 * same kind and the same name or alias, that concept is used unchanged; otherwise the concept is created under a free
 * slug. An existing dimension is used only if it can represent all values that the draft has along it. A source is found by its slug, unless
 * its URL or name shows that it is another source. The claims of a draft replace all claims of its source. The text of a draft is stored with its
 * source.
 * @param view the view in which existing concepts are looked up
 * @throws {TertiumError} INVALID_DOCUMENT if a given slug belongs to the source of an earlier draft
 */
export async function draftChanges(
  drafts: readonly NamedDraft[],
  view: GraphView,
  warnings: WarningList,
): Promise<ChangesOfDrafts> {
  const concepts = new ConceptsOfDrafts(view, warnings);
  const claims = new Map<string, ClaimDraft>();
  const sources: string[] = [];
  const texts: SourceText[] = [];
  for (const { file, draft, sourceSlug } of drafts) {
    const source =
      sourceSlug === null
        ? await concepts.source(file, draft.source)
        : await concepts.givenSource(file, draft.source, sourceSlug);
    sources.push(source);
    texts.push({ ...draft.text, source });
    const resolve = await concepts.resolve(file, draft);
    for (const claim of draft.claims) addClaim(claims, { ...resolve(claim), source });
  }
  const changes = [
    ...concepts.created.map((concept): Change => ({ type: 'putConcept', concept })),
    ...texts.map((text): Change => ({ type: 'putText', text })),
    ...[...claims.values()].map((claim): Change => ({ type: 'putClaim', claim })),
    ...[...new Set(sources)].map((source): Change => ({ type: 'completeSource', source })),
  ];
  return { changes, sources };
}

/** A draft, with the name of its input for messages. */
export interface NamedDraft {
  readonly file: string;
  readonly draft: Draft;
  /** The slug of the source that the editor gave; null to find the source by the slug, URL and name in the draft. */
  readonly sourceSlug: string | null;
}

/** The changes of drafts, and the id of the source of each draft. */
export interface ChangesOfDrafts {
  readonly changes: readonly Change[];
  readonly sources: readonly string[];
}

/** Adds a claim. Claims with the same id become one claim with all their citations. */
function addClaim(claims: Map<string, ClaimDraft>, claim: ClaimDraft): void {
  const id = claimId(claim);
  const existing = claims.get(id);
  claims.set(id, existing ? { ...existing, citations: [...existing.citations, ...claim.citations] } : claim);
}

type ClaimMapper = (claim: ClaimDraft) => ClaimDraft;

class ConceptsOfDrafts {
  /** The new concepts in the order of the drafts. The source of a draft precedes its other concepts. */
  readonly created: Concept[] = [];
  readonly #view: GraphView;
  readonly #warnings: WarningList;
  readonly #bySlug = new Map<string, Concept>();
  readonly #byName = new Map<string, Concept[]>();
  readonly #sources = new Set<string>();

  constructor(view: GraphView, warnings: WarningList) {
    this.#view = view;
    this.#warnings = warnings;
  }

  /**
   * Finds or creates the source of a draft.
   * @returns the id of the source; each draft has its own source
   */
  async source(file: string, source: CitedSource): Promise<string> {
    for (let number = 1; ; number += 1) {
      const slug = numbered(source.slug, number);
      const owner = await this.#ownerOfSlug('CITED_SOURCE', slug);
      const isSameSource =
        owner?.kind === 'CITED_SOURCE' && isSame(owner, source) && !this.#sources.has(owner.id);
      if (owner && !isSameSource) continue;
      if (owner) this.#warnOfCase(file, source, owner);
      const id = owner?.id ?? this.#create({ ...source, id: conceptId('CITED_SOURCE', slug), slug }).id;
      this.#sources.add(id);
      return id;
    }
  }

  /**
   * Finds the source with a slug, or creates the source of a draft under this slug. An existing source keeps its name and URL.
   * @returns the id of the source
   * @throws {TertiumError} INVALID_DOCUMENT if an earlier draft has the same source
   */
  async givenSource(file: string, source: CitedSource, slug: string): Promise<string> {
    const owner = await this.#ownerOfSlug('CITED_SOURCE', slug);
    const id = owner?.id ?? this.#create({ ...source, id: conceptId('CITED_SOURCE', slug), slug }).id;
    if (this.#sources.has(id)) {
      const message = `${file}: expected a source that no other file of this import has, got ${slug} again.`;
      throw new TertiumError('INVALID_DOCUMENT', message);
    }
    this.#sources.add(id);
    return id;
  }

  /**
   * Finds or creates the concepts of a draft.
   * @returns a function that replaces the ids in a claim of the draft by the ids of these concepts, and converts its value to
   *   the value type of the dimension
   */
  async resolve(file: string, { concepts, claims, cells = noCells }: Draft): Promise<ClaimMapper> {
    const ids = new Map<string, string>();
    const dimensions = new Map<string, Dimension>();
    const byTarget = groupBy(claims, ({ target }) => target);
    for (const [kind, conceptsOfKind] of groupBy(concepts, (concept) => concept.kind)) {
      const names = conceptsOfKind.flatMap(({ name, aliases }) => [name, ...aliases]);
      const known = await readKnownConcepts(this.#view, kind, [], names);
      for (const concept of conceptsOfKind) {
        const claimsAlong = byTarget.get(concept.id) ?? [];
        const candidates = this.#candidates(concept, known);
        const found = candidates.find(
          (candidate) => candidate.kind !== 'DIMENSION' || canHaveAll(candidate, claimsAlong, cells),
        );
        const target = found ?? this.#create(await this.#withFreeSlug(concept));
        this.#warn(file, concept, target, candidates);
        ids.set(concept.id, target.id);
        if (target.kind === 'DIMENSION') dimensions.set(concept.id, target);
      }
    }
    const idOf = (id: string): string => ids.get(id) ?? id;
    return (claim) => {
      const dimension = claim.target === null ? undefined : dimensions.get(claim.target);
      const value = dimension && claim.predicate === 'HAS_VALUE' ? valueAlong(dimension, claim, cells) : null;
      return {
        ...claim,
        subject: idOf(claim.subject),
        target: claim.target === null ? null : idOf(claim.target),
        value: value ?? claim.value,
      };
    };
  }

  /**
   * Warns if the name of the resolved concept differs only in case, or if an existing dimension with the same name or alias could
   * not be used.
   */
  #warn(file: string, concept: Concept, target: Concept, candidates: readonly Concept[]): void {
    this.#warnOfCase(file, concept, target);
    const [unfit] = candidates;
    if (unfit?.kind !== 'DIMENSION' || candidates.includes(target)) return;
    const details = unfit.levels?.join(', ') ?? unfit.unit;
    const stored = details === null ? unfit.valueType : `${unfit.valueType} (${details})`;
    const message = `"${concept.name}" is a new dimension, ${target.id}: not all cells fit ${unfit.id}, which is ${stored}`;
    this.#warnings.add('SEPARATE_DIMENSION', file, () => ({ line: null, message }));
  }

  #warnOfCase(file: string, { kind, name }: Concept, target: Concept): void {
    const similar = similarLabel(name, target);
    if (similar === null) return;
    const message = similarNameInWords(kind, name, `"${similar}" (${target.id})`);
    this.#warnings.add('SIMILAR_NAME', file, () => ({ line: null, message }));
  }

  /** The existing concepts with the name of a concept, then the existing concepts with its aliases. */
  #candidates({ kind, name, aliases }: Concept, known: KnownConcepts<ConceptKind>): readonly Concept[] {
    return [name, ...aliases].flatMap((label) => [
      ...(this.#byName.get(nameKey(kind, label)) ?? []),
      ...known.named(label),
    ]);
  }

  async #withFreeSlug(concept: Concept): Promise<Concept> {
    for (let number = 1; ; number += 1) {
      const slug = numbered(concept.slug, number);
      if (await this.#ownerOfSlug(concept.kind, slug)) continue;
      return { ...concept, slug, id: conceptId(concept.kind, slug) };
    }
  }

  /** Finds the concept with a current or former slug; null if there is none. */
  async #ownerOfSlug(kind: ConceptKind, slug: string): Promise<Concept | null> {
    const created = this.#bySlug.get(`${kind} ${slug}`);
    if (created) return created;
    const [existing] = await this.#view.concepts([{ kind, reference: slug }]);
    return existing ?? null;
  }

  #create(concept: Concept): Concept {
    this.created.push(concept);
    this.#bySlug.set(`${concept.kind} ${concept.slug}`, concept);
    for (const label of new Set(
      [concept.name, ...concept.aliases].map((name) => nameKey(concept.kind, name)),
    )) {
      this.#byName.set(label, [...(this.#byName.get(label) ?? []), concept]);
    }
    return concept;
  }
}

function nameKey(kind: ConceptKind, name: string): string {
  return `${kind} ${fold(name)}`;
}

/** Appends a number above 1 to a slug: `slug` for 1, `slug-2` for 2. */
function numbered(slug: string, number: number): string {
  if (number === 1) return slug;
  const end = `-${number}`;
  return slug.slice(0, slugMaxLength - end.length).replace(/-+$/u, '') + end;
}

/**
 * Whether two sources with the same slug are the same source: by URL if both have a URL; otherwise if neither
 * has a URL, or if their names are equal.
 */
function isSame(existing: CitedSource, source: CitedSource): boolean {
  if (source.url !== null && existing.url !== null) return existing.url === source.url;
  return existing.url === source.url || fold(existing.name) === fold(source.name);
}

type Cells = NonNullable<Draft['cells']>;
const noCells: Cells = new Map();

function canHaveAll(dimension: Dimension, claimsAlong: readonly ClaimDraft[], cells: Cells): boolean {
  return claimsAlong.every((claim) => claim.value === null || valueAlong(dimension, claim, cells) !== null);
}

/** Parses a text as a value of a dimension. @throws {ValueError} if the text is not such a value */
function parseWritten(text: string, dimension: Dimension): ClaimValue {
  switch (dimension.valueType) {
    case 'QUANTITY':
      return parseWrittenQuantity(text, { unit: dimension.unit });
    case 'DATE':
      return parseWrittenDate(text);
    case 'TERMS':
      return parseWrittenTerms(text);
    case 'SUPPORT':
      return parseWrittenSupport(text);
    default:
      return ruleFor(dimension.valueType).parse(text, dimension);
  }
}

const leadingZero = /^[+-]?0\d/u;

/**
 * Converts the value of a claim to the value type of a dimension. Texts and table cells are parsed as this
 * type. Returns null if the claim has no value, or if the conversion fails.
 */
function valueAlong(dimension: Dimension, claim: ClaimDraft, cells: Cells): ClaimValue | null {
  const { value } = claim;
  if (value === null) return null;
  if (value.type === dimension.valueType) return fitted(dimension, value);
  if (dimension.valueType === 'TEXT') return { type: 'TEXT', text: ruleFor(value.type).display(value) };
  const cell = cells.get(claim);
  const text = value.type === 'TEXT' ? value.text : cell?.text;
  if (text === undefined) return null;
  if (dimension.valueType === 'QUANTITY' && (cell?.mayBeAmount === false || leadingZero.test(text)))
    return null;
  try {
    return fitted(dimension, parseWritten(text, dimension));
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}

/** Returns a value as the rule of the dimension returns it; null if the value, or its unit, does not fit the dimension. */
function fitted(dimension: Dimension, value: ClaimValue): ClaimValue | null {
  const checked = checkValue(value, dimension);
  if ('misfit' in checked) return null;
  return checked.value.type === 'QUANTITY' && !hasUnitOfScale(checked.value, dimension)
    ? null
    : checked.value;
}
