import type { Claim } from '../../graph/claim.js';
import { kindOfId, type Concept } from '../../graph/concept.js';
import type { GraphFeed } from '../../graph/ports/feed.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import { countWithNoun } from '../graph/describe-changes.js';
import { printable } from '../terminal/printable.js';

/** The maximum number of records in a batch. */
const pageSize = 500;
const signs = { ADDED: '+', CHANGED: '~', ENDED: '-' } as const;
type Kind = keyof typeof signs;

/** Counts the concepts and claims that differ between two views, and lists the concepts by id, then the claims by id. */
export async function* graphDifferenceLines(
  feed: GraphFeed,
  earlier: GraphView,
  later: GraphView,
): AsyncGenerator<string> {
  const { concepts, claims } = await kindsById(feed, earlier, later);
  yield `${describeCounts(concepts, 'concept')}; ${describeCounts(claims, 'claim')}`;
  yield* changeLines(concepts, earlier, later, describeConcepts);
  yield* changeLines(claims, earlier, later, describeClaims);
}

interface Kinds {
  readonly concepts: Map<string, Kind>;
  readonly claims: Map<string, Kind>;
}

/** Determines the kind of change of each record. The feed reports a changed record as an end and a start. */
async function kindsById(feed: GraphFeed, earlier: GraphView, later: GraphView): Promise<Kinds> {
  const kinds: Kinds = { concepts: new Map(), claims: new Map() };
  const start = (ids: Map<string, Kind>, id: string): void =>
    void ids.set(id, ids.has(id) ? 'CHANGED' : 'ADDED');
  for await (const batch of feed.between(earlier.revision.number, later.revision.number)) {
    if (batch.type === 'ends') {
      for (const { thing, id } of batch.rows)
        (thing === 'CLAIM' ? kinds.claims : kinds.concepts).set(id, 'ENDED');
    } else if (batch.type === 'concepts') {
      for (const { concept } of batch.rows) start(kinds.concepts, concept.id);
    } else if (batch.type === 'claims') {
      for (const { id } of batch.rows) start(kinds.claims, id);
    }
  }
  return kinds;
}

function describeCounts(ids: ReadonlyMap<string, Kind>, noun: string): string {
  const kinds = [...ids.values()];
  const verbs = { ADDED: 'added', CHANGED: 'changed', ENDED: 'ended' } as const;
  const parts = (Object.keys(verbs) as Kind[]).flatMap((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 0 ? [] : [`${countWithNoun(count, noun)} ${verbs[kind]}`];
  });
  return parts.length === 0 ? `no ${noun} changed` : parts.join(', ');
}

async function* changeLines(
  ids: ReadonlyMap<string, Kind>,
  earlier: GraphView,
  later: GraphView,
  describe: (view: GraphView, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): AsyncGenerator<string> {
  const inOrder = [...ids.keys()].sort(compareCodePoints);
  for (let start = 0; start < inOrder.length; start += pageSize) {
    const page = inOrder.slice(start, start + pageSize);
    const ended = page.filter((id) => ids.get(id) === 'ENDED');
    const present = page.filter((id) => ids.get(id) !== 'ENDED');
    const [before, after] = [await describe(earlier, ended), await describe(later, present)];
    for (const id of page)
      yield printable(`${signs[ids.get(id) ?? 'CHANGED']} ${after.get(id) ?? before.get(id) ?? id}`);
  }
}

async function conceptsById(view: GraphView, ids: Iterable<string>): Promise<ReadonlyMap<string, Concept>> {
  const references = [...new Set(ids)].flatMap((reference) => {
    const kind = kindOfId(reference);
    return kind ? [{ kind, reference }] : [];
  });
  const concepts = await view.concepts(references);
  return new Map(concepts.flatMap((concept) => (concept ? [[concept.id, concept]] : [])));
}

async function describeConcepts(
  view: GraphView,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const concepts = await conceptsById(view, ids);
  return new Map([...concepts].map(([id, { name }]) => [id, `${id}  ${name}`]));
}

async function describeClaims(view: GraphView, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const claims = (await view.claims(ids)).filter((claim) => claim !== null);
  const concepts = await conceptsById(
    view,
    claims.flatMap(({ subject, target, source }) => [subject, source, ...(target === null ? [] : [target])]),
  );
  const nameOf = (id: string): string => concepts.get(id)?.name ?? id;
  return new Map(claims.map((claim) => [claim.id, describeClaim(claim, nameOf)]));
}

/** Describes a claim in one line: `MSP HAS_VALUE Contract length: 3 years (plan: Business) [An article]`. */
function describeClaim(
  { subject, predicate, target, value, absence, text, qualifiers, source }: Claim,
  nameOf: (id: string) => string,
): string {
  const stated = value ? ruleOf(value).display(value) : (absence ?? text ?? '');
  const conditions = qualifiers.map(({ key, value: condition }) => `${key}: ${condition}`).join(', ');
  return [
    `${nameOf(subject)} ${predicate}${target === null ? '' : ` ${nameOf(target)}`}: ${stated}`,
    ...(conditions === '' ? [] : [`(${conditions})`]),
    `[${nameOf(source)}]`,
  ].join(' ');
}
