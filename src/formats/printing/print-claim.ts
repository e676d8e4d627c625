import { predicateRules, type Citation } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { predicateKeys } from '../forms/claim-keys.js';
import { printValue, withoutHoles } from '../forms/value-forms.js';

/** A claim together with the concepts that it names, as far as a document refers to them. */
export interface PrintableClaim {
  readonly claim: ClaimDraft;
  /** Null where the claim is only words. */
  readonly target: Concept | null;
  readonly source: Concept;
}

/**
 * A claim as a document writes it: what `readClaim` reads as the same claim. What it takes for granted is left out.
 * @param position where the claim stands unless it says so itself
 */
export function printClaim({ claim, target, source }: PrintableClaim, position: number): object {
  const key = predicateKeys[claim.predicate];
  const statement = target
    ? {
        [key]: referenceTo(target, claim),
        value: printStated(claim, target),
        absence: claim.absence,
        text: claim.text,
      }
    : { [key]: claim.text };
  return withoutHoles({
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

/** By slug, unless concepts of more than one kind may be meant. */
function referenceTo(target: Concept, { predicate }: ClaimDraft): string {
  const { targets, sameKind } = predicateRules[predicate];
  return sameKind || targets.length === 1 ? target.slug : target.id;
}

function printStated({ predicate, value }: ClaimDraft, target: Concept): unknown {
  if (value === null) return null;
  const isLink = predicate !== 'HAS_VALUE';
  if (isLink && value.type === 'SUPPORT' && value.support === 'YES' && value.note === null) return null;
  return printValue(value, target.kind === 'DIMENSION' ? target.unit : null);
}

/** In short where there is one place, told by a locator and a quote; a place that tells nothing is left out. */
function printCitations(citations: readonly Citation[]): object {
  const places = citations
    .map(({ locator, quote, prefix, suffix, start, end, textHash }) =>
      withoutHoles({ locator, quote, prefix, suffix, start, end, textHash }),
    )
    .filter((place) => 'locator' in place || 'quote' in place || 'start' in place);
  const [place, another] = places;
  if (!place) return {};
  const isShort = Object.keys(place).every((key) => key === 'locator' || key === 'quote');
  const { quote } = place as { quote?: string };
  return isShort && !another && quote?.trim() === quote ? place : { citations: places };
}
