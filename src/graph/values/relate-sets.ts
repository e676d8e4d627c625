import { fold } from '../fold.js';
import type { Naming, Related } from './value-type.js';

/**
 * Relates two sets of words. Words match when they fold alike or name the same concept. SAME: the same
 * folded words. EQUIVALENT: every one has its match. OVERLAPPING: some have. Distance: 1 − Jaccard over
 * the matches, so that it is 1 exactly where none match.
 */
export function relateSets(left: readonly string[], right: readonly string[], naming: Naming): Related {
  const lefts = new Map(left.map((text) => [fold(text), text]));
  const rights = new Map(right.map((text) => [fold(text), text]));
  if (lefts.size === rights.size && [...lefts.keys()].every((folded) => rights.has(folded))) {
    return { relation: 'SAME', distance: 0 };
  }
  const leftMatched = countMatched(lefts, rights, naming);
  const rightMatched = countMatched(rights, lefts, naming);
  if (leftMatched === lefts.size && rightMatched === rights.size)
    return { relation: 'EQUIVALENT', distance: 0 };
  if (leftMatched === 0) return { relation: 'DIFFERENT', distance: 1 };
  const shared = Math.min(leftMatched, rightMatched);
  const all = lefts.size + rights.size - shared;
  return { relation: 'OVERLAPPING', distance: (all - shared) / all };
}

function countMatched(
  of: ReadonlyMap<string, string>,
  among: ReadonlyMap<string, string>,
  naming: Naming,
): number {
  const named = new Set<string>();
  for (const text of among.values()) for (const id of naming(text)) named.add(id);
  let matched = 0;
  for (const [folded, text] of of) {
    if (among.has(folded) || [...naming(text)].some((id) => named.has(id))) matched += 1;
  }
  return matched;
}
