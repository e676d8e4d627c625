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
import { conceptOrders, type ConceptOrder } from '../../graph/ports/reading.js';
import { searchFields, type SearchField } from '../../graph/search/search-matches.js';
import { supports, type Support } from '../../graph/values/support.js';
import { linkRules } from '../../comparison/cells/axis.js';
import { claimOrders, type ClaimOrder } from '../../comparison/ranking/league.js';
import { rowOrders, type RowOrder } from '../../comparison/rows/row-order.js';
import { requirementOutcomes, type RequirementOutcome } from '../../comparison/ranking/requirement.js';
import { cellStates, type CellState } from '../../comparison/cells/statement.js';
import { rowVerdicts, type RowVerdict } from '../../comparison/verdicts/verdict.js';
import { linksInWords } from './axis-words.js';

/** Makes a GraphQL enum of a list of names, each with its description. */
export function enumOf<Name extends string>(
  name: string,
  names: readonly Name[],
  description: string,
  meanings: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Name>> {
  const values = Object.fromEntries(names.map((each) => [each, each])) as Record<Name, Name>;
  const valuesConfig = Object.fromEntries(names.map((each) => [each, { description: meanings[each] }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}

/** The meanings of names, each of which has one beside other things. */
function meaningsOf<Name extends string>(
  described: Readonly<Record<Name, { readonly meaning: string }>>,
): Readonly<Record<Name, string>> {
  const entries = Object.entries<{ readonly meaning: string }>(described);
  return Object.fromEntries(entries.map(([name, { meaning }]) => [name, meaning])) as Record<Name, string>;
}

export const ConceptKindEnum = enumOf<ConceptKind>(
  'ConceptKind',
  conceptKinds,
  'The kinds of things that the graph holds.',
  meaningsOf(kindWords),
);

export const FeatureKindEnum = enumOf<FeatureKind>(
  'FeatureKind',
  featureKinds,
  'What sort of feature it is.',
  {
    CHARACTERISTIC: 'A trait: what the approach is like.',
    SERVICE: 'Something that the approach provides.',
    PRACTICE: 'Something that people who follow the approach do.',
  },
);

export const CardinalityEnum = enumOf<Cardinality>(
  'Cardinality',
  cardinalities,
  'Whether claims about one cell contest each other or add up.',
  {
    SINGLE: 'There is one value: claims that differ contest each other.',
    MULTIPLE: 'There may be many: claims accumulate, and cells are compared as sets.',
  },
);

export const BetterWhenEnum = enumOf<BetterWhen>(
  'BetterWhen',
  betterWhens,
  'Which end of a dimension is the better one.',
  {
    HIGHER: 'The higher the better; YES is better than NO.',
    LOWER: 'The lower the better; NO is better than YES.',
    NEITHER: 'Neither end is better.',
  },
);

export const PredicateEnum = enumOf<Predicate>(
  'Predicate',
  predicates,
  'What a claim says of its subject: read as "subject predicate target".',
  meaningsOf(predicateRules),
);

export const AbsenceEnum = enumOf<Absence>('Absence', absences, 'What a source says instead of a value.', {
  UNKNOWN: 'The source says that it is not known.',
  NOT_APPLICABLE: 'The source says that the question does not arise.',
});

export const RankEnum = enumOf<Rank>(
  'Rank',
  ranks,
  'How a claim stands among claims about the same: only those of the best rank present count.',
  {
    PREFERRED: 'Counts before normal claims.',
    NORMAL: 'As most claims.',
    DEPRECATED: 'Known to be outdated or wrong; counts only where nothing better is stated.',
  },
);

export const SupportEnum = enumOf<Support>('Support', supports, 'Whether something is so.', {
  NO: 'It is stated not to be so.',
  PARTIAL: 'It is so in part; the note says in which.',
  YES: 'It is so.',
});

export const ConceptOrderEnum = enumOf<ConceptOrder>(
  'ConceptOrder',
  conceptOrders,
  'How a list of concepts is ordered.',
  {
    NAME: 'By name, ignoring case.',
    SLUG: 'By slug.',
  },
);

export const SearchFieldEnum = enumOf<SearchField>(
  'SearchField',
  searchFields,
  'The sorts of text that are searched, what counts most first.',
  {
    NAME: 'The preferred name of a concept.',
    ALIAS: 'Another name of it.',
    SUMMARY: 'Its summary.',
    CLAIM: 'The words of a claim about it.',
    VALUE: 'What a claim about it states, where that is words: a text, terms, or the note of a link.',
  },
);

export const ClaimOrderEnum = enumOf<ClaimOrder>(
  'ClaimOrder',
  claimOrders,
  'How claims along a dimension are ordered. Ties, and what has no place on the scale, stand by the name of the approach.',
  {
    APPROACH: 'By the name of the approach.',
    BEST_FIRST: 'The better end of the dimension first; the higher end, where neither is better.',
    WORST_FIRST: 'The other way round; what has no place on the scale comes last all the same.',
  },
);

export const RowOrderEnum = enumOf<RowOrder>(
  'RowOrder',
  rowOrders,
  'How the rows of a comparison are ordered; editorial order decides between equals.',
  {
    EDITORIAL:
      'As an editor would arrange them: by kind and group, then as the first approach presents them.',
    NAME: 'By the name of the axis, ignoring case.',
    MOST_DIFFERENT: 'The greatest distance first; rows without a distance last.',
    MOST_ALIKE: 'The smallest distance first; rows without a distance last.',
  },
);

export const AxisKindEnum = enumOf<AxisKind>(
  'AxisKind',
  axisKinds,
  'What approaches can be compared along.',
  { DIMENSION: 'Values along a dimension.', ...meaningsOf(linkRules) },
);

export const CellStateEnum = enumOf<CellState>(
  'CellState',
  cellStates,
  'What is known of one approach along one axis.',
  {
    STATED: 'Sources state it, and they agree.',
    CONTESTED: 'Sources state it, and they disagree.',
    UNKNOWN: 'A source says that it is not known.',
    NOT_APPLICABLE: 'A source says that the question does not arise.',
    NOT_STATED: 'No source says anything. This is a hole, not a no.',
  },
);

export const RowVerdictEnum = enumOf<RowVerdict>(
  'RowVerdict',
  rowVerdicts,
  "What a row's cells come to: the first of these that any two of them give. A hole is never agreement, and never difference.",
  {
    OPPOSITE: 'Two cells state the two ends: yes against no, or the ends of a scale of three or more levels.',
    DIFFERENT: 'Two cells state different values.',
    OVERLAPPING: 'Two cells agree in part.',
    NOT_COMPARABLE: 'For some approach the question does not arise.',
    UNDETERMINED: 'Something that is needed is not stated, not known, or contested.',
    EQUIVALENT: 'All cells state the same in different words.',
    SAME: 'All cells state the same.',
    ONE_SIDED: `Stated for some of the approaches; nothing is stated for the others (${linksInWords}).`,
  },
);

export const RequirementOutcomeEnum = enumOf<RequirementOutcome>(
  'RequirementOutcome',
  requirementOutcomes,
  'What came of a must-have.',
  {
    MET: 'All that is stated reaches it.',
    NOT_MET: 'All that is stated falls short of it.',
    NOT_SHOWN:
      'Neither: it is not stated, not known or not applicable, or reached only as some sources say, or under some conditions.',
  },
);
