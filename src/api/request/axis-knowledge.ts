import { isAlongAnAxis, isAxis, type Axis } from '../../comparison/cells/axis.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import type { RequestView } from './request-view.js';

/** Lists the ids of the axes of claims, without duplicates. */
export function axesOf(claims: readonly Claim[]): readonly string[] {
  const axes = new Set<string>();
  for (const claim of claims) if (isAlongAnAxis(claim)) axes.add(claim.target);
  return [...axes];
}

/** Records that are loaded in the same batches as the axes of claims. */
export interface AlsoLoaded {
  /** Axes in addition to the axes of the claims. */
  readonly moreAxes: readonly Axis[];
  /** Ids of other concepts that the request will read. */
  readonly moreConcepts: readonly string[];
  /** Texts that are looked up as names of concepts, beside the terms of the claims. */
  readonly texts?: readonly string[];
  /** Whether the sources of the claims are also loaded. */
  readonly hasSources: boolean;
}

/** Loads the axes of claims, the ids of their equivalents, and the ids of the concepts that texts and terms name. */
export async function loadAxisKnowledge(
  { loaders, spreads, pace }: RequestView,
  claims: readonly Claim[],
  { moreAxes, moreConcepts, texts = [], hasSources }: AlsoLoaded,
): Promise<AxisKnowledge> {
  const references = await inSlices(referencesIn(claims), pace);
  const ids = [...new Set([...moreAxes.map(({ id }) => id), ...references.axes])];
  const equivalents = await loaders.equivalents.loadMany(ids);
  const concepts = await loadConcepts(loaders, [
    ...ids,
    ...(hasSources ? references.sources : []),
    ...moreConcepts,
  ]);
  const names = await loadNames(loaders, [...new Set([...references.terms, ...texts.map(fold)])]);
  const equivalentsOf = new Map(ids.map((id, index) => [id, equivalents[index] ?? [id]]));
  return {
    axes: axesById([...moreAxes, ...concepts]),
    equivalents: (axis) => equivalentsOf.get(axis) ?? [axis],
    nameLookup: (text) => names.get(fold(text)) ?? noNames,
    spreads,
  };
}

/** Looks up the ids of the concepts that the texts and terms of claims name. */
export async function loadNameLookup(
  { loaders, pace }: RequestView,
  claims: readonly Claim[],
): Promise<NameLookup> {
  const { terms } = await inSlices(referencesIn(claims), pace);
  const names = await loadNames(loaders, [...terms]);
  return (text) => names.get(fold(text)) ?? noNames;
}

const noNames: ReadonlySet<string> = new Set();

/** The references that claims contain, without duplicates. */
interface ClaimReferences {
  readonly axes: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  /** Folded texts and terms. */
  readonly terms: ReadonlySet<string>;
}

/** The number of claims that are processed between two yields. */
const claimsPerStep = 1_000;

function* referencesIn(claims: readonly Claim[]): Steps<ClaimReferences> {
  const [axes, sources, terms] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [index, claim] of claims.entries()) {
    if (isAlongAnAxis(claim)) axes.add(claim.target);
    sources.add(claim.source);
    for (const term of termsOf(claim.value)) terms.add(fold(term));
    if (index % claimsPerStep === claimsPerStep - 1) yield;
  }
  return { axes, sources, terms };
}

/** Loads the ids of the concepts that texts name. @param folded the folded texts */
async function loadNames(
  loaders: Loaders,
  folded: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const conceptIds = await loaders.conceptsNamed.loadMany(folded);
  return new Map(folded.map((text, index) => [text, new Set(conceptIds[index])]));
}

function termsOf(value: ClaimValue | null): readonly string[] {
  return (value && ruleOf(value).words?.of(value)) ?? [];
}

function axesById(concepts: readonly (Concept | null)[]): ReadonlyMap<string, Axis> {
  const axes = new Map<string, Axis>();
  for (const concept of concepts) {
    if (concept && isAxis(concept)) axes.set(concept.id, concept);
  }
  return axes;
}
