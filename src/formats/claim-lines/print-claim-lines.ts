import { axisPredicates, type AxisKind, type Predicate } from '../../graph/claim.js';
import type { Concept, ConceptKind, ConceptOf } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { axisKeys, dimensionKeys } from './claim-line-shape.js';
import { printClaim, type PrintableClaim } from '../printing/print-claim.js';
import { printWrittenUnit } from '../../graph/values/written-unit.js';
import { isMapping } from '../input/document-part.js';
import { withoutNulls } from '../forms/value-forms.js';
import { printConcept } from '../printing/print-concept.js';
import type { PrintableConcept } from '../printing/print-graph-document.js';

/**
 * Prints the claims of approaches about dimensions, features, benefits, drawbacks and use cases as a stream of claim
 * lines. `readClaimLines` reads the same claims from the lines. The first mention of a concept has its members; later mentions
 * have only its slug. Parts of the graph that lines cannot express are left out, such as other claims, the ids and former slugs of
 * renamed concepts, `supersedes`, citations after the first, and members of a citation other than locator and quote.
 */
export async function* printClaimLines(
  content: AsyncIterable<PrintableConcept> | Iterable<PrintableConcept>,
): AsyncGenerator<string> {
  const mentioned = new Set<string>();
  for await (const { concept, claims } of content) {
    if (concept.kind !== 'APPROACH') continue;
    for (const claim of claims) {
      const { target } = claim;
      if (target === null || !isAxisOf(target, claim)) continue;
      yield `${JSON.stringify(lineOf(concept, claim, target, mentioned))}\n`;
    }
  }
}

/** Whether a claim fills a cell of its target. Claims such as EQUIVALENT_TO do not. */
function isAxisOf(target: Concept, { claim }: PrintableClaim): target is ConceptOf<AxisKind> {
  return (axisPredicates as Partial<Record<ConceptKind, Predicate>>)[target.kind] === claim.predicate;
}

function lineOf(
  approach: Concept,
  printable: PrintableClaim,
  axis: ConceptOf<AxisKind>,
  mentioned: Set<string>,
): object {
  const { claim, source } = printable;
  const dimensionMembers: Record<string, unknown> = {};
  const mention = (concept: Concept): object => {
    if (mentioned.has(concept.id)) return { slug: concept.slug };
    mentioned.add(concept.id);
    const { id: _, ...members } = printConcept(concept, []) as Record<string, unknown>;
    const isDimensionKey = (key: string): boolean =>
      concept.kind === 'DIMENSION' && (dimensionKeys as readonly string[]).includes(key);
    for (const key of Object.keys(members).filter(isDimensionKey)) dimensionMembers[key] = members[key];
    return Object.fromEntries(Object.entries(members).filter(([key]) => !isDimensionKey(key)));
  };
  const { value, text, absence, qualifiers, rank } = printClaim(printable, 0) as Record<string, unknown>;
  const [citation] = claim.citations;
  return withoutNulls({
    approach: mention(approach),
    [axisKeys[axis.kind]]: mention(axis),
    value: withWrittenUnit(value ?? null),
    absence: absence ?? null,
    ...(withWrittenUnit(dimensionMembers) as object),
    qualifiers: qualifiers ?? null,
    text: text ?? null,
    rank: rank ?? null,
    position: claim.position === 0 ? null : claim.position,
    locator: textOrNull(citation?.locator),
    quote: textOrNull(citation?.quote),
    source: mention(source),
  });
}

/** Prints the unit of a mapping in the notation of claim lines, in which a text such as `mph` can mean another unit than in UCUM. */
function withWrittenUnit(members: unknown): unknown {
  const hasUnit = isMapping(members) && typeof members['unit'] === 'string';
  return hasUnit ? { ...members, unit: printWrittenUnit(String(members['unit'])) } : members;
}

/** Returns a text; null if the text is missing or blank after folding, because lines do not allow blank texts. */
function textOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined || fold(text) === '' ? null : text;
}
