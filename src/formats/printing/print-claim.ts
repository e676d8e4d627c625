import { predicateRules, type Citation } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { predicateKeys } from '../forms/claim-keys.js';
import { printValue, withoutNulls } from '../forms/value-forms.js';

/** A claim with the concepts that it names, except its subject. */
export interface PrintableClaim {
  readonly claim: ClaimDraft;
  /** The target of the claim; null for a claim that has only a text. */
  readonly target: Concept | null;
  readonly source: Concept;
}

/**
 * Prints a claim in the notation of graph documents, without defaults. `readClaim` reads an equal claim from the
 * result, except for citations without locator, quote and offsets.
 * @param position the default position of the claim
 */
export function printClaim({ claim, target, source }: PrintableClaim, position: number): object {
  const key = predicateKeys[claim.predicate];
  const statement = target
    ? {
        [key]: referenceTo(target, claim),
        value: printClaimValue(claim, target),
        absence: claim.absence,
        text: claim.text,
      }
    : { [key]: claim.text };
  return withoutNulls({
    ...statement,
    qualifiers:
      claim.qualifiers.length === 0
        ? null
        : Object.fromEntries(claim.qualifiers.map(({ key, value }) => [key, value])),
    rank: claim.rank === 'NORMAL' ? null : claim.rank,
    source: source.slug,
    position: claim.position === position ? null : claim.position,
    supersedes: claim.supersedes,
    ...printCitations(claim.citations),
  });
}

/** The slug of a target; its id if the predicate and the subject do not determine the kind of the target. */
function referenceTo(target: Concept, { predicate }: ClaimDraft): string {
  const { targets, sameKind } = predicateRules[predicate];
  return sameKind || targets.length === 1 ? target.slug : target.id;
}

function printClaimValue({ predicate, value }: ClaimDraft, target: Concept): unknown {
  if (value === null) return null;
  const isLink = predicate !== 'HAS_VALUE';
  if (isLink && value.type === 'SUPPORT' && value.support === 'YES' && value.note === null) return null;
  return printValue(value, target.kind === 'DIMENSION' ? target.unit : null);
}

/**
 * Prints citations, except those without locator, quote and offsets. A single citation is printed in the short form if
 * it has no members except a locator and a quote, and the quote has no surrounding white space.
 */
function printCitations(citations: readonly Citation[]): object {
  const printed = citations
    .map(({ locator, quote, prefix, suffix, start, end, textHash }) =>
      withoutNulls({ locator, quote, prefix, suffix, start, end, textHash }),
    )
    .filter((members) => 'locator' in members || 'quote' in members || 'start' in members);
  const [only, another] = printed;
  if (!only) return {};
  const isShort = Object.keys(only).every((key) => key === 'locator' || key === 'quote');
  const { quote } = only as { quote?: string };
  return isShort && !another && quote?.trim() === quote ? only : { citations: printed };
}
