import { embedsEn } from './embeds-en.js';
import { pagesEn } from './pages-en.js';
import { widgetsEn } from './widgets-en.js';

/**
 * The catalogue of English messages, in ICU syntax. Every catalogue has the same keys, and each message has the same
 * arguments in every catalogue.
 */
export const en = {
  ...pagesEn,
  ...widgetsEn,
  ...embedsEn,

  // States of cells
  'state.STATED': 'Stated',
  'state.CONTESTED': 'Contested',
  'state.UNKNOWN': 'Unknown',
  'state.NOT_APPLICABLE': 'Not applicable',
  'state.NOT_STATED': 'Not stated',
  'cell.contested': 'Contested: {values}',

  // Verdicts of rows
  'verdict.SAME': 'Same',
  'verdict.EQUIVALENT': 'Equivalent',
  'verdict.OVERLAPPING': 'Partly the same',
  'verdict.DIFFERENT': 'Different',
  'verdict.OPPOSITE': 'Opposite',
  'verdict.NOT_COMPARABLE': 'Not comparable',
  'verdict.UNDETERMINED': 'Undetermined',
  'verdict.ONE_SIDED': 'Stated for some only',

  // Sections of a comparison
  'section.DIMENSION': 'Dimensions',
  'section.FEATURE': 'Features',
  'section.BENEFIT': 'Benefits',
  'section.DRAWBACK': 'Drawbacks',
  'section.USE_CASE': 'Use cases',

  // Values
  'support.YES': 'Yes',
  'support.PARTIAL': 'Partly',
  'support.NO': 'No',
  'support.withNote': '{support} ({note})',
  'terms.none': 'none',
  'date.orLater': '{date} or later',
  'date.orEarlier': '{date} or earlier',
  'version.orNewer': '{version} or newer',
  'version.orOlder': '{version} or older',
  'version.range': '{oldest} to {newest}',
  'quantity.about': 'about {amount}',
  'quantity.range': '{low} to {high}',
  'quantity.aboveLow': 'more than {low}, up to {high}',
  'quantity.belowHigh': '{low} to less than {high}',
  'quantity.between': 'more than {low} and less than {high}',
  'quantity.orMore': '{amount} or more',
  'quantity.moreThan': 'more than {amount}',
  'quantity.upTo': 'up to {amount}',
  'quantity.lessThan': 'less than {amount}',
  'quantity.converted': '{amount} ({stated})',
  'unit.plainNumbers': 'plain numbers',
  'value.withConditions': '{value} ({conditions})',

  // Lists
  'list.also': '{first}, also {second}',
  'list.orConditions': '{first} or {second}',
  'list.more': '{list}, and {count} more',

  // Explanations of rows
  'explanation.COMMON': 'All state the same: {values}.',
  'explanation.REMARK': '{approaches} {count, plural, one {adds} other {add}}: {note}',
  'explanation.ONLY_UNDER': 'Only under conditions: {approaches}.',
  'explanation.TERMS':
    '{areAll, select, yes {Shared by all: {shared}. Not by all: {others}.} other {Shared by {approaches}: {shared}. Not by all of them: {others}.}}',
  'explanation.noTerms': 'nothing',
  'explanation.NOT_STATED': 'Nothing is stated for {approaches}.',
  'explanation.UNKNOWN': 'Sources state that it is unknown for {approaches}.',
  'explanation.NOT_APPLICABLE': 'The question does not arise for {approaches}.',
  'explanation.SOURCES': 'Sources disagree: {values}.',
  'explanation.ONE_SOURCE': 'A single source states several values: {values}.',
  'explanation.UNDETERMINED': 'It cannot be said whether all agree.',
  'explanation.NOT_COMPARABLE': 'Not all of these can be compared.',
  'explanation.NOTHING_TO_COMPARE': 'There is nothing to compare.',
  'explanation.ONLY': 'Stated only for {values}.',
  'explanation.LIST': '{assertion}: {values}.',
  'explanation.ASSERTION': '{assertion}.',
  'assertion.SAME_IN_OTHER_WORDS': 'All state the same in different words',
  'assertion.SAME_AMOUNTS': 'All amounts agree',
  'assertion.SAME_WITHIN_TOLERANCE': 'All amounts agree within the tolerance',
  'assertion.SAME_DATES': 'All dates agree as far as they are precise',
  'assertion.SAME_VALUES': 'All values agree',
  'assertion.AGREES_WHERE_CONDITIONS_OVERLAP': 'The values agree where their conditions overlap',
  'assertion.OVERLAPPING':
    'The values agree {isAtMost, select, yes {in part at most} other {only in part}}{isToContested, select, yes {, whichever contested values are true} other {}}',
  'assertion.DIFFERENT':
    'The values differ{isToContested, select, yes {, whichever contested values are true} other {}}',
  'assertion.OPPOSITE':
    'The values are opposite{isToContested, select, yes {, whichever contested values are true} other {}}',
  'assertion.DISJOINT_CONDITIONS':
    'It cannot be said whether all agree, since not all values hold under the same conditions',
  'assertion.PARTLY_AGREES': 'It cannot be said whether all agree, since some values agree and others differ',
  'assertion.UNITS':
    'Not all of these can be compared, since {units} {arePhysical, select, yes {measure different quantities} other {do not convert}}',
  'assertion.STATED': 'Stated',
  'assertion.ALSO': 'Also stated',

  // Comparisons in words
  'inWords.noRows': 'There is nothing to compare about {approaches}.',
  'inWords.shared':
    '{count, plural, =0 {There is no row in which all are known to agree.} one {{approaches} agree in {count} of {rows} rows: {axes}.} other {{approaches} agree in {count} of {rows} rows: {axes}.}}',
  'inWords.different':
    '{count, plural, =0 {There is no row in which they are known to differ.} one {They differ in {count} row: {axes}.} other {They differ in {count} rows: {axes}.}}',
  'inWords.notStated':
    '{count, plural, =0 {Every cell has a claim.} one {{count} of {cells} cells is not stated.} other {{count} of {cells} cells are not stated.}}',

  // Pages
  'page.comparisonTitle': '{approaches} compared',
  'page.publishedOn': 'published {date}',
  'page.accessedOn': 'accessed {date}',
  'picture.rows':
    '{more, plural, =0 {} one {# more column · } other {# more columns · }}{rows, plural, one {# row} other {# rows}}',
  'picture.summary':
    '{more, plural, =0 {} one {# more column · } other {# more columns · }}{rows, plural, one {# row} other {# rows}} · {sources, plural, one {# source} other {# sources}}',

  // Axes with separate rows
  'kind.DIMENSION': 'a dimension',
  'kind.FEATURE': 'a feature',
  'kind.BENEFIT': 'a benefit',
  'kind.DRAWBACK': 'a drawback',
  'kind.USE_CASE': 'a use case',
  'unmerged.KINDS': 'One is {one}, the other {other}.',
  'unmerged.VALUE_TYPES': 'Their values are of different types: {one} and {other}.',
  'unmerged.CARDINALITIES': 'One has a single value, the other may have several.',
  'unmerged.LEVELS': 'Their scales have different levels.',
  'unmerged.UNITS': 'Their units are of different kinds: {one} and {other}.',

  // Explanations of rankings
  'contribution.cell': '{axis}: {value}.',
  'contribution.score':
    'On the scale from the worst ({worst}) at 0 to the best ({best}) at 1, the score is {score}.',
  'contribution.scoreRange':
    'On the scale from the worst ({worst}) at 0 to the best ({best}) at 1, the score is from {low} to {high}, and counts as {score}.',
  'contribution.beyond': 'A value beyond an end counts as that end.',
  'contribution.open': 'An open end counts as the end of the scale.',
  'contribution.foreign': 'An amount in another kind of unit can have any score.',
  'contribution.noScore': 'This criterion has no score.',
  'contribution.typeWithoutScore': 'Values of {type} have no score.',
  'contribution.anyScore': '{reason}: the score can be anything from 0 to 1, and counts as 0.5.',
  'contribution.weight': 'Its weight is {weight} of {total}, which adds {points} to the score.',
  'noScore.FOREIGN': 'An amount in another kind of unit has no position on the scale',
  'noScore.NOT_STATED': 'No source states a value',
  'noScore.UNKNOWN': 'The sources state that the value is unknown',
  'noScore.NOT_APPLICABLE': 'The axis does not apply to the approach, and this is neither good nor bad',
  'noScore.STATED': 'No stated value has a position on the scale',
  'noScore.CONTESTED': 'No stated value has a position on the scale',
  'outcome.MET': 'which is met',
  'outcome.NOT_MET': 'which is not met',
  'outcome.NOT_SHOWN': 'which is not shown to be met',
  'requirement.AT_LEAST': 'It must be {value} or better, {outcome}.',
  'requirement.CONTAINS': 'It must contain {values}, {outcome}.',
  'requirement.MUST_NOT_CONTAIN': 'It must not contain {values}, {outcome}.',
  'requirement.MUST_NOT_BE': 'It must not be {values}, {outcome}.',
  'supportInText.YES': 'yes',
  'supportInText.PARTIAL': 'partly',
  'supportInText.NO': 'no',
  flip: 'If {axis} had a weight of a little {side, select, more {more} other {less}} than {weight} instead of {from}, {winner} would come first.',
} as const;
