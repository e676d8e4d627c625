import { hash } from 'node:crypto';
import type { Absence, Citation, Claim, Predicate, Qualifier } from './claim.js';
import type { Concept } from './concept.js';
import { fold } from './text/fold.js';
import { ruleOf, type ClaimValue } from './values/value-rules.js';

/**
 * The members of a claim from which its id is computed. The text of a claim with a value or an absence does not change
 * the id.
 */
export interface ClaimIdentity {
  readonly subject: string;
  readonly predicate: Predicate;
  readonly target: string | null;
  readonly value: ClaimValue | null;
  readonly absence: Absence | null;
  readonly text: string | null;
  readonly qualifiers: readonly Qualifier[];
  readonly source: string;
}

const claimIdPrefix = 'claim/';

/**
 * Computes the id of a claim: a hash of subject, predicate, target, canonical statement, sorted qualifiers and source.
 * For a claim that is a text only, the hash also covers its folded text.
 */
export function claimId(claim: ClaimIdentity): string {
  const statement = claim.value
    ? [claim.value.type, ruleOf(claim.value).canonical(claim.value)]
    : [claim.absence];
  const foldedText = claim.value === null && claim.absence === null ? fold(claim.text ?? '') : null;
  return (
    claimIdPrefix +
    digest([
      claim.subject,
      claim.predicate,
      claim.target,
      statement,
      foldedText,
      sortQualifiers(claim.qualifiers).map(({ key, value }) => ({ key, value })),
      claim.source,
    ])
  );
}

/** Whether a text starts with the prefix of claim ids. */
export function isClaimId(id: string): boolean {
  return id.startsWith(claimIdPrefix);
}

/** Sorts qualifiers by key: the order in which they are stored, hashed and shown. */
export function sortQualifiers(qualifiers: readonly Qualifier[]): readonly Qualifier[] {
  if (qualifiers.length < 2) return qualifiers;
  return [...qualifiers].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Whether two sets of qualifiers overlap: if both sets have a key, its two values are equal after folding. */
export function qualifiersOverlap(left: readonly Qualifier[], right: readonly Qualifier[]): boolean {
  return left.every((one) =>
    right.every((other) => one.key !== other.key || fold(one.value) === fold(other.value)),
  );
}

/** Computes a digest of a claim's id, and of all parts that an import may change without changing the id. */
export function claimFingerprint(claim: Omit<Claim, 'since'>, citations: readonly Citation[]): string {
  return digest([
    claim.id,
    claim.value,
    claim.text,
    claim.qualifiers.map(({ key, value }) => [key, value]),
    claim.rank,
    claim.position,
    claim.supersedes,
    citations.map((each) => [
      each.locator,
      each.quote,
      each.prefix,
      each.suffix,
      each.start,
      each.end,
      each.textHash,
    ]),
  ]);
}

/** Computes a digest of all members of a concept, independent of their order. */
export function conceptDigest(concept: Concept): string {
  return digest(Object.entries(concept).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Computes a digest of a JSON value: 132 bits of its SHA-256, in 22 characters that are safe in URLs. */
export function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 22);
}
