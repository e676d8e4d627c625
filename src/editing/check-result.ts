import { checkValue, type Violation } from '../graph/changes/check-change.js';
import type { ScaleMembers } from '../graph/changes/dimension-rules.js';
import type { Claim } from '../graph/claim.js';
import type { Dimension } from '../graph/concept.js';
import { expectUnitOfScale, hasUnitOfScale } from '../graph/values/quantity.js';
import type { ClaimValue } from '../graph/values/value-rules.js';
import { ValueError } from '../graph/values/value-type.js';
import { namingConflict, publishedSince } from './conflicts.js';
import type { StoredEdit } from './edit.js';
import { isSameData } from './merge-members.js';
import { problemOf, type Problem } from './problem.js';
import type { WorkingGraph } from './working-graph.js';

/**
 * Checks the graph after edits: no claim names an ended concept, and all claims fit the changed dimensions.
 * @returns at most one problem for each ended concept and each changed dimension
 */
export async function checkResult(
  graph: WorkingGraph,
  edits: readonly StoredEdit[],
): Promise<readonly Problem[]> {
  return [...(await namedConcepts(graph, edits)), ...(await misfits(graph, edits))];
}

async function namedConcepts(graph: WorkingGraph, edits: readonly StoredEdit[]): Promise<readonly Problem[]> {
  const ended = [...graph.concepts].flatMap(([id, { before, after, endedBy }]) =>
    before && !after && endedBy !== null ? [{ id, endedBy }] : [],
  );
  if (ended.length === 0) return [];
  const counts = await graph.countNaming(ended.map(({ id }) => id));
  const named = ended.filter(({ id }) => (counts.get(id) ?? 0) > 0);
  if (named.length === 0) return [];
  await graph.loadNaming(
    named.map(({ id }) => id),
    examplesPerConcept,
  );
  const byNumber = new Map(edits.map((each) => [each.number, each]));
  return named.map(({ id, endedBy }) => {
    const claims = graph.naming(id);
    const base = byNumber.get(endedBy)?.base;
    const theirs = base && publishedSince(claims, graph.claims, base);
    if (theirs) return namingConflict(endedBy, { concept: id, base, theirs });
    return problemOf('CONCEPT_NAMED', {
      ...{ edit: endedBy, path: ['id'], nearest: claims.slice(0, 1).map(({ claim }) => claim.id) },
      expected: 'a concept that no claim names',
      got: `${id}, which ${claims[0]?.claim.id ?? 'a claim'} names`,
    });
  });
}

/** The maximum number of loaded claims per concept and role, to find a claim that was added or changed after the base revision of the edit. */
const examplesPerConcept = 1_000;

async function misfits(graph: WorkingGraph, edits: readonly StoredEdit[]): Promise<readonly Problem[]> {
  const redefined = [...graph.concepts.values()].flatMap(({ before, after }) =>
    before?.kind === 'DIMENSION' && after?.kind === 'DIMENSION' && !hasSameDefinition(before, after)
      ? [{ before, after }]
      : [],
  );
  if (redefined.length === 0) return [];
  const lists = await graph.view.claimsToward(
    redefined.map(({ after }) => after.id),
    { predicates: ['HAS_VALUE'] },
  );
  return redefined.flatMap((redefinition, index) => {
    const { after } = redefinition;
    const unchanged = (lists[index] ?? []).filter(({ id }) => !graph.claims.has(id));
    const loaded = graph.naming(after.id).map(({ claim }) => claim);
    const misfit = firstMisfit([...unchanged, ...loaded], redefinition);
    return misfit ? [misfitProblem(after, misfit, edits)] : [];
  });
}

/** The members of a dimension that determine which values fit it. Compiles only while the record has every member of a scale, except `cardinality`. */
const isOfDefinition: Readonly<Record<Exclude<keyof ScaleMembers, 'cardinality'>, true>> = {
  valueType: true,
  levels: true,
  unit: true,
  minimum: true,
  maximum: true,
  tolerance: true,
  earliest: true,
  latest: true,
};
const definition = Object.keys(isOfDefinition) as (keyof typeof isOfDefinition)[];

function hasSameDefinition(left: Dimension, right: Dimension): boolean {
  return definition.every((name) => isSameData(left[name], right[name]));
}

interface Misfit {
  readonly claim: Claim;
  readonly parts: Pick<Violation, 'expected' | 'got'>;
}

interface Redefinition {
  readonly before: Dimension;
  readonly after: Dimension;
}

function firstMisfit(claims: readonly Claim[], redefinition: Redefinition): Misfit | null {
  const { id } = redefinition.after;
  for (const claim of claims) {
    if (claim.predicate !== 'HAS_VALUE' || claim.target !== id || claim.value === null) continue;
    const parts = misfitOf(claim.value, redefinition);
    if (parts) return { claim, parts };
  }
  return null;
}

/**
 * Returns why a value does not fit a changed dimension; null if it fits. A unit that did not fit the dimension before the change is no misfit,
 * because storage accepts every unit.
 */
function misfitOf(value: ClaimValue, { before, after }: Redefinition): Misfit['parts'] | null {
  const checked = checkValue(value, after);
  if ('misfit' in checked) return checked.misfit;
  if (value.type !== 'QUANTITY' || !hasUnitOfScale(value, before)) return null;
  try {
    expectUnitOfScale(value, after);
    return null;
  } catch (error) {
    if (error instanceof ValueError) return { expected: error.expected, got: error.actual };
    throw error;
  }
}

function misfitProblem({ id }: Dimension, { claim, parts }: Misfit, edits: readonly StoredEdit[]): Problem {
  const last = edits.findLast(
    ({ edit }) =>
      (edit.type === 'setDimension' && edit.id === id) ||
      (edit.type === 'putConcept' && edit.concept.id === id),
  );
  return problemOf('CLAIM_MISFIT', {
    ...{
      edit: last?.number ?? null,
      path: last?.edit.type === 'setDimension' ? ['properties'] : ['concept'],
    },
    nearest: [claim.id],
    expected: 'a dimension that all its claims fit',
    got: `a dimension that ${claim.id} does not fit: expected ${parts.expected}, got ${parts.got}`,
  });
}
