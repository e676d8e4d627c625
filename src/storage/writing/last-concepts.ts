import { sql } from 'kysely';
import type { Measure, NamedConcept } from '../../graph/changes/check-change.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { RevisionNote } from '../../graph/ports/writing.js';
import type { KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';

/** A concept as the graph has it, or had it last. */
export interface LastConcept extends NamedConcept {
  readonly fingerprint: string;
  readonly holds: boolean;
  /** Whether it was an edit that ended it. */
  readonly endedByEdit: boolean;
}

interface LastConceptRow extends KeyedRow {
  readonly kind: ConceptKind;
  readonly properties: string;
  readonly fingerprint: string;
  readonly until: number | null;
  readonly ended_by: RevisionNote['origin'] | null;
}

const rememberedConcepts = 20_000;

/** Adds to what is `known` of concepts what is not; forgets the rest where that would be too much to hold. */
export async function learnConcepts(
  session: Session,
  known: Map<string, LastConcept>,
  ids: ReadonlySet<string>,
): Promise<void> {
  if (known.size > rememberedConcepts) known.clear();
  const unknown = [...ids].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  for (const [id, concept] of await findLastConcepts(session, unknown)) known.set(id, concept);
}

/** Of the concepts that an import or an edit names, those that hold, and those that an import is not to bring back. */
export function namedConcepts(
  known: ReadonlyMap<string, LastConcept>,
  ids: ReadonlySet<string>,
  origin: RevisionNote['origin'],
): { readonly held: ReadonlyMap<string, NamedConcept>; readonly gone: ReadonlySet<string | null> } {
  const held = new Map<string, NamedConcept>();
  const gone = new Set<string | null>();
  for (const id of ids) {
    const concept = known.get(id);
    if (concept?.holds === true) held.set(id, concept);
    else if (concept?.endedByEdit === true && origin === 'IMPORT') gone.add(id);
  }
  return { held, gone };
}

/** What the graph knows of each concept by its id. */
export async function findLastConcepts(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LastConcept>> {
  const rows = await session.rows<LastConceptRow>(sql`
    select k.ordinal, c.kind, c.properties, c.fingerprint, c.until, r.origin as ended_by
    from ${session.forms.keySet(ids)} k cross join concept c left join revision r on r.number = c.until
    where c.id = k.key and c.since = (select max(v.since) from concept v where v.id = k.key)`);
  const found = new Map<string, LastConcept>();
  for (const row of rows) {
    const id = ids[row.ordinal];
    if (id === undefined) continue;
    found.set(id, {
      kind: row.kind,
      measure: row.kind === 'DIMENSION' ? measureOf(JSON.parse(row.properties) as Measure) : null,
      fingerprint: row.fingerprint,
      holds: row.until === null,
      endedByEdit: row.ended_by === 'EDIT',
    });
  }
  return found;
}

/** Of the properties of a dimension, what its values must be. */
export function measureOf(dimension: Measure): Measure {
  const { valueType, levels, unit, minimum, maximum, tolerance, earliest = null, latest = null } = dimension;
  return { valueType, levels, unit, minimum, maximum, tolerance, earliest, latest };
}
