/**
 * The states of cells and the verdicts of rows. Each row of a table has a title, its cells in the notation
 * of `notation.ts`, the states of the cells, and the verdict with its basis and distance.
 */
import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../src/comparison/cells/axis.js';
import { cellStates } from '../../src/comparison/cells/statement.js';
import { rowVerdicts, verdictBases } from '../../src/comparison/verdicts/verdict.js';
import { benefit, dimension, drawback, feature, rowAlong, useCase } from './material.js';
import { cellsIn } from './notation.js';

/** Each list has the names of one concept; `leaven` is a name of two concepts. */
const synonyms = [
  ['sourdough', 'levain', 'leaven'],
  ['yeast', 'leaven'],
  ['corn', 'maize'],
];

const leavening = dimension('leavening', 'TEXT');
const servedWith = dimension('served-with', 'TEXT', { cardinality: 'MULTIPLE' });
const flours = dimension('flours', 'TERMS');
const seeds = dimension('seeds', 'TERMS', { cardinality: 'MULTIPLE' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const crumb = dimension('crumb', 'ORDINAL', { levels: ['open', 'close'] });
const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });
const rent = dimension('oven-rent', 'QUANTITY', { unit: 'EUR/mo' });
const hydration = dimension('hydration', 'QUANTITY', { minimum: '0', maximum: '2', tolerance: '0.05' });
const since = dimension('since', 'DATE');
const recipe = dimension('recipe', 'VERSION');
const vegan = dimension('vegan', 'SUPPORT');
const keeps = feature('keeps-a-week');

