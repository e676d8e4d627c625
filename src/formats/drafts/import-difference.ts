import type { Claim } from '../../graph/claim.js';
import { kindInWords, type Concept } from '../../graph/concept.js';
import { groupBy } from '../../graph/group-by.js';
import { claimId } from '../../graph/identity.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { NamedConcepts } from '../printing/named-concepts.js';
import { conditionsText, statementText } from './statement-text.js';
import { textLocationsOf } from './text-locations.js';

/** A claim that an import adds, ends, replaces by another claim, or changes in its text or rank (`REWORDED`). */
export interface ClaimDifference {
  readonly change: 'ADDED' | 'REPLACED' | 'REWORDED' | 'ENDED';
  /** What the claim is about, such as `Mass of Lathe (model: V2)`. */
  readonly about: string;
  /** What the graph states before the import; null if the claim is added. */
  readonly before: string | null;
  /** What the import states; null if the claim ends. */
  readonly after: string | null;
  /** The location in the imported text; null if the claim ends, or if its location is not known. */
  readonly place: string | null;
}

/** A concept that an import adds or changes. */
export interface ConceptDifference {
  readonly change: 'ADDED' | 'CHANGED';
  /** The kind and the name, such as `approach Lathe`. */
  readonly concept: string;
}

/** The difference between a graph and the graph after an import. Claims with only a new position or new citations are not listed. */
export interface ImportDifference {
  readonly concepts: readonly ConceptDifference[];
  readonly claims: readonly ClaimDifference[];
}

/** The maximum number of claims that one SQL statement reads. */
const pageSize = 5_000;

/**
 * Compares the changes of an import with the graph. A claim that ends, and a new claim of the same source about the same cell
 * under the same conditions, are one replaced claim. The import does not restore claims that an edit ended, but these claims are listed as added.
 * @param view the graph before the import
 */
export async function importDifference(
  changes: readonly Change[],
  view: GraphView,
): Promise<ImportDifference> {
  const concepts = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
  const claims = changes.flatMap((change) => (change.type === 'putClaim' ? [change.claim] : []));
  const sources = changes.flatMap((change) => (change.type === 'completeSource' ? [change.source] : []));
  const locations = textLocationsOf(changes);
  const next = new Map(claims.map((claim) => [claimId(claim), claim]));
  const stored = await claimsOfSources(view, sources);
  const named = new NamedConcepts(view, concepts);
  await named.find([...stored.values(), ...claims].flatMap(conceptsOf));
  const describe = async (claim: ClaimDraft | Claim): Promise<string> => {
    const [subject, target = null] = await named.find(
      claim.target === null ? [claim.subject] : [claim.subject, claim.target],
    );
    return describeSubject(claim, subject as Concept, target);
  };
  const ended = groupBy(
    [...stored].flatMap(([id, claim]) => (next.has(id) ? [] : [claim])),
    cellOf,
  );
  const differences: ClaimDifference[] = [];
  for (const [id, claim] of next) {
    const place = claim.citations[0] ? locations.describe(claim.citations[0]) : null;
    const after = describeStatement(claim);
    const same = stored.get(id);
    if (same && same.text === claim.text && same.rank === claim.rank) continue;
    const replaced = same ?? ended.get(cellOf(claim))?.shift();
    differences.push({
      change: same ? 'REWORDED' : replaced ? 'REPLACED' : 'ADDED',
      about: await describe(claim),
      before: replaced ? describeStatement(replaced) : null,
      after,
      place,
    });
  }
  for (const claim of [...ended.values()].flat()) {
    const before = describeStatement(claim);
    differences.push({ change: 'ENDED', about: await describe(claim), before, after: null, place: null });
  }
  return { concepts: await changedConcepts(concepts, view), claims: differences };
}

