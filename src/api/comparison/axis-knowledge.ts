import { isAlongAnAxis, isAxis, type Axis } from '../../comparison/cells/axis.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';

/** The distinct ids of the axes of claims. */
export function axesOf(claims: readonly Claim[]): readonly string[] {
  const axes = new Set<string>();
  for (const claim of claims) if (isAlongAnAxis(claim)) axes.add(claim.target);
  return [...axes];
}

/** What else is loaded in the batches that load the axes. */
export interface AlsoLoaded {
  /** Axes to load in addition to those of the claims. */
  readonly asked: readonly Axis[];
  /** Ids of concepts that are loaded into the cache in the same batch. */
  readonly along: readonly string[];
  /** Whether the sources of the claims are loaded too. */
  readonly hasSources: boolean;
}

/**
 * Loads the axes of claims, their equivalents, and the concepts that texts and terms name: three batches, independent of
 * the number of claims.
 */
export async function loadAxisKnowledge(
  loaders: Loaders,
  claims: readonly Claim[],
  { asked, along, hasSources }: AlsoLoaded,
  pace: Pace,
): Promise<AxisKnowledge> {
  const named = await inSlices(namedIn(claims), pace);
  const ids = [...new Set([...asked.map(({ id }) => id), ...named.axes])];
  const equivalents = await loaders.equivalents.loadMany(ids);
  const concepts = await loadConcepts(loaders, [...ids, ...(hasSources ? named.sources : []), ...along]);
  const names = await loadNames(loaders, [...named.words]);
  const equivalentsOf = new Map(ids.map((id, index) => [id, equivalents[index] ?? [id]]));
  return {
    axes: axesById([...asked, ...concepts]),
    equivalents: (axis) => equivalentsOf.get(axis) ?? [axis],
    naming: (text) => names.get(fold(text)) ?? noNames,
  };
}

const noNames: ReadonlySet<string> = new Set();

/** The distinct names and references in claims. */
interface Named {
  readonly axes: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  /** Texts and terms, folded. */
  readonly words: ReadonlySet<string>;
}

const claimsAtATime = 1_000;

function* namedIn(claims: readonly Claim[]): Steps<Named> {
  const [axes, sources, words] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [index, claim] of claims.entries()) {
    if (isAlongAnAxis(claim)) axes.add(claim.target);
    sources.add(claim.source);
    for (const word of wordsOf(claim.value)) words.add(fold(word));
    if (index % claimsAtATime === claimsAtATime - 1) yield;
  }
  return { axes, sources, words };
}

/** The concepts that texts name. @param folded texts */
async function loadNames(
  loaders: Loaders,
  folded: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const named = await loaders.conceptsNamed.loadMany(folded);
  return new Map(folded.map((text, index) => [text, new Set(named[index])]));
}

function wordsOf(value: ClaimValue | null): readonly string[] {
  return (value && ruleOf(value).words?.of(value)) ?? [];
}

function axesById(concepts: readonly (Concept | null)[]): ReadonlyMap<string, Axis> {
  const axes = new Map<string, Axis>();
  for (const concept of concepts) {
    if (concept && isAxis(concept)) axes.set(concept.id, concept);
  }
  return axes;
}
