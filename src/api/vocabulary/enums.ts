import { registerEnumType } from 'type-graphql';
import {
  absences,
  axisKinds,
  predicates,
  ranks,
  type Absence,
  type AxisKind,
  type Predicate,
  type Rank,
  predicateRules,
} from '../../graph/claim.js';
import {
  betterWhens,
  cardinalities,
  conceptKinds,
  featureKinds,
  type BetterWhen,
  type Cardinality,
  type ConceptKind,
  type FeatureKind,
  kindWords,
} from '../../graph/concept.js';
import {
  changeKinds,
  revisionOrigins,
  type ChangeKind,
  type RevisionOrigin,
} from '../../graph/ports/history.js';
import { conceptOrders, type ConceptOrder } from '../../graph/ports/reading.js';
import { searchFields, type SearchField } from '../../graph/search/search-matches.js';
import { supports, type Support } from '../../graph/values/support.js';
import { linkRules } from '../../comparison/cells/axis.js';
import { claimOrders, type ClaimOrder } from '../../comparison/ranking/claim-order.js';
import { valueOrders, type ValueOrder } from '../../comparison/conditions/value-order.js';
import { rowOrders, type RowOrder } from '../../comparison/rows/row-order.js';
import { betterEnds, type BetterEnd } from '../../comparison/ranking/score-scale.js';
import { requirementOutcomes, type RequirementOutcome } from '../../comparison/ranking/requirement.js';
import { cellStates, type CellState } from '../../comparison/cells/statement.js';
import { rowVerdicts, type RowVerdict } from '../../comparison/verdicts/verdict.js';
import { unitChoices, type UnitChoice } from '../../words/cells/row-unit.js';
import { linksInWords } from './axis-words.js';

