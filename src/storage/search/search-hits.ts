import { sql, type RawBuilder } from 'kysely';
import { keyLevels, wordLevels } from '../../graph/search/relevance.js';
import { searchBounds, type SearchTerms } from '../../graph/search/search-query.js';
import {
  minPrefixLength,
  pairCondition,
  wordConditions,
  type WordCondition,
} from '../../graph/search/word-condition.js';
import { isValidAt } from '../dialect/conditions.js';
import type { Session } from '../session/session.js';
import { storableKey } from '../dialect/storable.js';

/** The levels of an item in the fields that one statement searches. */
interface Levels {
  readonly NAME: number;
  readonly ALIAS: number;
  readonly SUMMARY: number;
  readonly CLAIM: number;
}

/** Null, with the type and the collation of a concept's id. */
const noTarget = sql`case when 1 = 0 then t.concept end`;
const noLevels: Levels = { NAME: 0, ALIAS: 0, SUMMARY: 0, CLAIM: 0 };

/**
 * Creates the statements that select the hits of a search, with the columns of `Hit`. A statement selects hits in at most
 * `searchBounds.textsOfWord` summaries and claims; names are not limited.
 */
export function selectHits(
  session: Session,
  revision: number,
  terms: SearchTerms,
): readonly RawBuilder<unknown>[] {
  const { query } = terms;
  const { inNames, inTexts } = minPrefixLength;
  const branches: RawBuilder<unknown>[] = [withKey(query.key, revision)];
  for (const [index, word] of query.words.entries()) {
    const names = wordConditions(word, terms, inNames).map(([quality, condition]) =>
      namesWith(session, revision, condition, index + 1, wordLevels[quality]),
    );
    const texts = wordConditions(word, terms, inTexts).map(([quality, condition]) =>
      textsWith(session, revision, condition, index + 1, wordLevels[quality]),
    );
    branches.push(...names, ...texts);
  }
  for (const [index, pair] of query.pairs.entries()) {
    const item = query.words.length + index + 1;
    branches.push(
      namesWith(session, revision, pairCondition(pair, inNames), item, noLevels),
      textsWith(session, revision, pairCondition(pair, inTexts), item, noLevels),
    );
  }
  return branches;
}

/** Selects the names and aliases that equal the search text or start with it. */
function withKey(key: string, revision: number): RawBuilder<unknown> {
  const storable = storableKey(key);
  const beyond = storable === null ? null : `${storable}\u{10FFFF}`;
  const levelOf = (field: keyof typeof keyLevels) => sql`
    case t.key when ${storable} then ${sql.lit(keyLevels[field].exact)} else ${sql.lit(keyLevels[field].prefix)} end`;
  return sql`
    select t.concept, ${noTarget} as target, 0 as item,
      case t.field when 'NAME' then ${levelOf('NAME')} else ${levelOf('ALIAS')} end as level,
      1 as is_name, t.id as text, t.size
    from searched_name t
    where t.key >= ${storable} and t.key < ${beyond} and ${isValidAt(revision, 't')}`;
}

function namesWith(
  { syntax }: Session,
  revision: number,
  condition: WordCondition,
  item: number,
  levels: Levels,
): RawBuilder<unknown> {
  return sql`
    select t.concept, ${noTarget} as target, ${sql.lit(item)} as item,
      case t.field when 'NAME' then ${sql.lit(levels.NAME)} else ${sql.lit(levels.ALIAS)} end as level,
      1 as is_name, t.id as text, t.size
    ${syntax.search.textsWith('searched_name', condition)} and ${isValidAt(revision, 't')}`;
}

function textsWith(
  { syntax }: Session,
  revision: number,
  condition: WordCondition,
  item: number,
  levels: Levels,
): RawBuilder<unknown> {
  return sql`
    select concept, target, item, level, is_name, text, size from (
      select t.concept, t.target, ${sql.lit(item)} as item,
        case when t.claim is null then ${sql.lit(levels.SUMMARY)} else ${sql.lit(levels.CLAIM)} end as level,
        0 as is_name, case when t.claim is null then null else t.id end as text, 0 as size
      ${syntax.search.textsWith('searched_text', condition)} and ${isValidAt(revision, 't')}
      limit ${sql.lit(searchBounds.textsOfWord)}
    ) part`;
}
