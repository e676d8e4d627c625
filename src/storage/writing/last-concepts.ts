import { sql } from 'kysely';
import type { ValueDefinition, NamedConcept } from '../../graph/changes/check-change.js';
import type { ConceptKind, Dimension } from '../../graph/concept.js';
import type { RevisionNote } from '../../graph/ports/writing.js';
import type { KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';

/** The last version of a concept, current or ended. */
export interface LastConcept extends NamedConcept {
  readonly fingerprint: string;
  readonly isCurrent: boolean;
  /** Whether an edit (not an import) ended the concept. */
  readonly endedByEdit: boolean;
  /** The revision that ended the concept; null for a current concept. */
  readonly until: number | null;
  /** Whether the concept is a dimension along which different claims accumulate instead of contradicting each other. */
  readonly isMultiple: boolean;
  /** Whether an edit added the concept, or edits have set members of it. */
  readonly isStated: boolean;
}

interface LastConceptRow extends KeyedRow {
  readonly kind: ConceptKind;
  readonly properties: string;
  readonly fingerprint: string;
  readonly until: number | null;
  readonly is_stated: number;
  readonly ended_by: RevisionNote['origin'] | null;
}

const maxCachedConcepts = 20_000;

/** Loads the concepts that are not in the cache. Clears the cache first if it is full. */
export async function loadConcepts(
  session: Session,
  cache: Map<string, LastConcept>,
  ids: ReadonlySet<string>,
): Promise<void> {
  if (cache.size > maxCachedConcepts) cache.clear();
  const uncached = [...ids].filter((id) => !cache.has(id));
  if (uncached.length === 0) return;
  for (const [id, concept] of await findLastConcepts(session, uncached)) cache.set(id, concept);
}

/**
 * Looks up named concepts in the cache.
 * @returns `current`: the current concepts; `notRestored`: the ids of concepts that an edit ended, if the set must not restore them
 */
export function namedConcepts(
  cache: ReadonlyMap<string, LastConcept>,
  ids: ReadonlySet<string>,
  keepsEdits: boolean,
): { readonly current: ReadonlyMap<string, NamedConcept>; readonly notRestored: ReadonlySet<string | null> } {
  const current = new Map<string, NamedConcept>();
  const notRestored = new Set<string | null>();
  for (const id of ids) {
    const concept = cache.get(id);
    if (concept?.isCurrent === true) current.set(id, concept);
    else if (concept?.endedByEdit === true && keepsEdits) notRestored.add(id);
  }
  return { current, notRestored };
}

/** Finds the last version of each concept, by id. The map has no entry for a concept that never existed. */
export async function findLastConcepts(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LastConcept>> {
  const rows = await session.rows<LastConceptRow>(sql`
    select k.ordinal, c.kind, c.properties, c.fingerprint, c.until, r.origin as ended_by,
      case when c.stated is null then 0 else 1 end as is_stated
    from ${session.syntax.keySet(ids)} k cross join concept c left join revision r on r.number = c.until
    where c.id = k.key and c.since = (select max(v.since) from concept v where v.id = k.key)`);
  const found = new Map<string, LastConcept>();
  for (const row of rows) {
    const id = ids[row.ordinal];
    if (id === undefined) continue;
    found.set(id, {
      kind: row.kind,
      definition:
        row.kind === 'DIMENSION' ? valueDefinitionOf(JSON.parse(row.properties) as ValueDefinition) : null,
      fingerprint: row.fingerprint,
      isCurrent: row.until === null,
      endedByEdit: row.ended_by === 'EDIT',
      until: row.until,
      isStated: row.is_stated === 1,
      isMultiple: row.kind === 'DIMENSION' && isMultiple(row.properties),
    });
  }
  return found;
}

function isMultiple(properties: string): boolean {
  return (JSON.parse(properties) as Pick<Dimension, 'cardinality'>).cardinality === 'MULTIPLE';
}

/** Selects the properties of a dimension that define the valid values. */
export function valueDefinitionOf(dimension: ValueDefinition): ValueDefinition {
  const { valueType, levels, unit, minimum, maximum, tolerance, earliest = null, latest = null } = dimension;
  return { valueType, levels, unit, minimum, maximum, tolerance, earliest, latest };
}
