import { predicateRules, type Citation } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';
import type { ClaimValue } from '../graph/values/claim-value.js';
import { parseDecimal } from '../graph/values/decimal.js';
import type { QuantityValue } from '../graph/values/quantity.js';
import { one } from '../graph/values/unit.js';
import type { ClaimDraft } from '../graph/writing.js';
import { predicateKeys } from './claim-keys.js';

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
        value: printValue(claim, target),
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

/** The members of a mapping that are not null, in their order. */
export function withoutHoles(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null));
}

/** A decimal as a number where that says the same, and as a text where it has more digits than numbers keep. */
export function printDecimal(decimal: string): number | string {
  const number = Number(decimal);
  return String(number) === decimal && parseDecimal(number) === decimal ? number : decimal;
}

/** By slug, unless concepts of more than one kind may be meant. */
function referenceTo(target: Concept, { predicate }: ClaimDraft): string {
  const { targets, sameKind } = predicateRules[predicate];
  return sameKind || targets.length === 1 ? target.slug : target.id;
}

function printValue({ predicate, value }: ClaimDraft, target: Concept): unknown {
  if (value === null) return null;
  const isLink = predicate !== 'HAS_VALUE';
  if (isLink && value.type === 'SUPPORT' && value.support === 'YES' && value.note === null) return null;
  return writtenValue(value, target.kind === 'DIMENSION' ? target.unit : null);
}

function writtenValue(value: ClaimValue, unit: string | null): unknown {
  switch (value.type) {
    case 'TEXT':
      return value.text;
    case 'SUPPORT':
      return value.note === null ? value.support : { support: value.support, note: value.note };
    case 'QUANTITY':
      return writtenQuantity(value, unit);
    case 'ORDINAL':
      return value.level;
    case 'DATE':
      return value.date;
    case 'TERMS':
      return value.terms;
  }
}

/** @param unit that of the dimension, which goes without saying */
function writtenQuantity({ minimum, maximum, unit }: QuantityValue, own: string | null): unknown {
  // A plain number that is older than its dimension's unit is not in that unit.
  const stated = unit === own ? null : (unit ?? one);
  const decimalOrNull = (bound: string | null) => (bound === null ? null : printDecimal(bound));
  if (minimum === null || minimum !== maximum) {
    return withoutHoles({ minimum: decimalOrNull(minimum), maximum: decimalOrNull(maximum), unit: stated });
  }
  return stated === null ? printDecimal(minimum) : { amount: printDecimal(minimum), unit: stated };
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
