import type { Absence, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { isPhysical, one, parseUnit } from '../../graph/values/unit.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { absenceNames, displayConditions } from '../../comparison/cells/display.js';
import type { CellStatement } from '../../comparison/cells/statement.js';
import type {
  ApproachStatements,
  Clause,
  ConditionedApproach,
  ListAssertion,
  Remark,
} from '../../comparison/rows/clause.js';
import { findClauses, type ExplainedRow } from '../../comparison/rows/find-clauses.js';
import { listText, message } from '../catalogue.js';
import { defaultLocale, type Locale } from '../locale.js';
import { unitName } from '../units/unit-text.js';
import { absenceText, valueText } from '../values/value-text.js';
import { approachNames, type ApproachNames } from './approach-names.js';
import { isolated } from './isolated-text.js';
import { shortened, withoutFinalPeriod } from './short-text.js';

/** The maximum number of statements of one cell in a sentence. */
export const maxStatements = 6;
/** The maximum number of terms in a list. */
export const maxTerms = 20;

/** Writes values in sentences. */
export interface ValueTexts {
  value(value: ClaimValue): string;
  absence(absence: Absence): string;
  /** @param code the code of a unit; `1` is the unit of plain numbers */
  unit(code: string): string;
}

/** Values as `Cell.display` prints them: amounts with the codes of their units. */
const notation: ValueTexts = {
  value: (value) => ruleOf(value).display(value),
  absence: (absence) => absenceNames[absence],
  unit: (code) => (code === one ? message('en', 'unit.plainNumbers') : code),
};

/** Creates the texts of values in a language. @param write returns the text of a value */
export function valuesInWords(
  locale: Locale,
  write = (value: ClaimValue): string => valueText(locale, value),
): ValueTexts {
  return {
    value: write,
    absence: (absence) => absenceText(locale, absence),
    unit: (code) => (code === one ? message(locale, 'unit.plainNumbers') : unitName(locale, code)),
  };
}

/** Returns the default texts of values: in English as `Cell.display` prints them, in other languages as `valuesInWords` does. */
function defaultValues(locale: Locale): ValueTexts {
  return locale === defaultLocale ? notation : valuesInWords(locale);
}

/**
 * Explains a row's verdict in a few sentences: the verdict, the values that decided it, and the cells that are missing,
 * not applicable or contested. Long values, terms, notes and conditions are shortened.
 */
export function explain(
  row: ExplainedRow,
  locale: Locale = defaultLocale,
  values: ValueTexts = defaultValues(locale),
): string {
  return clausesText(
    findClauses(row),
    row.cells.map(({ approach }) => approach),
    locale,
    values,
  );
}

/**
 * Writes clauses as sentences.
 * @param approaches all approaches of the row; approaches with equal names are shown with their slugs
 */
export function clausesText(
  clauses: readonly Clause[],
  approaches: readonly Approach[],
  locale: Locale = defaultLocale,
  values: ValueTexts = defaultValues(locale),
): string {
  const writer = new ClauseWriter(approachNames(approaches), locale, values);
  return clauses.map((clause) => writer.text(clause)).join(' ');
}

/** Writes clauses about the approaches of one row. */
class ClauseWriter {
  readonly #names: ApproachNames;
  readonly #locale: Locale;
  readonly #values: ValueTexts;

  constructor(names: ApproachNames, locale: Locale, values: ValueTexts) {
    this.#names = (approach) => isolated(names(approach));
    this.#locale = locale;
    this.#values = values;
  }

  text(clause: Clause): string {
    const locale = this.#locale;
    switch (clause.type) {
      case 'COMMON':
        return message(locale, 'explanation.COMMON', { values: this.#statements(clause.statements) });
      case 'REMARKS':
        return `${clause.remarks.map((remark) => this.#remark(remark)).join('; ')}.`;
      case 'ONLY_UNDER':
        return message(locale, 'explanation.ONLY_UNDER', {
          approaches: this.#conditioned(clause.approaches),
        });
      case 'LIST':
        return this.#list(clause);
      case 'TERMS':
        return this.#terms(clause);
      case 'NOT_STATED':
        return message(locale, 'explanation.NOT_STATED', {
          approaches: listText(locale, clause.approaches.map(this.#names)),
        });
      case 'UNKNOWN':
      case 'NOT_APPLICABLE':
        return message(locale, `explanation.${clause.type}`, {
          approaches: this.#conditioned(clause.approaches),
        });
      case 'CONTESTED':
        return message(locale, `explanation.${clause.contest}`, {
          values: this.#byApproach(clause.list, (texts) => texts.join(' / ')),
        });
      case 'UNDETERMINED':
        return message(locale, 'explanation.UNDETERMINED');
      case 'NOT_COMPARABLE':
        return message(
          locale,
          clause.isNone ? 'explanation.NOTHING_TO_COMPARE' : 'explanation.NOT_COMPARABLE',
        );
    }
  }

  #list({ assertion, list }: Clause & { readonly type: 'LIST' }): string {
    const values = this.#byApproach(list, (texts) => this.#also(texts));
    if (assertion.type === 'ONLY') return message(this.#locale, 'explanation.ONLY', { values });
    const words = { assertion: this.#assertion(assertion), values };
    return message(this.#locale, list.length === 0 ? 'explanation.ASSERTION' : 'explanation.LIST', words);
  }

  /** Writes the assertion about a list of values, without the list. */
  #assertion(assertion: Exclude<ListAssertion, { readonly type: 'ONLY' }>): string {
    const locale = this.#locale;
    switch (assertion.type) {
      case 'EQUIVALENT':
        return message(locale, equivalenceKey(assertion));
      case 'OVERLAPPING':
      case 'DIFFERENT':
      case 'OPPOSITE':
        return message(locale, `assertion.${assertion.type}`, {
          isAtMost: yesOrNo(assertion.isAtMost),
          isToContested: yesOrNo(assertion.isToContested),
        });
      case 'UNITS':
        return this.#units(assertion.units);
      default:
        return message(locale, `assertion.${assertion.type}`);
    }
  }

  #units(units: readonly string[]): string {
    const physical = units.filter((unit) => isPhysical(parseUnit(unit)));
    return message(this.#locale, 'assertion.UNITS', {
      units: listText(
        this.#locale,
        units.map((unit) => this.#values.unit(unit)),
      ),
      arePhysical: yesOrNo(physical.length + 1 >= units.length),
    });
  }

  #remark({ note, qualifiers, approaches }: Remark): string {
    return message(this.#locale, 'explanation.REMARK', {
      approaches: listText(this.#locale, approaches.map(this.#names)),
      count: approaches.length,
      note: isolated(this.#withConditions(shortened(note), qualifiers, shortened)),
    });
  }

  #terms({ approaches, isAll, shared, others }: Clause & { readonly type: 'TERMS' }): string {
    const otherTexts = others.map(
      (each) =>
        `${isolated(shortened(each.term))} (${listText(this.#locale, each.approaches.map(this.#names))})`,
    );
    return message(this.#locale, 'explanation.TERMS', {
      areAll: yesOrNo(isAll),
      approaches: listText(this.#locale, approaches.map(this.#names)),
      shared:
        shared.length === 0
          ? message(this.#locale, 'explanation.noTerms')
          : firstOf(
              this.#locale,
              shared.map((term) => isolated(shortened(term))),
              maxTerms,
            ),
      others: firstOf(this.#locale, otherTexts, maxTerms),
    });
  }

  /** Lists statements by approach, such as `A and B: Yes; C: No`. Approaches with equal statements are listed together. */
  #byApproach(list: readonly ApproachStatements[], join: (texts: readonly string[]) => string): string {
    const groups = new Map<string, { readonly text: string; readonly names: string[] }>();
    for (const { approach, statements } of list) {
      // The key has the complete texts, because different texts can be equal after they are shortened.
      const key = JSON.stringify(statements.map((each) => this.#statement(each, withoutFinalPeriod)));
      const group = groups.get(key);
      if (group) group.names.push(this.#names(approach));
      else groups.set(key, { text: join(this.#first(statements)), names: [this.#names(approach)] });
    }
    return [...groups.values()]
      .map((group) => `${listText(this.#locale, group.names)}: ${group.text}`)
      .join('; ');
  }

  #statements(statements: readonly CellStatement[]): string {
    return this.#also(this.#first(statements));
  }

  #also([first = '', ...others]: readonly string[]): string {
    return others.reduce(
      (texts, text) => message(this.#locale, 'list.also', { first: texts, second: text }),
      first,
    );
  }

  #first(statements: readonly CellStatement[]): readonly string[] {
    // Statements in different units can have the same text.
    const texts = new Map<string, string>();
    for (const each of statements.slice(0, maxStatements))
      texts.set(this.#statement(each, withoutFinalPeriod), isolated(this.#statement(each, shortened)));
    return [...texts.values(), ...(statements.length > maxStatements ? ['…'] : [])];
  }

  /** Writes a statement with its conditions. @param edit applied to the value and to the conditions */
  #statement({ values, absence, qualifiers }: CellStatement, edit: (text: string) => string): string {
    const text = absence === null ? this.#accumulated(values) : this.#values.absence(absence);
    return this.#withConditions(edit(text), qualifiers, edit);
  }

  /** Writes a value, or all values that accumulated, with each text or term once. */
  #accumulated(values: readonly ClaimValue[]): string {
    const [first, ...others] = values;
    if (first && others.length === 0) return this.#values.value(first);
    const texts = new Map<string, string>();
    for (const value of values) {
      for (const text of ruleOf(value).words?.of(value) ?? [this.#values.value(value)])
        if (!texts.has(fold(text))) texts.set(fold(text), text);
    }
    // Several sources state an empty set of terms.
    if (texts.size === 0 && first) return this.#values.value(first);
    return [...texts.values()].join(', ');
  }

  #withConditions(value: string, qualifiers: readonly Qualifier[], edit: (text: string) => string): string {
    if (qualifiers.length === 0) return value;
    return message(this.#locale, 'value.withConditions', {
      value,
      conditions: edit(displayConditions(qualifiers)),
    });
  }

  /** Writes names with conditions in parentheses: `A (plan: Free or plan: Pro) and B`. */
  #conditioned(approaches: readonly ConditionedApproach[]): string {
    const texts = approaches.map(({ approach, conditions }) => {
      const [first, ...others] = conditions.map((qualifiers) =>
        isolated(shortened(displayConditions(qualifiers))),
      );
      if (first === undefined) return this.#names(approach);
      const text = others.reduce(
        (all, each) => message(this.#locale, 'list.orConditions', { first: all, second: each }),
        first,
      );
      return message(this.#locale, 'value.withConditions', {
        value: this.#names(approach),
        conditions: text,
      });
    });
    return listText(this.#locale, texts);
  }
}

function equivalenceKey({ basis, isWithinTolerance }: ListAssertion & { readonly type: 'EQUIVALENT' }) {
  switch (basis) {
    case 'DECLARED_EQUIVALENCE':
      return 'assertion.SAME_IN_OTHER_WORDS';
    case 'QUANTITY':
      return isWithinTolerance ? 'assertion.SAME_WITHIN_TOLERANCE' : 'assertion.SAME_AMOUNTS';
    case 'DATE':
      return 'assertion.SAME_DATES';
    default:
      return 'assertion.SAME_VALUES';
  }
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** Joins the first texts, and adds the number of omitted texts. @param max the maximum number of texts */
function firstOf(locale: Locale, texts: readonly string[], max: number): string {
  const omitted = texts.length - max;
  const list = texts.slice(0, max).join(', ');
  return omitted > 0 ? message(locale, 'list.more', { list, count: omitted }) : list;
}
