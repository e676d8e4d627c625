import { foldForComparison } from '../text/comparison-fold.js';
import type { PreparedOperand, NameLookup, Related } from './value-type.js';

/**
 * A set of texts or terms, folded for comparison, with the concepts that they name. Names are looked up on first use.
 */
export class FoldedTerms implements PreparedOperand {
  readonly #texts: readonly string[];
  readonly #folded: ReadonlySet<string>;
  #names: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #named: ReadonlySet<string> | undefined;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#folded = new Set(texts.map(foldForComparison));
  }

  get size(): number {
    return this.#folded.size;
  }

  has(folded: string): boolean {
    return this.#folded.has(folded);
  }

  /** The folded terms. */
  folded(): Iterable<string> {
    return this.#folded;
  }

  /** The ids of the concepts that each folded term names. */
  names(nameLookup: NameLookup): ReadonlyMap<string, ReadonlySet<string>> {
    return (this.#names ??= this.#lookUpNames(nameLookup));
  }

  /** The ids of all concepts that the terms name. */
  named(nameLookup: NameLookup): ReadonlySet<string> {
    this.#named ??= new Set([...this.names(nameLookup).values()].flatMap((ids) => [...ids]));
    return this.#named;
  }

  /** Whether every term matches a term of the other set. */
  isWithin(other: FoldedTerms, nameLookup: NameLookup): boolean {
    return countMatched(this, other, nameLookup) === this.size;
  }

  /**
   * Looks up the concepts that the terms name. Texts with one folded form can name different concepts, since names are
   * compared with the narrower `fold`.
   */
  #lookUpNames(nameLookup: NameLookup): ReadonlyMap<string, ReadonlySet<string>> {
    const names = new Map<string, ReadonlySet<string>>();
    for (const text of this.#texts) {
      const folded = foldForComparison(text);
      const ids = nameLookup(text);
      const previous = names.get(folded);
      names.set(folded, previous && previous.size > 0 ? new Set([...previous, ...ids]) : ids);
    }
    return names;
  }

  distanceTo(other: FoldedTerms, nameLookup: NameLookup): number {
    return relateFoldedTerms(this, other, nameLookup).distance;
  }
}

const same: Related = Object.freeze({ relation: 'SAME', distance: 0 });
const equivalent: Related = Object.freeze({ relation: 'EQUIVALENT', distance: 0 });
const different: Related = Object.freeze({ relation: 'DIFFERENT', distance: 1 });

/**
 * Compares two sets of terms. Terms match if they are equal after folding or name the same concept. SAME: equal sets.
 * EQUIVALENT: every term has a match. OVERLAPPING: some terms have a match. DIFFERENT: no term has a match. Distance: 1
 * − Jaccard index over the matches, so the distance is 1 if and only if no terms match.
 */
export function relateFoldedTerms(left: FoldedTerms, right: FoldedTerms, nameLookup: NameLookup): Related {
  if (areEqual(left, right)) return same;
  const leftMatched = countMatched(left, right, nameLookup);
  const rightMatched = countMatched(right, left, nameLookup);
  if (leftMatched === left.size && rightMatched === right.size) return equivalent;
  if (leftMatched === 0) return different;
  const shared = Math.min(leftMatched, rightMatched);
  const all = left.size + right.size - shared;
  return { relation: 'OVERLAPPING', distance: (all - shared) / all };
}

function areEqual(left: FoldedTerms, right: FoldedTerms): boolean {
  if (left.size !== right.size) return false;
  for (const folded of left.folded()) if (!right.has(folded)) return false;
  return true;
}

function countMatched(of: FoldedTerms, among: FoldedTerms, nameLookup: NameLookup): number {
  const named = among.named(nameLookup);
  let matched = 0;
  for (const [folded, ids] of of.names(nameLookup))
    if (among.has(folded) || intersects(ids, named)) matched += 1;
  return matched;
}

function intersects(ids: ReadonlySet<string>, named: ReadonlySet<string>): boolean {
  if (named.size === 0) return false;
  for (const id of ids) if (named.has(id)) return true;
  return false;
}
