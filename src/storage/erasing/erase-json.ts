import type { Citation, Claim } from '../../graph/claim.js';
import { withoutQuote, withoutQuotesOf } from '../../graph/erasing/erased-quotes.js';
import { claimId } from '../../graph/identity.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { ErasureScope } from './erasure-scope.js';

/** Replaces erased words in members of an edit that require a text. */
export const erasedMark = '[erased]';

type Members = Readonly<Record<string, unknown>>;

/**
 * Erases the words, quotes and texts of a scope from a JSON value: from claims, citations and source texts at any depth. The value is an edit,
 * the base of an edit, a list of problems or the result of a publication. Words in members that require a text become `erasedMark`. The text of an erased source
 * text becomes empty.
 * @param covered the ids of the claims that the erasure covers, including removed claims
 */
export function eraseJson(value: unknown, scope: ErasureScope, covered: ReadonlySet<string>): unknown {
  const erase = (part: unknown, isCovered: boolean): unknown => {
    if (Array.isArray(part)) return part.map((each) => erase(each, isCovered));
    if (typeof part !== 'object' || part === null) return part;
    const members = part as Members;
    if (isText(members)) {
      const isErased = scope.texts.has(members.hash) || scope.sources.has(members.source);
      return isErased ? { ...members, text: '' } : members;
    }
    if (isCitation(members)) return eraseCitation(members, scope, isCovered);
    const isWithin = isCovered || coversMembers(members, scope, covered);
    const erased = Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, erase(member, isWithin)]),
    );
    return isClaim(members) && isWithin && scope.coversWords ? withoutWords(erased) : erased;
  };
  return erase(value, false);
}

function eraseCitation(
  citation: Citation,
  { quotedTexts, quotes }: ErasureScope,
  isCovered: boolean,
): Citation {
  if (isCovered || (citation.textHash !== null && quotedTexts.has(citation.textHash)))
    return withoutQuote(citation);
  return quotes ? withoutQuotesOf(citation, quotes) : citation;
}

/** Lists the claims, at any depth of a JSON value, that cite a source whose words are erased. */
export function coveredClaims(value: unknown, scope: ErasureScope): readonly (Claim | ClaimDraft)[] {
  if (scope.sources.size === 0 || typeof value !== 'object' || value === null) return [];
  const own =
    isClaim(value as Members) && scope.sources.has((value as Claim).source)
      ? [value as Claim | ClaimDraft]
      : [];
  return [...own, ...Object.values(value).flatMap((member) => coveredClaims(member, scope))];
}

/** Returns whether an object is a covered claim, or has a covered claim, or the id of one, as its member `claim`. */
function coversMembers(members: Members, { sources }: ErasureScope, covered: ReadonlySet<string>): boolean {
  const claim = isClaim(members) ? members : members['claim'];
  if (typeof claim === 'string') return covered.has(claim);
  if (typeof claim !== 'object' || claim === null || !isClaim(claim as Members)) return false;
  return sources.has((claim as Claim).source) || covered.has(idOf(claim as Claim | ClaimDraft));
}

/** Returns the two concepts of an edit that merges concepts; null for another edit. */
export function mergeOf(edit: unknown): { readonly id: string; readonly into: string } | null {
  if (typeof edit !== 'object' || edit === null) return null;
  const { type, id, into } = edit as Members;
  return type === 'mergeConcept' && typeof id === 'string' && typeof into === 'string' ? { id, into } : null;
}

export function idOf(claim: Claim | ClaimDraft): string {
  return 'id' in claim ? claim.id : claimId(claim);
}

function isClaim(members: Members): boolean {
  return ['subject', 'predicate', 'source'].every((name) => typeof members[name] === 'string');
}

function isCitation(members: Members): members is Members & Citation {
  return 'textHash' in members && 'quote' in members && 'prefix' in members;
}

function isText(members: Members): members is { readonly hash: string; readonly source: string } {
  return ['hash', 'source', 'mediaType', 'text'].every((name) => typeof members[name] === 'string');
}

function withoutWords(claim: Members): Members {
  const { value, absence } = claim as unknown as Pick<Claim, 'value' | 'absence'>;
  const isTextOnly = value === null && absence === null;
  const text = isTextOnly ? erasedMark : null;
  if (value?.type === 'TEXT') return { ...claim, text, value: { ...value, text: erasedMark } };
  if (value?.type === 'TERMS') return { ...claim, text, value: { ...value, terms: [erasedMark] } };
  if (value?.type === 'SUPPORT' && value.note !== null)
    return { ...claim, text, value: { ...value, note: erasedMark } };
  return { ...claim, text };
}
