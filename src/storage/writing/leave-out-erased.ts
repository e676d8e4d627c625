import type { PutText, NumberedChange } from '../../graph/changes/check-change.js';
import { hasWords, withoutQuote } from '../../graph/erasing/erased-quotes.js';
import { statesWords } from '../../graph/erasing/stated-words.js';
import { claimFingerprint } from '../../graph/identity.js';
import { recordKept, type IdentifiedClaim, type WriteSet } from './write-set.js';
import { findErased, type ErasedKey } from '../erasing/erased-things.js';

const textKey = (key: string): ErasedKey => ({ thing: 'TEXT', key });
/** The kinds of erasures that erase the words of a claim, and not only its quotes. */
const kindsOfWords = ['CLAIM', 'SOURCE'] as const;
/** The kinds of erasures after which an import states no quote from an erased text. */
const kindsOfTexts = ['TEXT', 'SOURCE'] as const;
const claimKey = (key: string): ErasedKey => ({ thing: 'CLAIM', key });

/** Leaves out the texts of an import that were erased, and reports them. */
export async function withoutErasedTexts(
  set: WriteSet,
  puts: readonly NumberedChange<PutText>[],
): Promise<readonly NumberedChange<PutText>[]> {
  if (set.origin !== 'IMPORT' || (await set.erasures.digests()) === null) return puts;
  const erased = await findErased(
    set.session,
    puts.map(({ change }) => textKey(change.text.hash)),
  );
  return puts.filter(({ change: { text } }) => {
    const found = erased(textKey(text.hash));
    if (found) record(set, 'TEXT', text.hash, found.revision);
    return found === undefined;
  });
}

/**
 * Removes erased content from the claims of an import: erased claims, and erased words and quotes of other claims.
 * Reports these claims. If an erasure of kind TEXT or SOURCE has erased a text, a claim loses its quotes from this text,
 * even if the claim is new. If the kind is SOURCE, the claim also loses its words.
 */
export async function withoutErasedWords(
  set: WriteSet,
  claims: readonly IdentifiedClaim[],
): Promise<readonly IdentifiedClaim[]> {
  const digests = set.origin === 'IMPORT' ? await set.erasures.digests() : null;
  if (digests === null) return claims;
  const erased = await findErased(
    set.session,
    claims.flatMap(({ id, claim: { source, citations } }) => [
      claimKey(id),
      digests.ofRemovedClaim(id),
      ...citations.flatMap(({ quote, textHash }) => [
        ...(quote === null ? [] : [digests.ofQuote(source, quote)]),
        ...(textHash === null ? [] : [textKey(textHash)]),
      ]),
    ]),
  );
  return claims.flatMap((identified) => {
    const { id, claim } = identified;
    const removal = erased(digests.ofRemovedClaim(id));
    const own = erased(claimKey(id));
    const ofWords =
      erased(claimKey(id), kindsOfWords) ??
      claim.citations
        .map(({ textHash }) => (textHash === null ? undefined : erased(textKey(textHash), ['SOURCE'])))
        .find((erasure) => erasure !== undefined);
    const left = removal ?? (ofWords && statesWords(claim) ? ofWords : undefined);
    if (left) {
      record(set, 'CLAIM', id, left.revision);
      return [];
    }
    let revision = ofWords && claim.text !== null ? ofWords.revision : undefined;
    const citations = claim.citations.map((citation) => {
      const { quote, textHash } = citation;
      const found =
        own ??
        (textHash === null ? undefined : erased(textKey(textHash), kindsOfTexts)) ??
        (quote === null ? undefined : erased(digests.ofQuote(claim.source, quote)));
      if (!found || !hasWords(citation)) return citation;
      revision ??= found.revision;
      return withoutQuote(citation);
    });
    if (revision === undefined) return [identified];
    record(set, 'CLAIM', id, revision);
    const rest = { ...claim, text: ofWords ? null : claim.text, citations };
    return [{ ...identified, claim: rest, fingerprint: claimFingerprint({ id, ...rest }, citations) }];
  });
}

function record(set: WriteSet, thing: 'CLAIM' | 'TEXT', id: string, revision: number): void {
  recordKept(set, { thing, id, edit: 'ERASED', by: null, revision, proposes: null });
}
