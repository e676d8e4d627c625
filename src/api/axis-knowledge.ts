import { isAlongAnAxis, isAxis, type Axis } from '../comparison/axis.js';
import type { AxisKnowledge } from '../comparison/line.js';
import type { Claim } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';
import { fold } from '../graph/fold.js';
import { loadConcepts } from '../graph/loaders.js';
import type { Loaders } from '../graph/loader-set.js';
import { ruleOf, type ClaimValue } from '../graph/values/value-rules.js';

/** The ids of the axes that claims stand along, each once. */
export function axesOf(claims: readonly Claim[]): readonly string[] {
  const axes = new Set<string>();
  for (const claim of claims) if (isAlongAnAxis(claim)) axes.add(claim.target);
  return [...axes];
}

/**
 * Reads what must be known of axes, and of the words along them, to compare claims: three batches, whatever
 * the number of claims.
 * @param asked axes that are wanted beside those of the claims
 * @param along ids of concepts that are fetched along, so that they are at hand
 */
export async function loadAxisKnowledge(
  loaders: Loaders,
  claims: readonly Claim[],
  asked: readonly Axis[],
  along: readonly string[],
): Promise<AxisKnowledge> {
  const ids = [...new Set([...asked.map(({ id }) => id), ...axesOf(claims)])];
  const equivalents = await loaders.equivalents.loadMany(ids);
  const concepts = await loadConcepts(loaders, [...ids, ...along]);
  const names = await loadNames(loaders, claims);
  const equivalentsOf = new Map(ids.map((id, index) => [id, equivalents[index] ?? [id]]));
  return {
    axes: axesById([...asked, ...concepts]),
    equivalents: (axis) => equivalentsOf.get(axis) ?? [axis],
    naming: (text) => names.get(fold(text)) ?? noNames,
  };
}

const noNames: ReadonlySet<string> = new Set();

/** The concepts that the texts and terms of the claims name, by folded text. */
async function loadNames(
  loaders: Loaders,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folded = [...new Set(claims.flatMap(({ value }) => wordsOf(value).map(fold)))];
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
