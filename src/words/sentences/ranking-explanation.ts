import { displayCell } from '../../comparison/cells/display.js';
import type { Flip } from '../../comparison/ranking/flip.js';
import type { Contribution } from '../../comparison/ranking/rank.js';
import type { Requirement, RequirementOutcome } from '../../comparison/ranking/requirement.js';
import type { ScoreScale } from '../../comparison/ranking/score-scale.js';
import type { Support } from '../../graph/values/support.js';
import { ruleFor, ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { alternativesText, listText, message } from '../catalogue.js';
import { cellText } from '../cells/cell-text.js';
import { defaultLocale, type Locale } from '../locale.js';
import { figureText } from '../numbers.js';
import { calendarText } from '../values/date-text.js';
import { quantityText } from '../values/quantity-text.js';
import { valueText } from '../values/value-text.js';
import { isolated } from './isolated-text.js';

/**
 * Explains a contribution in a few sentences: the value, its position on the score scale, its points, and the outcomes of the
 * requirements. In English, values are written as in `Cell.display`.
 */
export function explainContribution(contribution: Contribution, locale: Locale = defaultLocale): string {
  const { axis, cell, criterion, outcomes, weight, totalWeight, points } = contribution;
  const value = locale === defaultLocale ? displayCell(cell) : cellText(cell, locale, 'STATED');
  return [
    message(locale, 'contribution.cell', {
      axis: isolated(axis.name),
      value: isolated(value.replace(/([^.])\.$/u, '$1')),
    }),
    contribution.scored.isKnown ? scoreText(contribution, locale) : unknownScoreText(contribution, locale),
    message(locale, 'contribution.weight', {
      weight: figureText(locale, weight),
      total: figureText(locale, totalWeight),
      points: figureText(locale, points),
    }),
    ...criterion.requirements.map((requirement, index) =>
      requirementText(requirement, outcomes[index] ?? 'NOT_SHOWN', criterion.scoreScale, locale),
    ),
  ].join(' ');
}

function scoreText({ criterion, scored, minimum, maximum, score }: Contribution, locale: Locale): string {
  const [low = '', middle = '', high = ''] = [minimum, score ?? 0, maximum].map((each) =>
    figureText(locale, each),
  );
  const ends = endsText(criterion.scoreScale, locale);
  return [
    low === high
      ? message(locale, 'contribution.score', { ...ends, score: middle })
      : message(locale, 'contribution.scoreRange', { ...ends, low, high, score: middle }),
    ...(scored.isBeyond ? [message(locale, 'contribution.beyond')] : []),
    ...(scored.isOpen ? [message(locale, 'contribution.open')] : []),
    ...(scored.isForeign ? [message(locale, 'contribution.foreign')] : []),
  ].join(' ');
}

/** Returns the two ends of a score scale as text: in English as `Cell.display` prints values, otherwise in the language. */
function endsText({ worst, best, better, ...scoreScale }: ScoreScale, locale: Locale) {
  if (locale === defaultLocale) return { worst, best };
  const [low, high] = endsInWords(scoreScale, locale);
  return better === 'HIGHER' ? { worst: low, best: high } : { worst: high, best: low };
}

function endsInWords(
  { valueType, scale, span }: Pick<ScoreScale, 'valueType' | 'scale' | 'span'>,
  locale: Locale,
): readonly [low: string, high: string] {
  const amount = (end = '0'): string =>
    quantityText(locale, { minimum: end, maximum: end, unit: scale.unit });
  switch (valueType) {
    case 'QUANTITY':
      return [amount(span?.low.toFixed()), amount(span?.high.toFixed())];
    case 'DATE':
      return [calendarText(locale, scale.earliest ?? ''), calendarText(locale, scale.latest ?? '')];
    case 'SUPPORT':
      return [message(locale, 'support.NO'), message(locale, 'support.YES')];
    default:
      return [scale.levels?.at(0) ?? '', scale.levels?.at(-1) ?? ''];
  }
}

function unknownScoreText({ cell, scored, criterion: { scoreScale } }: Contribution, locale: Locale): string {
  if (!scoreScale.span) {
    return ruleFor(scoreScale.valueType).ends !== null
      ? message(locale, 'contribution.noScore')
      : message(locale, 'contribution.typeWithoutScore', { type: scoreScale.valueType });
  }
  const reason = message(locale, scored.isForeign ? 'noScore.FOREIGN' : `noScore.${cell.state}`);
  return message(locale, 'contribution.anyScore', { reason });
}

function requirementText(
  requirement: Requirement,
  outcome: RequirementOutcome,
  { valueType }: ScoreScale,
  locale: Locale,
): string {
  const words = { outcome: message(locale, `outcome.${outcome}`) };
  switch (requirement.type) {
    case 'AT_LEAST':
      return message(locale, 'requirement.AT_LEAST', {
        ...words,
        value: thresholdText(requirement.value, locale),
      });
    case 'CONTAINS':
      return message(locale, 'requirement.CONTAINS', {
        ...words,
        values: listText(locale, requirement.values),
      });
    case 'MUST_NOT': {
      const values = requirement.values.map((value) =>
        valueType === 'SUPPORT' ? message(locale, `supportInText.${value as Support}`) : value,
      );
      const key = valueType === 'TERMS' ? 'requirement.MUST_NOT_CONTAIN' : 'requirement.MUST_NOT_BE';
      return message(locale, key, { ...words, values: alternativesText(locale, values) });
    }
  }
}

function thresholdText(value: ClaimValue, locale: Locale): string {
  return locale === defaultLocale ? ruleOf(value).display(value) : valueText(locale, value);
}

/** Explains a flip in one sentence. */
export function explainFlip({ axis, from, weight, winner }: Flip, locale: Locale = defaultLocale): string {
  return message(locale, 'flip', {
    axis: isolated(axis.name),
    side: weight > from ? 'more' : 'less',
    weight: figureText(locale, weight),
    from: figureText(locale, from),
    winner: isolated(winner.name),
  });
}