const tables: readonly (readonly [title: string, axis: Axis, rows: string])[] = [
  [
    'a text',
    leavening,
    `
    equal texts
      Levain ¦ Levain → STATED STATED → SAME by TEXT at 0
    texts that are equal after folding
      Levain. ¦ levain → STATED STATED → SAME by TEXT at 0
    a hyphen instead of a space between letters
      Wild-yeast dough ¦ wild yeast dough → STATED STATED → SAME by TEXT at 0
    a hyphen instead of a space before a digit
      type-2 dough ¦ type 2 dough → STATED STATED → DIFFERENT by TEXT at 1
    a URL with and without a final slash
      https://a.example/b/ ¦ https://a.example/b → STATED STATED → SAME by TEXT at 0
    names of one concept
      Levain ¦ Sourdough → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    different texts
      Levain ¦ Steam → STATED STATED → DIFFERENT by TEXT at 1
    names of two concepts
      Levain ¦ Yeast → STATED STATED → DIFFERENT by TEXT at 1
    a name of two concepts, and a name of one of them
      Leaven ¦ Yeast → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    three texts, of which two are equal and one is equivalent
      Levain ¦ Sourdough ¦ levain → STATED STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    three texts, of which one differs
      Levain ¦ Sourdough ¦ Steam → STATED STATED STATED → DIFFERENT by TEXT at 1
    two texts that are equivalent to a third text, but not to each other
      Levain ¦ Leaven ¦ Yeast → STATED STATED STATED → DIFFERENT by TEXT at 1
    `,
  ],
  [
    'a list of terms',
    flours,
    `
    the same terms in another order
      Rye, Oats ¦ oats, rye → STATED STATED → SAME by TERMS at 0
    terms with hyphens and with spaces
      long-life, Rye ¦ rye, long life → STATED STATED → SAME by TERMS at 0
    names of the same concepts
      Corn, Rye ¦ rye, maize → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    one shared term
      rye, oats ¦ rye, spelt → STATED STATED → OVERLAPPING by TERMS at 2/3
    no shared term
      rye, oats ¦ spelt → STATED STATED → DIFFERENT by TERMS at 1
    two empty lists
      none ¦ none → STATED STATED → SAME by TERMS at 0
    an empty list and a list of terms
      none ¦ rye, oats → STATED STATED → DIFFERENT by TERMS at 1
    an empty list and a missing cell
      none ¦ — → STATED NOT_STATED → UNDETERMINED by MISSING
    an empty list beside lists that overlap
      none ¦ rye, oats ¦ rye → STATED STATED STATED → DIFFERENT by TERMS at 1
    three lists that overlap: the largest distance
      a, b, c ¦ a, b ¦ a, c, d, e → STATED STATED STATED → OVERLAPPING by TERMS at 4/5
    `,
  ],
  [
    'a level on a scale of three',
    crust,
    `
    the same level
      firm ¦ firm → STATED STATED → SAME by ORDINAL at 0
    adjacent levels
      soft ¦ firm → STATED STATED → DIFFERENT by ORDINAL at 1/2
    the two ends
      soft ¦ hard → STATED STATED → OPPOSITE by ORDINAL at 1
    the two ends and the middle
      firm ¦ soft ¦ hard → STATED STATED STATED → OPPOSITE by ORDINAL at 1
    `,
  ],
  [
    'a level on a scale of two',
    crumb,
    `
    the two ends of a scale of two levels
      open ¦ close → STATED STATED → DIFFERENT by ORDINAL at 1
    `,
  ],
  [
    'an amount',
    flour,
    `
    the same amount in the same unit
      1 kg ¦ 1 kg → STATED STATED → SAME by QUANTITY at 0
    equal after conversion
      1 kg ¦ 1000 g → STATED STATED → EQUIVALENT by QUANTITY at 0
    equal after a conversion from pounds to kilograms
      1 [lb_av] ¦ 0.45359237 kg → STATED STATED → EQUIVALENT by QUANTITY at 0
    different amounts: their difference, divided by their sum
      1 kg ¦ 3 kg → STATED STATED → DIFFERENT by QUANTITY at 2/4
    different amounts in different units
      1 kg ¦ 3000 g → STATED STATED → DIFFERENT by QUANTITY at 2/4
    a negative and a positive amount
      -1 kg ¦ 3 kg → STATED STATED → DIFFERENT by QUANTITY at 1
    ranges that meet: the larger distance of the two ends
      1 to 3 kg ¦ 2 to 6 kg → STATED STATED → OVERLAPPING by QUANTITY at 3/9
    ranges that touch
      1 to 2 kg ¦ 2 to 3 kg → STATED STATED → OVERLAPPING by QUANTITY at 1/3
    ranges that do not meet
      1 to 2 kg ¦ 3 to 6 kg → STATED STATED → DIFFERENT by QUANTITY at 4/8
    an amount within a range
      2 kg ¦ 1 to 3 kg → STATED STATED → OVERLAPPING by QUANTITY at 1/3
    a range that is open upwards, and one that is closed
      1 or more kg ¦ 1 to 3 kg → STATED STATED → OVERLAPPING by QUANTITY at 1
    two ranges that are open upwards
      1 or more kg ¦ 3 or more kg → STATED STATED → OVERLAPPING by QUANTITY at 2/4
    ranges that are open in opposite directions
      3 or more kg ¦ up to 2 kg → STATED STATED → DIFFERENT by QUANTITY at 1
    an excluded bound, and the amount itself: they do not overlap
      <5 kg ¦ 5 kg → STATED STATED → DIFFERENT by QUANTITY at 1
    an excluded bound, and an amount within the range
      <5 kg ¦ 4.99 kg → STATED STATED → OVERLAPPING by QUANTITY at 1
    an excluded bound, and an amount beyond it
      >5 kg ¦ 4.99 kg → STATED STATED → DIFFERENT by QUANTITY at 1
    the same excluded bound
      <5 kg ¦ <5 kg → STATED STATED → SAME by QUANTITY at 0
    the same excluded bound, in another unit
      >5 kg ¦ >5000 g → STATED STATED → EQUIVALENT by QUANTITY at 0
    a bound that only one of two ranges excludes: the distance is almost 0
      <5 kg ¦ up to 5 kg → STATED STATED → OVERLAPPING by QUANTITY at 0
    ranges that touch at a bound that both ranges include
      1 to 2 kg ¦ 2 to 4 kg → STATED STATED → OVERLAPPING by QUANTITY at 2/6
    ranges that touch at a bound that the lower range excludes
      1 to <2 kg ¦ 2 to 4 kg → STATED STATED → DIFFERENT by QUANTITY at 2/6
    ranges that touch at a bound that the upper range excludes
      1 to 2 kg ¦ >2 to 4 kg → STATED STATED → DIFFERENT by QUANTITY at 2/6
    the same approximate amount
      ~5 kg ¦ ~5 kg → STATED STATED → SAME by QUANTITY at 0
    the same approximate amount, in another unit
      ~5 kg ¦ ~5000 g → STATED STATED → EQUIVALENT by QUANTITY at 0
    an approximate amount, and the exact amount: they may agree
      ~5 kg ¦ 5 kg → STATED STATED → OVERLAPPING by QUANTITY at 0
    an approximate amount, and an amount at half a unit of its last digit
      ~5 kg ¦ 5.5 kg → STATED STATED → OVERLAPPING by QUANTITY at 5/105
    an approximate amount, and an amount beyond half a unit of its last digit
      ~5 kg ¦ 5.51 kg → STATED STATED → DIFFERENT by QUANTITY at 51/1051
    an approximate round amount, and an amount that rounds to it
      ~100 kg ¦ 60 kg → STATED STATED → OVERLAPPING by QUANTITY at 40/160
    approximate amounts that differ by less than their rounding
      ~5.0 kg ¦ ~5.2 kg → STATED STATED → OVERLAPPING by QUANTITY at 2/102
    an approximate range, and an amount just beyond it
      ~5 to ~10 kg ¦ 4.6 kg → STATED STATED → OVERLAPPING by QUANTITY at 54/146
    three amounts, of which two are equivalent
      1 kg ¦ 1000 g ¦ 3 kg → STATED STATED STATED → DIFFERENT by QUANTITY at 2/4
    amounts of different kinds
      1 kg ¦ 1 L → STATED STATED → NOT_COMPARABLE by UNITS
    amounts of money in two currencies
      1 EUR ¦ 1 USD → STATED STATED → NOT_COMPARABLE by UNITS
    amounts of one kind that is not the kind of the dimension
      1 EUR ¦ 3 EUR → STATED STATED → DIFFERENT by QUANTITY at 2/4
    different kinds beside amounts that differ
      1 kg ¦ 3 kg ¦ 1 L → STATED STATED STATED → DIFFERENT by QUANTITY at 2/4
    different kinds and a missing cell
      1 kg ¦ 1 L ¦ — → STATED STATED NOT_STATED → NOT_COMPARABLE by UNITS
    different kinds and a cell that is not applicable
      1 kg ¦ 1 L ¦ Not applicable → STATED STATED NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    sources that agree after conversion
      1 kg / 1000 g ¦ 1 kg → STATED STATED → EQUIVALENT by QUANTITY at 0
    sources that state amounts of different kinds
      1 kg / 1 L ¦ 3 kg → CONTESTED STATED → NOT_COMPARABLE by UNITS
    sources that state amounts of different kinds, compared with one of them
      1 kg / 1 L ¦ 1 kg → CONTESTED STATED → UNDETERMINED by CONTESTED
    different kinds, and not applicable beside one of them in a cell
      1 L / Not applicable ¦ 3 kg → CONTESTED STATED → NOT_COMPARABLE by ABSENCE
    different kinds, and not applicable as the first claim of a cell
      Not applicable / 2 L ¦ 3 kg → CONTESTED STATED → NOT_COMPARABLE by ABSENCE
    the weakest relation, at the largest distance
      10 kg / 1 to 100 kg ¦ 11 kg → CONTESTED STATED → OVERLAPPING by QUANTITY at 10/12
    the weakest relation, at the largest distance, even if the relation itself has a smaller distance
      100 kg / 10 to 12 kg ¦ 11 kg → CONTESTED STATED → OVERLAPPING by QUANTITY at 89/111
    a value under conditions that do not overlap does not count
      winter: 1 kg / summer: 9 kg ¦ summer: 3 kg → STATED STATED → DIFFERENT by QUANTITY at 6/12
    an amount and a missing cell
      1 kg ¦ — → STATED NOT_STATED → UNDETERMINED by MISSING
    amounts under different conditions
      winter: 1 kg ¦ summer: 1 kg → STATED STATED → UNDETERMINED by QUALIFIERS
    `,
  ],
  [
    'an amount on a span from 0 to 2, with a tolerance of 0.05',
    hydration,
    `
    within the tolerance
      0.65 ¦ 0.7 → STATED STATED → EQUIVALENT by QUANTITY at 0
    just outside the tolerance: the difference divided by the span
      0.65 ¦ 0.71 → STATED STATED → DIFFERENT by QUANTITY at 6/200
    within the tolerance after conversion
      0.65 ¦ 70 % → STATED STATED → EQUIVALENT by QUANTITY at 0
    a difference that is larger than the span
      0 ¦ 5 → STATED STATED → DIFFERENT by QUANTITY at 1
    sources that agree within the tolerance
      0.65 / 0.7 ¦ 2 → STATED STATED → DIFFERENT by QUANTITY at 135/200
    two amounts within the tolerance of a third amount, but not of each other
      0.6 ¦ 0.65 ¦ 0.7 → STATED STATED STATED → DIFFERENT by QUANTITY at 10/200
    `,
  ],
  [
    'a date',
    since,
    `
    the same date
      2024-05-17 ¦ 2024-05-17 → STATED STATED → SAME by DATE at 0
    a day and its month
      2024-05-17 ¦ 2024-05 → STATED STATED → EQUIVALENT by DATE at 0
    a day and its year
      2024-05-17 ¦ 2024 → STATED STATED → EQUIVALENT by DATE at 0
    two days with a leap day between them
      2024-02-28 ¦ 2024-03-01 → STATED STATED → DIFFERENT by DATE at 2/367
    a year and a day of the next year
      2023 ¦ 2024-12-31 → STATED STATED → DIFFERENT by DATE at 365/730
    a date and an unknown date
      2024 ¦ Unknown → STATED UNKNOWN → UNDETERMINED by MISSING
    sources that agree at the coarser precision
      2024 / 2024-05-17 ¦ 2024-05 → STATED STATED → EQUIVALENT by DATE at 0
    a day or later, and a later day: they may agree
      2024-05-17/.. ¦ 2025-01-01 → STATED STATED → OVERLAPPING by DATE at 1
    a day or later, and that day
      2024-05-17/.. ¦ 2024-05-17 → STATED STATED → OVERLAPPING by DATE at 1
    a day or later, and an earlier day
      2024-05-17/.. ¦ 2024-05-16 → STATED STATED → DIFFERENT by DATE at 1
    a day or later, and the month of that day
      2024-05-17/.. ¦ 2024-05 → STATED STATED → OVERLAPPING by DATE at 1
    a day or later, and a month before
      2024-05-17/.. ¦ 2024-04 → STATED STATED → DIFFERENT by DATE at 1
    the same open date
      2024-05-17/.. ¦ 2024-05-17/.. → STATED STATED → SAME by DATE at 0
    open dates that are equal at the coarser precision
      2024-05-17/.. ¦ 2024/.. → STATED STATED → EQUIVALENT by DATE at 0
    two open dates
      2023/.. ¦ 2024/.. → STATED STATED → OVERLAPPING by DATE at 365/730
    dates that are open at different ends, and have a year in common
      ../2024 ¦ 2024/.. → STATED STATED → OVERLAPPING by DATE at 1
    dates that are open at different ends, and have no day in common
      ../2023 ¦ 2024/.. → STATED STATED → DIFFERENT by DATE at 1
    a year and two different days in it
      2024-05-17 ¦ 2024 ¦ 2024-05-18 → STATED STATED STATED → DIFFERENT by DATE at 1/366
    `,
  ],
  [
    'a version',
    recipe,
    `
    the same version
      3.10 ¦ 3.10 → STATED STATED → SAME by VERSION at 0
    versions that differ only in trailing zeros
      3.10 ¦ 3.10.0 → STATED STATED → EQUIVALENT by VERSION at 0
    different second parts, compared as numbers
      3.10 ¦ 3.9 → STATED STATED → DIFFERENT by VERSION at 1/2
    different first parts
      3.10 ¦ 4.10 → STATED STATED → DIFFERENT by VERSION at 1
    a pre-release and its release
      3.10.0-rc.1 ¦ 3.10 → STATED STATED → DIFFERENT by VERSION at 1/4
    a version in a range
      3.10 ¦ 3.9 to 3.12 → STATED STATED → OVERLAPPING by VERSION at 1/2
    ranges that meet, one of them open
      3.9 to 3.12 ¦ 3.12 or newer → STATED STATED → OVERLAPPING by VERSION at 1
    ranges that do not meet
      3.8 or older ¦ 3.9 to 3.12 → STATED STATED → DIFFERENT by VERSION at 1
    sources that differ only in trailing zeros
      3.10 / 3.10.0 ¦ 3.10 → STATED STATED → EQUIVALENT by VERSION at 0
    sources that disagree
      3.10 / 3.9 ¦ 3.10 → CONTESTED STATED → UNDETERMINED by CONTESTED
    a version and an unknown version
      3.10 ¦ Unknown → STATED UNKNOWN → UNDETERMINED by MISSING
    `,
  ],
  [
    'support',
    vegan,
    `
    yes and yes
      Yes ¦ Yes → STATED STATED → SAME by SUPPORT at 0
    no and no
      No ¦ No → STATED STATED → SAME by SUPPORT at 0
    yes and no
      Yes ¦ No → STATED STATED → OPPOSITE by SUPPORT at 1
    partly against yes
      Partly (no egg) ¦ Yes → STATED STATED → OVERLAPPING by SUPPORT at 1/2
    partly against no
      Partly (no egg) ¦ No → STATED STATED → OVERLAPPING by SUPPORT at 1/2
    partly, with equal notes
      Partly (No egg.) ¦ Partly (no egg) → STATED STATED → SAME by SUPPORT at 0
    partly, with another note
      Partly (no egg) ¦ Partly (no milk) → STATED STATED → OVERLAPPING by SUPPORT at 1/2
    yes, with a remark
      Yes (since May) ¦ Yes → STATED STATED → SAME by SUPPORT at 0
    opposites and a value that overlaps with both
      Yes ¦ Partly (no egg) ¦ No → STATED STATED STATED → OPPOSITE by SUPPORT at 1
    `,
  ],
  [
    'missing cells along a dimension',
    leavening,
    `
    one cell is not stated
      Levain ¦ — → STATED NOT_STATED → UNDETERMINED by MISSING
    no cell is stated
      — ¦ — → NOT_STATED NOT_STATED → UNDETERMINED by MISSING
    one cell is unknown
      Levain ¦ Unknown → STATED UNKNOWN → UNDETERMINED by MISSING
    two cells are unknown
      Unknown ¦ Unknown → UNKNOWN UNKNOWN → UNDETERMINED by MISSING
    one cell is unknown, and one is not stated
      Unknown ¦ — → UNKNOWN NOT_STATED → UNDETERMINED by MISSING
    a missing cell is not agreement
      Levain ¦ Levain ¦ — → STATED STATED NOT_STATED → UNDETERMINED by MISSING
    a missing cell beside a difference
      Levain ¦ — ¦ Steam → STATED NOT_STATED STATED → DIFFERENT by TEXT at 1
    one cell is not applicable
      Levain ¦ Not applicable → STATED NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    two cells are not applicable
      Not applicable ¦ Not applicable → NOT_APPLICABLE NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    one cell is not applicable, and one is not stated
      Not applicable ¦ — → NOT_APPLICABLE NOT_STATED → UNDETERMINED by MISSING
    one cell is not applicable, and one is unknown
      Not applicable ¦ Unknown → NOT_APPLICABLE UNKNOWN → UNDETERMINED by MISSING
    the last cell is not applicable, and the other cells agree
      Levain ¦ Levain ¦ Not applicable → STATED STATED NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    the first cell is not applicable, and the other cells agree
      Not applicable ¦ Levain ¦ Levain → NOT_APPLICABLE STATED STATED → NOT_COMPARABLE by ABSENCE
    one cell is not applicable, and the other cells differ
      Levain ¦ Steam ¦ Not applicable → STATED STATED NOT_APPLICABLE → DIFFERENT by TEXT at 1
    one cell is not applicable, one is missing, and one is stated
      Levain ¦ — ¦ Not applicable → STATED NOT_STATED NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    `,
  ],
  [
    'a link',
    keeps,
    `
    two approaches have the feature
      Yes ¦ Yes → STATED STATED → SAME by SUPPORT at 0
    one approach has the feature, and one does not
      Yes ¦ No → STATED STATED → OPPOSITE by SUPPORT at 1
    one cell is not stated, and one is stated
      Yes ¦ — → STATED NOT_STATED → ONE_SIDED by MISSING
    one cell is not stated, and one approach does not have the feature
      No ¦ — → STATED NOT_STATED → ONE_SIDED by MISSING
    one cell is not stated, and the other cells agree
      Yes ¦ — ¦ Yes → STATED NOT_STATED STATED → ONE_SIDED by MISSING
    two cells are not stated, and the other cells agree
      Yes ¦ — ¦ Yes ¦ — → STATED NOT_STATED STATED NOT_STATED → ONE_SIDED by MISSING
    one cell is not stated, and the other cells differ
      Yes ¦ — ¦ No → STATED NOT_STATED STATED → OPPOSITE by SUPPORT at 1
    one cell is not stated, and one is contested
      Yes / No ¦ — → CONTESTED NOT_STATED → ONE_SIDED by MISSING
    one cell is not stated, and two contested cells are undetermined
      Yes / No ¦ Yes / No ¦ — → CONTESTED CONTESTED NOT_STATED → UNDETERMINED by CONTESTED
    one cell is not stated, and the other cells have different conditions
      winter: Yes ¦ summer: Yes ¦ — → STATED STATED NOT_STATED → UNDETERMINED by QUALIFIERS
    one cell is not stated, and another cell is unknown under one condition
      winter: Yes / summer: Unknown ¦ summer: Yes ¦ — → STATED STATED NOT_STATED → UNDETERMINED by MISSING
    one cell is not stated, and the other cells agree under their common condition
      winter: Yes / summer: Unknown ¦ winter: Yes ¦ — → STATED STATED NOT_STATED → ONE_SIDED by MISSING
    one cell is unknown
      Yes ¦ Unknown → STATED UNKNOWN → UNDETERMINED by MISSING
    one cell is unknown, one is not stated, and one is stated
      Yes ¦ Unknown ¦ — → STATED UNKNOWN NOT_STATED → UNDETERMINED by MISSING
    one cell is unknown, and the other is not stated
      Unknown ¦ — → UNKNOWN NOT_STATED → UNDETERMINED by MISSING
    one cell is not applicable, and the other is not stated
      Not applicable ¦ — → NOT_APPLICABLE NOT_STATED → UNDETERMINED by MISSING
    one cell is not applicable
      Yes ¦ Not applicable → STATED NOT_APPLICABLE → NOT_COMPARABLE by ABSENCE
    one cell is not applicable, one is stated, and one is not stated
      Yes ¦ Not applicable ¦ — → STATED NOT_APPLICABLE NOT_STATED → NOT_COMPARABLE by ABSENCE
    no cell is stated
      — ¦ — → NOT_STATED NOT_STATED → UNDETERMINED by MISSING
    `,
  ],
  ...[benefit('fills'), drawback('crumbles'), useCase('toast')].map((axis): (typeof tables)[number] => [
    `a link of kind ${axis.kind}`,
    axis,
    `
    one cell is not stated, and one is stated
      Yes ¦ — → STATED NOT_STATED → ONE_SIDED by MISSING
    partly against yes
      Yes ¦ Partly (when fresh) → STATED STATED → OVERLAPPING by SUPPORT at 1/2
    `,
  ]),
  [
    'a cell that is not stated along a dimension of support',
    vegan,
    `
    does not make the row one-sided
      Yes ¦ — → STATED NOT_STATED → UNDETERMINED by MISSING
    `,
  ],
  [
    'several claims in one cell',
    leavening,
    `
    sources with the same text agree
      Levain / levain. ¦ Levain → STATED STATED → SAME by TEXT at 0
    sources with names of one concept agree
      Levain / Sourdough ¦ Steam → STATED STATED → DIFFERENT by TEXT at 1
    a text that is equal to the first of two equivalent texts
      Levain / Sourdough ¦ Levain → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    a text that is equal to the second of two equivalent texts
      Levain / Sourdough ¦ Sourdough → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    sources that disagree contest each other
      Levain / Steam ¦ Yeast → CONTESTED STATED → DIFFERENT by TEXT at 1
    a contested cell that agrees in part
      Levain / Steam ¦ Steam → CONTESTED STATED → UNDETERMINED by CONTESTED
    a contested cell that agrees in part by concept
      Levain / Steam ¦ Sourdough → CONTESTED STATED → UNDETERMINED by CONTESTED
    two contested cells with equal values
      Levain / Steam ¦ Steam / Levain → CONTESTED CONTESTED → UNDETERMINED by CONTESTED
    two contested cells without a common value
      Levain / Steam ¦ Yeast / Soda → CONTESTED CONTESTED → DIFFERENT by TEXT at 1
    a contested cell and a missing cell
      Levain / Steam ¦ — → CONTESTED NOT_STATED → UNDETERMINED by MISSING
    two texts that agree with a third text, but not with each other
      Levain / Leaven / Yeast ¦ Steam → CONTESTED STATED → DIFFERENT by TEXT at 1
    unknown is ignored beside a value
      Unknown / Levain ¦ Levain → STATED STATED → SAME by TEXT at 0
    unknown is ignored beside not applicable
      Unknown / Not applicable ¦ Levain → NOT_APPLICABLE STATED → NOT_COMPARABLE by ABSENCE
    two sources that state unknown
      Unknown / Unknown ¦ Levain → UNKNOWN STATED → UNDETERMINED by MISSING
    not applicable contests a value
      Not applicable / Levain ¦ Steam → CONTESTED STATED → NOT_COMPARABLE by ABSENCE
    not applicable and a value, compared with that value
      Not applicable / Levain ¦ Levain → CONTESTED STATED → UNDETERMINED by CONTESTED
    two sources that state not applicable
      Not applicable / Not applicable ¦ Levain → NOT_APPLICABLE STATED → NOT_COMPARABLE by ABSENCE
    `,
  ],
  [
    'contested levels',
    crust,
    `
    the weakest relation, at the largest distance
      hard / firm ¦ soft → CONTESTED STATED → DIFFERENT by ORDINAL at 1
    a contested level that is opposite to another cell
      hard / firm ¦ soft ¦ hard → CONTESTED STATED STATED → OPPOSITE by ORDINAL at 1
    `,
  ],
  [
    'several claims of support',
    vegan,
    `
    have the weakest relation, at the largest distance
      No / Partly (no egg) ¦ Yes → CONTESTED STATED → OVERLAPPING by SUPPORT at 1
    agree with different remarks
      Yes / Yes (since May) ¦ Yes → STATED STATED → SAME by SUPPORT at 0
    `,
  ],
  [
    'ranks',
    leavening,
    `
    preferred outranks normal
      preferred Levain / Steam ¦ Levain → STATED STATED → SAME by TEXT at 0
    normal outranks deprecated
      Levain / deprecated Steam ¦ Levain → STATED STATED → SAME by TEXT at 0
    preferred outranks deprecated
      deprecated Steam / preferred Levain ¦ Levain → STATED STATED → SAME by TEXT at 0
    deprecated counts if there is no other rank
      deprecated Steam ¦ Levain → STATED STATED → DIFFERENT by TEXT at 1
    deprecated claims contest each other if there is no other rank
      deprecated Steam / deprecated Levain ¦ Yeast → CONTESTED STATED → DIFFERENT by TEXT at 1
    preferred claims contest each other
      preferred Levain / preferred Steam / Yeast ¦ Yeast → CONTESTED STATED → DIFFERENT by TEXT at 1
    a preferred absence outranks a value
      preferred Unknown / Levain ¦ Levain → UNKNOWN STATED → UNDETERMINED by MISSING
    ranks are not compared between cells
      preferred Levain ¦ deprecated Levain → STATED STATED → SAME by TEXT at 0
    a higher rank also outranks claims under other conditions
      preferred winter: Levain / summer: Steam ¦ summer: Steam → STATED STATED → UNDETERMINED by QUALIFIERS
    `,
  ],
  [
    'conditions',
    leavening,
    `
    claims under different conditions do not contest each other
      winter: Levain / summer: Steam ¦ summer: Steam / winter: Levain → STATED STATED → SAME by TEXT at 0
    claims under conditions that overlap contest each other
      winter: Levain / large: Steam ¦ Yeast → CONTESTED STATED → DIFFERENT by TEXT at 1
    a claim under a condition contests a claim without conditions
      Levain / winter: Steam ¦ Yeast → CONTESTED STATED → DIFFERENT by TEXT at 1
    values of conditions are folded
      WINTER: Levain ¦ winter: Steam → STATED STATED → DIFFERENT by TEXT at 1
    no two values hold under conditions that overlap
      winter: Levain ¦ summer: Levain → STATED STATED → UNDETERMINED by QUALIFIERS
    conditions that differ in one of two keys
      winter large: Levain ¦ winter small: Levain → STATED STATED → UNDETERMINED by QUALIFIERS
    agreement under one condition, difference under the other
      winter: Levain / summer: Steam ¦ Levain → STATED STATED → UNDETERMINED by CONTESTED
    difference under both conditions
      winter: Levain / summer: Steam ¦ Yeast → STATED STATED → DIFFERENT by TEXT at 1
    equal values under one condition, equivalent values under the other
      winter: Levain / summer: Sourdough ¦ Levain → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    unknown under one condition is not ignored beside a value under another
      winter: Levain / summer: Unknown ¦ summer: Levain → STATED STATED → UNDETERMINED by MISSING
    unknown under one condition does not affect values under another
      winter: Levain / summer: Unknown ¦ winter: Levain → STATED STATED → SAME by TEXT at 0
    unknown under one condition, compared with a value without conditions
      winter: Levain / summer: Unknown ¦ Steam → STATED STATED → UNDETERMINED by MISSING
    a value without conditions, compared with unknown under one condition
      Steam ¦ winter: Levain / summer: Unknown → STATED STATED → UNDETERMINED by MISSING
    an unknown cell is missing under every condition
      winter: Unknown ¦ summer: Levain → UNKNOWN STATED → UNDETERMINED by MISSING
    unknown under one condition is ignored beside a value under the same condition
      winter: Unknown / winter: Levain / summer: Steam ¦ winter: Levain → STATED STATED → SAME by TEXT at 0
    not applicable under one condition does not contest a value under another
      winter: Levain / summer: Not applicable ¦ winter: Levain → STATED STATED → SAME by TEXT at 0
    not applicable under the condition that overlaps
      winter: Levain / summer: Not applicable ¦ summer: Levain → STATED STATED → NOT_COMPARABLE by ABSENCE
    not applicable under one condition, and under all
      Not applicable / winter: Not applicable ¦ Levain → NOT_APPLICABLE STATED → NOT_COMPARABLE by ABSENCE
    not applicable under one condition, unknown under another
      winter: Not applicable / summer: Unknown ¦ Steam → NOT_APPLICABLE STATED → UNDETERMINED by MISSING
    a contested pair is reported before a pair with a missing cell
      winter: Levain / summer: Steam ¦ Levain ¦ — → STATED STATED NOT_STATED → UNDETERMINED by CONTESTED
    `,
  ],
  [
    'texts that accumulate',
    servedWith,
    `
    claims accumulate instead of contesting each other
      Butter / Cheese ¦ cheese / butter → STATED STATED → SAME by TEXT at 0
    one text is shared
      Butter / Cheese ¦ Butter / Soup → STATED STATED → OVERLAPPING by TEXT at 2/3
    no text is shared
      Butter / Cheese ¦ Soup → STATED STATED → DIFFERENT by TEXT at 1
    names of the same concepts
      Butter / Corn ¦ Maize / Butter → STATED STATED → EQUIVALENT by DECLARED_EQUIVALENCE at 0
    both names of a concept on both sides
      Corn / Maize ¦ Maize / Corn → STATED STATED → SAME by TEXT at 0
    unknown is ignored beside values
      Butter / Unknown ¦ Butter → STATED STATED → SAME by TEXT at 0
    not applicable contests values
      Butter / Soup / Not applicable ¦ Cheese → CONTESTED STATED → NOT_COMPARABLE by ABSENCE
    two sources that state not applicable
      Not applicable / Not applicable ¦ Soup → NOT_APPLICABLE STATED → NOT_COMPARABLE by ABSENCE
    each condition has a separate set
      winter: Soup / winter: Butter / summer: Jam ¦ winter: Soup / winter: Butter → STATED STATED → SAME by TEXT at 0
    values of conditions are folded
      WINTER: Soup / winter: Butter ¦ winter: Butter / winter: Soup → STATED STATED → SAME by TEXT at 0
    `,
  ],
  [
    'terms that accumulate',
    seeds,
    `
    lists accumulate to one set
      poppy / sesame ¦ sesame, poppy → STATED STATED → SAME by TERMS at 0
    a term of two lists counts once
      poppy / poppy, sesame ¦ poppy → STATED STATED → OVERLAPPING by TERMS at 1/2
    two names of a concept count as two folded terms
      corn / maize / poppy ¦ corn → STATED STATED → OVERLAPPING by TERMS at 2/3
    lists under conditions that overlap do not contest each other
      poppy / winter: flax ¦ sesame → STATED STATED → DIFFERENT by TERMS at 1
    `,
  ],
  [
    'an empty list among lists of terms that accumulate',
    seeds,
    `
    two sources that state none
      none / none ¦ none → STATED STATED → SAME by TERMS at 0
    none contests terms, because terms cannot be added to it
      none / poppy ¦ sesame → CONTESTED STATED → DIFFERENT by TERMS at 1
    none contests terms, of which one is in the other cell
      poppy / sesame / none ¦ sesame → CONTESTED STATED → OVERLAPPING by TERMS at 1
    none under a condition contests terms without conditions
      winter: none / poppy ¦ sesame → CONTESTED STATED → DIFFERENT by TERMS at 1
    none under another condition does not contest terms
      winter: none / summer: poppy ¦ summer: poppy → STATED STATED → SAME by TERMS at 0
    `,
  ],
  [
    'money per time',
    rent,
    `
    the same amount per month and per year
      1 EUR/mo ¦ 12 EUR/a → STATED STATED → EQUIVALENT by QUANTITY at 0
    different amounts
      1 EUR/mo ¦ 36 EUR/a → STATED STATED → DIFFERENT by QUANTITY at 2/4
    two currencies
      1 EUR/mo ¦ 1 USD/mo → STATED STATED → NOT_COMPARABLE by UNITS
    money per time, and money
      1 EUR/mo ¦ 1 EUR → STATED STATED → NOT_COMPARABLE by UNITS
    `,
  ],
  [
    'terms that do not accumulate',
    flours,
    `
    lists that differ contest each other
      rye / rye, oats ¦ rye, oats, corn → CONTESTED STATED → OVERLAPPING by TERMS at 2/3
    the weakest relation, at the largest distance
      rye / oats ¦ rye, corn → CONTESTED STATED → OVERLAPPING by TERMS at 1
    `,
  ],
];

