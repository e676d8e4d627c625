import type { Concept } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { measureKeys } from './claim-line-shape.js';
import { printClaim, type PrintableClaim } from '../printing/print-claim.js';
import { withoutHoles } from '../forms/value-forms.js';
import { printConcept } from '../printing/print-concept.js';
import type { PrintableConcept } from '../printing/print-graph-document.js';

/**
 * Prints what approaches state along dimensions, one claim a line in JSON, as a stream: what `readClaimLines` reads as
 * the same claims. A concept is told with its first mention, and named by its slug from then on. What the lines have
 * no place for is left out: other claims, and of citations all but the locator and the quote of the first.
 */
export async function* printClaimLines(
  content: AsyncIterable<PrintableConcept> | Iterable<PrintableConcept>,
): AsyncGenerator<string> {
  const mentioned = new Set<string>();
  for await (const { concept, claims } of content) {
    if (concept.kind !== 'APPROACH') continue;
    for (const claim of claims) {
      if (claim.target?.kind !== 'DIMENSION') continue;
      yield `${JSON.stringify(lineOf(concept, claim, claim.target, mentioned))}\n`;
    }
  }
}

function lineOf(
  approach: Concept,
  printable: PrintableClaim,
  dimension: Concept,
  mentioned: Set<string>,
): object {
  const { claim, source } = printable;
  const measure: Record<string, unknown> = {};
  const mention = (concept: Concept): object => {
    if (mentioned.has(concept.id)) return { slug: concept.slug };
    mentioned.add(concept.id);
    const { id: _, ...members } = printConcept(concept, []) as Record<string, unknown>;
    const isMeasured = (key: string): boolean =>
      concept.kind === 'DIMENSION' && (measureKeys as readonly string[]).includes(key);
    for (const key of Object.keys(members).filter(isMeasured)) measure[key] = members[key];
    return Object.fromEntries(Object.entries(members).filter(([key]) => !isMeasured(key)));
  };
  const { value, text, absence, qualifiers, rank } = printClaim(printable, 0) as Record<string, unknown>;
  const [place] = claim.citations;
  return withoutHoles({
    approach: mention(approach),
    dimension: mention(dimension),
    value: value ?? null,
    absence: absence ?? null,
    ...measure,
    qualifiers: qualifiers ?? null,
    text: text ?? null,
    rank: rank ?? null,
    position: claim.position === 0 ? null : claim.position,
    locator: saying(place?.locator),
    quote: saying(place?.quote),
    source: mention(source),
  });
}

/** Words that are more than white space, which lines do not take. */
function saying(words: string | null | undefined): string | null {
  return words === null || words === undefined || fold(words) === '' ? null : words;
}
