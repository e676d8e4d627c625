import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleFor } from '../../graph/values/value-rules.js';
import { displayCell } from '../cells/display.js';
import type { Flip } from './flip.js';
import type { Contribution } from './rank.js';
import type { RequirementOutcome } from './requirement.js';

/**
 * Explains a contribution in a few sentences: the value, its position on the score scale, and what it adds to the
 * score.
 */
export function explainContribution(contribution: Contribution): string {
  const { axis, cell, weight, totalWeight, points } = contribution;
  return [
    `${axis.name}: ${displayCell(cell).replace(/([^.])\.$/u, '$1')}.`,
    contribution.scored.isKnown ? scoreText(contribution) : unknownScoreText(contribution),
    `Its weight is ${figure(weight)} of ${figure(totalWeight)}, which adds ${figure(points)} to the score.`,
    ...requirementTexts(contribution),
  ].join(' ');
}

function scoreText({ criterion, scored, minimum, maximum, score }: Contribution): string {
  const { worst, best } = criterion.scoreScale;
  const [low, middle, high] = [minimum, score ?? 0, maximum].map(figure);
  const range = low === high ? `${middle}` : `from ${low} to ${high}, and counts as ${middle}`;
  return [
    `On the scale from the worst (${worst}) at 0 to the best (${best}) at 1, the score is ${range}.`,
    ...(scored.isBeyond ? ['A value beyond an end counts as that end.'] : []),
    ...(scored.isOpen ? ['An open end counts as the end of the scale.'] : []),
    ...(scored.isForeign ? ['An amount in another kind of unit can have any score.'] : []),
  ].join(' ');
}

function unknownScoreText({ cell, scored, criterion: { scoreScale } }: Contribution): string {
  if (!scoreScale.span) {
    const isScored = ruleFor(scoreScale.valueType).ends !== null;
    return isScored ? 'This criterion has no score.' : `Values of ${scoreScale.valueType} have no score.`;
  }
  const reason = scored.isForeign
    ? 'An amount in another kind of unit has no position on the scale'
    : {
        NOT_STATED: 'No source states a value',
        UNKNOWN: 'The sources say that the value is unknown',
        NOT_APPLICABLE: 'The axis does not apply to the approach, which is neither good nor bad',
        STATED: 'No stated value has a position on the scale',
        CONTESTED: 'No stated value has a position on the scale',
      }[cell.state];
  return `${reason}: the score can be anything from 0 to 1, and counts as 0.5.`;
}

const outcomeWords: Readonly<Record<RequirementOutcome, string>> = {
  MET: 'which is met',
  NOT_MET: 'which is not met',
  NOT_SHOWN: 'which is not shown to be met',
};

function requirementTexts({ criterion, outcomes }: Contribution): readonly string[] {
  return criterion.requirements.map(
    ({ inWords }, index) => `It must ${inWords}, ${outcomeWords[outcomes[index] ?? 'NOT_SHOWN']}.`,
  );
}

/** Explains a flip in one sentence. */
export function explainFlip({ axis, from, weight, winner }: Flip): string {
  const side = weight > from ? 'more' : 'less';
  return `With a weight of ${axis.name} a little ${side} than ${figure(weight)} instead of ${figure(from)}, ${winner.name} would come first.`;
}

/** Formats a number to four significant digits. */
function figure(number: number): string {
  return new ExactDecimal(number).toSignificantDigits(4).toFixed();
}
