import type { Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { isPhysical, one, parseUnit } from '../../graph/values/unit.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { absenceNames, displayConditions } from '../cells/display.js';
import type { CellStatement } from '../cells/statement.js';
import type { ApproachStatements, Clause, ConditionedApproach, ListAssertion, Remark } from './clause.js';
import { findClauses, type ExplainedRow } from './find-clauses.js';

/** Longer texts are shortened at the end of a word. In code points. */
export const longestText = 120;
/** The maximum number of statements of one cell in a sentence. */
export const mostStatements = 6;
/** The maximum number of terms in a list. */
export const mostTerms = 20;

/**
 * Explains a row's verdict in a few sentences: the verdict, the values that decided it, and the cells that are missing,
 * not applicable or contested. Texts are shortened to `longestText` code points.
 */
export function explain(row: ExplainedRow): string {
  return clausesText(
    findClauses(row),
    row.cells.map(({ approach }) => approach),
  );
}

/**
 * The sentences of clauses, in English.
 * @param approaches all approaches of the row; those with equal names are shown with their slugs
 */
export function clausesText(clauses: readonly Clause[], approaches: readonly Approach[]): string {
  const names = namesOf(approaches);
  return clauses.map((clause) => clauseText(clause, names)).join(' ');
}

type Names = (approach: Approach) => string;

function namesOf(approaches: readonly Approach[]): Names {
  const folded = approaches.map(({ name }) => fold(name));
  const repeated = new Set(folded.filter((name, index) => folded.indexOf(name) !== index));
  if (repeated.size === 0) return ({ name }) => name;
  return ({ name, slug }) => (repeated.has(fold(name)) ? `${name} [${slug}]` : name);
}

function clauseText(clause: Clause, names: Names): string {
  switch (clause.type) {
    case 'COMMON':
      return `All state the same: ${statementsText(clause.statements)}.`;
    case 'REMARKS':
      return `${clause.remarks.map((remark) => remarkText(remark, names)).join('; ')}.`;
    case 'ONLY_UNDER':
      return `Only under conditions: ${conditionedNames(clause.approaches, names)}.`;
    case 'LIST':
      return `${withList(listIntroduction(clause.assertion), clause.list, names)}.`;
    case 'TERMS':
      return termsText(clause, names);
    case 'NOT_STATED':
      return `Nothing is stated for ${listText(clause.approaches.map(names))}.`;
    case 'UNKNOWN':
      return `Sources state that it is unknown for ${conditionedNames(clause.approaches, names)}.`;
    case 'NOT_APPLICABLE':
      return `The question does not arise for ${conditionedNames(clause.approaches, names)}.`;
    case 'CONTESTED': {
      const who = clause.contest === 'SOURCES' ? 'Sources disagree' : 'A single source states several values';
      return `${who}: ${valuesByApproach(clause.list, names, ' / ')}.`;
    }
    case 'UNDETERMINED':
      return `${undetermined}.`;
    case 'NOT_COMPARABLE':
      return clause.isNone ? 'There is nothing to compare.' : `${notAllComparable}.`;
  }
}

const notAllComparable = 'Not all of these can be compared';
const undetermined = 'It cannot be said whether all agree';

/** The text in front of a list of values. */
function listIntroduction(assertion: ListAssertion): string {
  switch (assertion.type) {
    case 'EQUIVALENT':
      return equivalenceText(assertion);
    case 'AGREES_WHERE_CONDITIONS_OVERLAP':
      return 'The values agree where their conditions overlap:';
    case 'OVERLAPPING':
    case 'DIFFERENT':
    case 'OPPOSITE':
      return `${differenceText(assertion)}${assertion.isToContested ? ', whichever contested values are true' : ''}:`;
    case 'DISJOINT_CONDITIONS':
      return `${undetermined}, since not all values hold under the same conditions:`;
    case 'PARTLY_AGREES':
      return `${undetermined}, since some values agree and others differ:`;
    case 'UNITS':
      return `${notAllComparable}, since ${unitsText(assertion.units)}:`;
    case 'ONLY':
      return 'Stated only for';
    case 'STATED':
      return 'Stated:';
    case 'ALSO':
      return 'Also stated:';
  }
}

function equivalenceText({
  basis,
  isWithinTolerance,
}: ListAssertion & { readonly type: 'EQUIVALENT' }): string {
  switch (basis) {
    case 'DECLARED_EQUIVALENCE':
      return 'All state the same in different words:';
    case 'QUANTITY':
      return isWithinTolerance ? 'All amounts agree within the tolerance:' : 'All amounts agree:';
    case 'DATE':
      return 'All dates agree as far as they are precise:';
    default:
      return 'All values agree:';
  }
}

function differenceText({
  type,
  isAtMost,
}: ListAssertion & { readonly type: 'OVERLAPPING' | 'DIFFERENT' | 'OPPOSITE' }): string {
  if (type === 'DIFFERENT') return 'The values differ';
  if (type === 'OPPOSITE') return 'The values are opposite';
  return isAtMost ? 'The values agree in part at most' : 'The values agree only in part';
}

function unitsText(units: readonly string[]): string {
  const text = listText(units.map((unit) => (unit === one ? 'plain numbers' : unit)));
  const physical = units.filter((unit) => isPhysical(parseUnit(unit)));
  return physical.length + 1 >= units.length
    ? `${text} measure different quantities`
    : `${text} do not convert`;
}

function remarkText({ note, qualifiers, approaches }: Remark, names: Names): string {
  const verb = approaches.length === 1 ? 'adds' : 'add';
  return `${listText(approaches.map(names))} ${verb}: ${withConditions(shortened(note), qualifiers)}`;
}

function termsText(clause: Clause & { readonly type: 'TERMS' }, names: Names): string {
  const { approaches, isAll, shared, others } = clause;
  const [all, notAll] = isAll ? ['all', 'all'] : [listText(approaches.map(names)), 'all of them'];
  const sharedText = shared.length === 0 ? 'nothing' : firstOf(shared.map(shortened), mostTerms);
  const otherTexts = others.map(
    (each) => `${shortened(each.term)} (${listText(each.approaches.map(names))})`,
  );
  return `Shared by ${all}: ${sharedText}. Not by ${notAll}: ${firstOf(otherTexts, mostTerms)}.`;
}

function withList(introduction: string, list: readonly ApproachStatements[], names: Names): string {
  return list.length === 0
    ? introduction.replace(/:$/u, '')
    : `${introduction} ${valuesByApproach(list, names, ', also ')}`;
}

/** `A and B: Yes; C: No`: approaches with the same statements are listed together. */
function valuesByApproach(list: readonly ApproachStatements[], names: Names, separator: string): string {
  const groups = new Map<string, { readonly text: string; readonly names: string[] }>();
  for (const { approach, statements } of list) {
    // By the whole texts: shortened ones may be equal.
    const key = JSON.stringify(statements.map((each) => statementText(each, withoutFinalPeriod)));
    const group = groups.get(key);
    if (group) group.names.push(names(approach));
    else groups.set(key, { text: statementsText(statements, separator), names: [names(approach)] });
  }
  return [...groups.values()].map((group) => `${listText(group.names)}: ${group.text}`).join('; ');
}

function statementsText(statements: readonly CellStatement[], separator = ', also '): string {
  const texts = statements.slice(0, mostStatements).map((each) => statementText(each, shortened));
  return [...texts, ...(statements.length > mostStatements ? ['…'] : [])].join(separator);
}

/** The text of a statement with its conditions. @param edit applied to the value and to the conditions */
function statementText(
  { values, absence, qualifiers }: CellStatement,
  edit: (text: string) => string,
): string {
  const text = absence === null ? valuesText(values) : absenceNames[absence];
  return qualifiers.length === 0 ? edit(text) : `${edit(text)} (${edit(displayConditions(qualifiers))})`;
}

/** The text of a value, or of all values that accumulated: each text or term once. */
function valuesText(values: readonly ClaimValue[]): string {
  const [first, ...others] = values;
  if (first && others.length === 0) return ruleOf(first).display(first);
  const texts = new Map<string, string>();
  for (const value of values) {
    const rule = ruleOf(value);
    for (const text of rule.words?.of(value) ?? [rule.display(value)])
      if (!texts.has(fold(text))) texts.set(fold(text), text);
  }
  // An empty set of terms that several sources state.
  if (texts.size === 0 && first) return ruleOf(first).display(first);
  return [...texts.values()].join(', ');
}

function withConditions(text: string, qualifiers: readonly Qualifier[]): string {
  return qualifiers.length === 0 ? text : `${text} (${shortened(displayConditions(qualifiers))})`;
}

/** Names with conditions in parentheses: `A (plan: Free or plan: Pro) and B`. */
function conditionedNames(approaches: readonly ConditionedApproach[], names: Names): string {
  const texts = approaches.map(({ approach, conditions }) => {
    const text = conditions.map((qualifiers) => shortened(displayConditions(qualifiers))).join(' or ');
    return text === '' ? names(approach) : `${names(approach)} (${text})`;
  });
  return listText(texts);
}

/** The first texts, and the number of those that are left out. */
function firstOf(texts: readonly string[], most: number): string {
  const rest = texts.length - most;
  return texts.slice(0, most).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}

/** Shortens a long text at the end of a word, and removes a final period, since the sentence has one. */
function shortened(text: string): string {
  const whole = withoutFinalPeriod(text);
  if (whole.length <= longestText) return whole;
  const characters = [...whole];
  if (characters.length <= longestText) return whole;
  const start = characters.slice(0, longestText).join('');
  const words = /^(.*\S)\s+\S*$/su.exec(`${start}${characters[longestText]}`)?.[1] ?? start;
  return `${words.replace(/[\s,;:.]+$/u, '')}…`;
}

function withoutFinalPeriod(text: string): string {
  return text.replace(/([^.])\.$/u, '$1');
}

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });

function listText(texts: readonly string[]): string {
  return listFormat.format(texts);
}
