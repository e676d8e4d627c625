import { fold } from '../text/fold.js';
import type { Gauge, Naming, Related } from './value-type.js';

/** A set of words, and what these name, which is looked up when it is asked for. */
export class Words implements Gauge {
  /** By folded word, one wording of it. */
  readonly #texts: ReadonlyMap<string, string>;
  readonly #naming: Naming;
  #names: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #named: ReadonlySet<string> | undefined;

  constructor(texts: readonly string[], naming: Naming) {
    this.#texts = new Map(texts.map((text) => [fold(text), text]));
    this.#naming = naming;
  }

  get size(): number {
    return this.#texts.size;
  }

  has(folded: string): boolean {
    return this.#texts.has(folded);
  }

  /** The folded words. */
  folded(): Iterable<string> {
    return this.#texts.keys();
  }

  /** By folded word, the ids of the concepts that it names. */
  names(): ReadonlyMap<string, ReadonlySet<string>> {
    this.#names ??= new Map([...this.#texts].map(([folded, text]) => [folded, this.#naming(text)]));
    return this.#names;
  }

  /** The ids of all that the words name. */
  named(): ReadonlySet<string> {
    this.#named ??= new Set([...this.names().values()].flatMap((ids) => [...ids]));
    return this.#named;
  }

  distanceTo(other: Words): number {
    return relateWords(this, other).distance;
  }
}

const same: Related = Object.freeze({ relation: 'SAME', distance: 0 });
const equivalent: Related = Object.freeze({ relation: 'EQUIVALENT', distance: 0 });
const different: Related = Object.freeze({ relation: 'DIFFERENT', distance: 1 });

/**
 * Relates two sets of words. Words match when they fold alike or name the same concept. SAME: the same
 * folded words. EQUIVALENT: every one has its match. OVERLAPPING: some have. Distance: 1 − Jaccard over
 * the matches, so that it is 1 exactly where none match.
 */
export function relateWords(left: Words, right: Words): Related {
  if (areTheSame(left, right)) return same;
  const leftMatched = countMatched(left, right);
  const rightMatched = countMatched(right, left);
  if (leftMatched === left.size && rightMatched === right.size) return equivalent;
  if (leftMatched === 0) return different;
  const shared = Math.min(leftMatched, rightMatched);
  const all = left.size + right.size - shared;
  return { relation: 'OVERLAPPING', distance: (all - shared) / all };
}

function areTheSame(left: Words, right: Words): boolean {
  if (left.size !== right.size) return false;
  for (const folded of left.folded()) if (!right.has(folded)) return false;
  return true;
}

function countMatched(of: Words, among: Words): number {
  const named = among.named();
  let matched = 0;
  for (const [folded, ids] of of.names()) if (among.has(folded) || meet(ids, named)) matched += 1;
  return matched;
}

function meet(ids: ReadonlySet<string>, named: ReadonlySet<string>): boolean {
  if (named.size === 0) return false;
  for (const id of ids) if (named.has(id)) return true;
  return false;
}
