import { changesetRules } from './changeset-rules.js';
import { comparisonRules } from './comparison-rules.js';
import type { FieldRule, FieldRules } from '../work/field-work.js';
import { entityRules } from './entity-rules.js';
import { historyRules } from './history-rules.js';
import { introspectionRules } from './introspection-rules.js';
import { listRules } from './list-rules.js';
import { rankingRules } from './ranking-rules.js';
import { referenceRules } from './reference-rules.js';
import { searchRules } from './search-rules.js';

const rules: FieldRules = new Map([
  ...referenceRules,
  ...entityRules,
  ...listRules,
  ...comparisonRules,
  ...rankingRules,
  ...searchRules,
  ...historyRules,
  ...changesetRules,
  ...introspectionRules,
]);

/**
 * Returns the rule for a field; null if there is no rule. The work of a field without a rule depends only on its type: a leaf, an object,
 * or a list of the usual size.
 * @param type the canonical name of the type that has the field
 * @param field the canonical name of the field
 */
export function ruleOf(type: string, field: string): FieldRule | null {
  return rules.get(`${type}.${field}`) ?? rules.get(`*.${field}`) ?? null;
}