/** Creates a GraphQL enum from a list of names with their descriptions. */
export function enumOf<Name extends string>(
  name: string,
  names: readonly Name[],
  description: string,
  meanings: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Name>> {
  const values = Object.fromEntries(names.map((member) => [member, member])) as Record<Name, Name>;
  const valuesConfig = Object.fromEntries(names.map((member) => [member, { description: meanings[member] }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}

/** Selects the meanings from a record of descriptions. */
function meaningsOf<Name extends string>(
  described: Readonly<Record<Name, { readonly meaning: string }>>,
): Readonly<Record<Name, string>> {
  const entries = Object.entries<{ readonly meaning: string }>(described);
  return Object.fromEntries(entries.map(([name, { meaning }]) => [name, meaning])) as Record<Name, string>;
}

export const ConceptKindEnum = enumOf<ConceptKind>(
  'ConceptKind',
  conceptKinds,
  'The kinds of concepts in the graph.',
  meaningsOf(kindWords),
);

export const FeatureKindEnum = enumOf<FeatureKind>('FeatureKind', featureKinds, 'The kind of a feature.', {
  CHARACTERISTIC: 'A property of the approach.',
  SERVICE: 'A service that the approach provides.',
  PRACTICE: 'An activity of people who follow the approach.',
});

export const CardinalityEnum = enumOf<Cardinality>(
  'Cardinality',
  cardinalities,
  'Whether different claims about one cell contradict each other or accumulate.',
  {
    SINGLE: 'One value: different claims contradict each other, and the cell is contested.',
    MULTIPLE: 'Several values: claims accumulate, and cells are compared as sets.',
  },
);

export const BetterWhenEnum = enumOf<BetterWhen>(
  'BetterWhen',
  betterWhens,
  'The end of a dimension that is better.',
  {
    HIGHER: 'Higher values are better; YES is better than NO.',
    LOWER: 'Lower values are better; NO is better than YES.',
    NEITHER: 'Neither end is better.',
  },
);

export const BetterEndEnum = enumOf<BetterEnd>('BetterEnd', betterEnds, 'The better end of a scale.', {
  HIGHER: 'Higher is better; YES is better than NO.',
  LOWER: 'Lower is better; NO is better than YES.',
});

export const PredicateEnum = enumOf<Predicate>(
  'Predicate',
  predicates,
  'The type of statement that a claim makes. Read a claim as "subject predicate target".',
  meaningsOf(predicateRules),
);

export const AbsenceEnum = enumOf<Absence>('Absence', absences, 'The reason why a source gives no value.', {
  UNKNOWN: 'The source states that the value is unknown.',
  NOT_APPLICABLE: 'The source states that the property does not apply to the subject.',
});

export const RankEnum = enumOf<Rank>(
  'Rank',
  ranks,
  'The priority of a claim. In each cell, only the claims with the highest rank count.',
  {
    PREFERRED: 'Takes precedence over NORMAL and DEPRECATED.',
    NORMAL: 'The rank of most claims.',
    DEPRECATED: 'For outdated or wrong claims, which count only if no claim has a higher rank.',
  },
);

export const SupportEnum = enumOf<Support>('Support', supports, 'Yes, no, or partly.', {
  NO: 'No.',
  PARTIAL: 'Partly; the note states which part.',
  YES: 'Yes.',
});

export const ConceptOrderEnum = enumOf<ConceptOrder>(
  'ConceptOrder',
  conceptOrders,
  'The order of a list of concepts.',
  {
    NAME: 'By name, ignoring case.',
    SLUG: 'By slug.',
  },
);

export const SearchFieldEnum = enumOf<SearchField>(
  'SearchField',
  searchFields,
  'The texts that are searched, most relevant first. CLAIM and VALUE are equally relevant.',
  {
    NAME: 'The name of a concept.',
    ALIAS: 'An alias of a concept.',
    SUMMARY: 'The summary of a concept.',
    CLAIM: 'The text of a claim about a concept.',
    VALUE: 'The value of a claim about a concept: a text, terms, or the note of a yes, no or partly.',
  },
);

export const ClaimOrderEnum = enumOf<ClaimOrder>(
  'ClaimOrder',
  claimOrders,
  'The order of claims along a dimension. Claims with equal values, and claims whose values cannot be ordered, are ordered by the name of the approach.',
  {
    APPROACH: 'By the name of the approach.',
    BEST_FIRST:
      'Best values first; highest values first if neither end is better. Values that cannot be ordered are last.',
    WORST_FIRST:
      'Worst values first; lowest values first if neither end is better. Values that cannot be ordered are last.',
  },
);

export const ValueOrderEnum = enumOf<ValueOrder>(
  'ValueOrder',
  valueOrders,
  'The order of values along an axis.',
  {
    BEST_FIRST: 'Best values first; highest values first if neither end is better.',
    WORST_FIRST: 'Worst values first; lowest values first if neither end is better.',
    HIGHEST_FIRST:
      'Highest values first, regardless of the better end: the largest amount, the newest version, YES.',
    LOWEST_FIRST:
      'Lowest values first, regardless of the better end: the smallest amount, the oldest version, NO.',
  },
);

export const RowOrderEnum = enumOf<RowOrder>(
  'RowOrder',
  rowOrders,
  'The order of the rows of a comparison. Rows with the same name, distance or count are in editorial order.',
  {
    EDITORIAL:
      'By kind and group, then by the first approach that has claims along the axis, then by the position of these claims.',
    NAME: 'By the name of the axis, ignoring case.',
    MOST_DIFFERENT: 'Largest distance first; rows without a distance last.',
    MOST_ALIKE: 'Smallest distance first; rows without a distance last.',
    COUNT: 'Rows with the most cells that meet `countOf` first.',
  },
);

export const AxisKindEnum = enumOf<AxisKind>(
  'AxisKind',
  axisKinds,
  'The kinds of axes along which approaches are compared.',
  { DIMENSION: 'The values of a dimension.', ...meaningsOf(linkRules) },
);

export const CellStateEnum = enumOf<CellState>(
  'CellState',
  cellStates,
  'Whether the claims of a cell state a value, and whether these claims agree.',
  {
    STATED: 'Sources state a value, and do not disagree.',
    CONTESTED: 'The stated values, from one source or several sources, disagree.',
    UNKNOWN: 'Sources state only that the value is unknown.',
    NOT_APPLICABLE:
      'Sources state no value, and at least one source states that the axis does not apply to the approach.',
    NOT_STATED: 'No claim exists. This state is different from "no".',
  },
);

export const RowVerdictEnum = enumOf<RowVerdict>(
  'RowVerdict',
  rowVerdicts,
  'The result of comparing the cells of a row pair by pair. If pairs have different results, the verdict is the result that is first in this list: OPPOSITE, DIFFERENT, OVERLAPPING, NOT_COMPARABLE, UNDETERMINED, EQUIVALENT, SAME. A missing cell never counts as agreement or as difference.',
  {
    OPPOSITE: 'Two cells state opposite ends: yes and no, or both ends of a scale with three or more levels.',
    DIFFERENT: 'Two cells state different values.',
    OVERLAPPING: 'Two cells agree in part.',
    NOT_COMPARABLE: 'The axis does not apply to one of the approaches, or units cannot be converted.',
    UNDETERMINED:
      'The cells cannot be compared because a value is missing or contested, or because the values are true under different conditions.',
    EQUIVALENT: 'All cells state the same value, but not all in the same words.',
    SAME: 'All cells state the same value.',
    ONE_SIDED: `Some cells are stated, and all other cells are not stated. Only rows of ${linksInWords} have this verdict.`,
  },
);

export const RequirementOutcomeEnum = enumOf<RequirementOutcome>(
  'RequirementOutcome',
  requirementOutcomes,
  'Whether an approach meets the must-haves and must-nots of a criterion.',
  {
    MET: 'All stated values meet all must-haves and must-nots.',
    NOT_MET: 'The stated values show that a must-have or must-not is not met.',
    NOT_SHOWN:
      'Neither MET nor NOT_MET, for example because the value is missing or not applicable, or because it meets a must-have or must-not only according to some sources or under some conditions.',
  },
);

export const RevisionOriginEnum = enumOf<RevisionOrigin>(
  'RevisionOrigin',
  revisionOrigins,
  'The operation that created a revision.',
  {
    IMPORT: 'Documents or tables were imported.',
    EDIT: 'An edit or an erasure changed the graph. Later imports do not restore concepts and claims that an edit has ended.',
  },
);

export const ChangeKindEnum = enumOf<ChangeKind>(
  'ChangeKind',
  changeKinds,
  'The kind of a change of a concept, claim or row.',
  {
    ADDED: 'The object did not exist before the change.',
    CHANGED: 'The object existed before the change, with different content.',
    ENDED: 'The object no longer exists after the change.',
  },
);

export const UnitChoiceEnum = enumOf<UnitChoice>(
  'UnitChoice',
  unitChoices,
  'The unit of amounts in a text.',
  {
    STATED: 'The unit that the source states.',
    ROW: 'One unit for all cells of the row: the stated unit, or the unit of the dimension, in which the amounts are exact and have the fewest digits. Amounts that cannot be converted to this unit keep their units.',
    CANONICAL:
      'The unit of the dimension. An amount that must be rounded is marked and followed by the stated amount.',
  },
);