async function claimsOfSources(
  view: GraphView,
  sources: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  const claims = new Map<string, Claim>();
  for (const source of sources) {
    const request = { by: 'source', keys: [source], filter: {}, first: pageSize } as const;
    let [page] = await view.claimPages({ ...request, after: null });
    while (page) {
      for (const claim of page.items) claims.set(claim.id, claim);
      const after = page.hasNextPage ? page.cursors.at(-1) : undefined;
      page = after ? (await view.claimPages({ ...request, after }))[0] : undefined;
    }
  }
  return claims;
}

function conceptsOf({ subject, target }: ClaimDraft | Claim): readonly string[] {
  return target === null ? [subject] : [subject, target];
}

/** Returns a key of the source, subject, predicate, target and qualifiers of a claim. */
function cellOf({ subject, predicate, target, qualifiers, source }: ClaimDraft | Claim): string {
  const conditions = qualifiers.map(({ key, value }) => [key, value]).sort();
  return JSON.stringify([source, subject, predicate, target, conditions]);
}

async function changedConcepts(
  concepts: readonly Concept[],
  view: GraphView,
): Promise<readonly ConceptDifference[]> {
  const stored = await view.concepts(concepts.map(({ kind, id }) => ({ kind, reference: id })));
  return concepts.flatMap((concept, index): readonly ConceptDifference[] => {
    const before = stored[index];
    const described = `${kindInWords(concept.kind)} ${concept.name}`;
    if (!before) return [{ change: 'ADDED', concept: described }];
    return isEqual(before, concept) ? [] : [{ change: 'CHANGED', concept: described }];
  });
}

function isEqual(one: Concept, other: Concept): boolean {
  const sorted = (concept: Concept): string =>
    JSON.stringify(Object.entries(concept).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

function describeSubject(claim: ClaimDraft | Claim, subject: Concept, target: Concept | null): string {
  return describeCell(claim.predicate, subject, target) + conditionsText(claim);
}

function describeCell(predicate: Claim['predicate'], subject: Concept, target: Concept | null): string {
  if (predicate === 'HAS_VALUE' && target) return `${target.name} of ${subject.name}`;
  if (predicate === 'DEFINED_AS') return `definition of ${subject.name}`;
  if (target && ['HAS_FEATURE', 'BRINGS_BENEFIT', 'HAS_DRAWBACK', 'SUITS'].includes(predicate))
    return `${kindInWords(target.kind)} ${target.name} of ${subject.name}`;
  const words = predicate.toLowerCase().replaceAll('_', ' ');
  return target ? `${subject.name} ${words} ${target.name}` : `${subject.name} ${words}`;
}

/** Describes what a claim states. For a link that is a plain yes, such as a feature of an approach, this is the text of the claim; empty without a text. */
function describeStatement(claim: ClaimDraft | Claim): string {
  const { predicate, value, text } = claim;
  const isPlainLink =
    predicate !== 'HAS_VALUE' && value?.type === 'SUPPORT' && value.support === 'YES' && value.note === null;
  return isPlainLink ? (text ?? '') : statementText(claim);
}

const signs = { ADDED: '+', CHANGED: '~', REPLACED: '~', REWORDED: '~', ENDED: '-' } as const;
/** The maximum length of a statement in a printed difference, in UTF-16 code units. */
const statementLength = 120;

/** Prints a difference as lines: what is added (+), changed (~) and ended (-). */
export function differenceLines({ concepts, claims }: ImportDifference): readonly string[] {
  return [
    ...concepts.map(({ change, concept }) => `${signs[change]} ${concept}`),
    ...claims.map(({ change, about, before, after, place }) => {
      const statement = [before, after]
        .flatMap((each) => (each === null ? [] : [shortened(each)]))
        .join(' → ');
      return `${signs[change]} ${about}${statement === '' ? '' : `: ${statement}`}${place === null ? '' : ` (${place})`}`;
    }),
  ];
}

function shortened(text: string): string {
  return text.length <= statementLength ? text : `${text.slice(0, statementLength - 1).trimEnd()}…`;
}