/** Splits a table into rows: the title and the line of each row. */
function rowsIn(table: string): readonly (readonly [title: string, line: string])[] {
  const lines = table.trim().split(/\s*\n\s*/);
  return lines.flatMap((line, index) => (index % 2 === 0 ? [[line, lines[index + 1] ?? ''] as const] : []));
}

describe.each(tables)('%s', (_, axis, table) => {
  it.each(rowsIn(table))('%s: %s', (_title, line) => {
    const [cells = '', states, conclusion = ''] = line.split(' → ');
    const [, verdict, basis, distance] = /^(\w+) by (\w+)(?: at ([\d/]+))?$/.exec(conclusion) ?? [];

    const row = rowAlong(axis, cellsIn(axis, cells), { synonyms });
    expect(row.cells.map((cell) => cell.state).join(' ')).toBe(states);
    expect([row.verdict, row.basis]).toEqual([verdict, basis]);
    if (distance === undefined) {
      expect(row.distance).toBeNull();
    } else {
      const [numerator, denominator = 1] = distance.split('/').map(Number);
      expect(row.distance).toBeCloseTo((numerator as number) / denominator, 12);
    }
  });
});

describe('the tables', () => {
  it('cover every state of a cell, every verdict and every basis', () => {
    const words = new Set(tables.flatMap(([, , table]) => table.split(/\s+/)));
    expect([...cellStates, ...rowVerdicts, ...verdictBases].filter((word) => !words.has(word))).toEqual([]);
  });
});
