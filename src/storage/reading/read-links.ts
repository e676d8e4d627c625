import { sql, type RawBuilder } from 'kysely';
import { alignToKeys, type KeyedRow } from '../session/align.js';
import { isValidAt } from '../dialect/conditions.js';
import type { Session } from '../session/session.js';
import { storableKey } from '../dialect/storable.js';

/** Returns the condition that a claim states that two concepts are connected: its value is the support YES. */
function states(alias: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${alias}.value`)} ->> 'support' = 'YES'`;
}

/**
 * Finds the ids of the concepts that are equivalent to each concept, including the concept itself, sorted.
 *
 * The statement returns each link of the reachable concepts once, and this function finds the groups. A statement that
 * returned pairs of equivalent concepts would return a million rows for a group of a thousand concepts.
 */
export async function readEquivalents(
  session: Session,
  revision: number,
  ids: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const isLink = sql`c.predicate = 'EQUIVALENT_TO' and ${states('c')} and ${isValidAt(revision, 'c')}`;
  const links = await session.rows<{ subject: string; target: string }>(sql`
    with recursive reached (id) as (
      select k.key from ${session.syntax.keySet(ids)} k
      union
      ${session.syntax.farEnds(isLink)}
    )
    select c.subject, c.target from reached cross join claim c where c.subject = reached.id and ${isLink}`);
  const groups = groupsOf(links);
  return Object.freeze(ids.map((id) => groups.get(id) ?? Object.freeze([id])));
}

/** Finds the group of each concept that has a link: the connected components of an undirected graph, each sorted. */
function groupsOf(
  links: readonly { subject: string; target: string }[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const groupOf = (id: string): string[] => {
    const group = groups.get(id) ?? [id];
    groups.set(id, group);
    return group;
  };
  for (const { subject, target } of links) {
    const one = groupOf(subject);
    const other = groupOf(target);
    if (one === other) continue;
    // The smaller group is merged into the larger group: a concept moves only when its group at least doubles.
    const [larger, smaller] = one.length < other.length ? [other, one] : [one, other];
    for (const id of smaller) {
      larger.push(id);
      groups.set(id, larger);
    }
  }
  for (const group of new Set(groups.values())) Object.freeze(group.sort());
  return groups;
}

const memberColumns = { ordinal: 'integer', size: 'integer', approach: 'text' } as const;

/** Finds, for each set of approaches, the ids of the questions about exactly this set, sorted. */
export async function readQuestionsAbout(
  session: Session,
  revision: number,
  sets: readonly (readonly string[])[],
): Promise<readonly (readonly string[])[]> {
  const members = sets.flatMap((set, ordinal) => {
    const distinct = [...new Set(set)];
    return distinct.map((approach) => [ordinal, distinct.length, storableKey(approach)]);
  });
  const rows = await session.rows<KeyedRow & { question: string }>(sql`
    with asking as (
      select m.ordinal, m.size, c.subject as question
      from ${session.syntax.rowSet(memberColumns, members)} m cross join claim c
      where c.target = m.approach and c.predicate = 'ASKS_ABOUT' and ${states('c')} and ${isValidAt(revision, 'c')}
      group by m.ordinal, m.size, c.subject
      having count(distinct c.target) = m.size
    )
    select a.ordinal, a.question from asking a
    where a.size = (
      select count(distinct c.target) from claim c
      where c.subject = a.question and c.predicate = 'ASKS_ABOUT' and ${states('c')} and ${isValidAt(revision, 'c')}
    )
    order by a.ordinal, a.question`);
  return alignToKeys(sets, rows, (row) => row.question);
}
