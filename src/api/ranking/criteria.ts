import type { Axis } from '../../comparison/cells/axis.js';
import type { Spreads } from '../../comparison/cells/spreads.js';
import type { Criterion } from '../../comparison/ranking/rank.js';
import {
  parseAtLeast,
  parseContains,
  parseMustNot,
  type Requirement,
} from '../../comparison/ranking/requirement.js';
import {
  parseEnd,
  scaleEndsOf,
  scoreScaleOf,
  unscoredScaleOf,
  type ScaleEnds,
  type ScoreScale,
} from '../../comparison/ranking/score-scale.js';
import { badUserInput, type TertiumError } from '../../graph/errors.js';
import { ruleFor } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { CriterionInput } from './ranking.type.js';

/** The maximum number of values in each of the lists `contains` and `mustNot`. */
export const maxListed = 50;

/**
 * Reads the criteria of a ranking.
 * @param axes the axis of each criterion
 * @param spreads loaded for the axes that have a measured span
 * @throws {TertiumError} BAD_USER_INPUT for arguments that the axis does not allow
 */
export function readCriteria(
  axes: readonly Axis[],
  inputs: readonly CriterionInput[],
  spreads: Spreads,
): readonly Criterion[] {
  return axes.map((axis, index) =>
    new CriterionReader(axis, inputs[index] as CriterionInput, index).read(spreads),
  );
}

export function badArgument(argument: string, sentence: string): TertiumError {
  return badUserInput(`${argument}: ${sentence}.`, { argument });
}

/** Reads one criterion. Errors name the arguments of the criterion. */
class CriterionReader {
  readonly #axis: Axis;
  readonly #input: CriterionInput;
  readonly #index: number;

  constructor(axis: Axis, input: CriterionInput, index: number) {
    this.#axis = axis;
    this.#input = input;
    this.#index = index;
  }

  read(spreads: Spreads): Criterion {
    const scoreScale = this.#scoreScale(spreads);
    return { scoreScale, weight: this.#input.weight, requirements: this.#requirements(scoreScale) };
  }

  #scoreScale(spreads: Spreads): ScoreScale {
    const { weight, atLeast, contains, mustNot, better = null } = this.#input;
    const unscored = unscoredScaleOf(this.#axis, spreads);
    const ends = this.#ends(unscored);
    if (better !== null && !ruleFor(unscored.valueType).order) {
      throw this.#bad('better', `no better end, since values of ${unscored.valueType} have no order`, better);
    }
    const scoreScale = scoreScaleOf(this.#axis, spreads, { better, ends });
    const hasListedValues = Boolean(contains ?? mustNot);
    if (typeof scoreScale === 'string') {
      if (hasListedValues && weight === 0 && (atLeast ?? null) === null) return unscored;
      if (hasListedValues && weight !== 0) throw this.#unscoredWeight(unscored);
      throw badArgument(
        this.#path('axis'),
        `expected an axis that has scores, got "${this.#axis.slug}", which ${scoreScale}`,
      );
    }
    if (scoreScale.span === null && weight !== 0) throw this.#unscoredWeight(scoreScale);
    return scoreScale;
  }

  #ends({ valueType }: ScoreScale): ScaleEnds | null {
    const { from = null, to = null } = this.#input;
    if (from === null && to === null) return null;
    const low = from === null ? null : this.#parse('from', () => parseEnd(valueType, from));
    const high = to === null ? null : this.#parse('to', () => parseEnd(valueType, to));
    if (low === null) throw this.#bad('from', 'the low end of the scale, too', null);
    if (high === null) throw this.#bad('to', 'the high end of the scale, too', null);
    return this.#parse('to', () => scaleEndsOf(valueType, low, high));
  }

  #requirements(scoreScale: ScoreScale): readonly Requirement[] {
    const { atLeast = null, contains = null, mustNot = null } = this.#input;
    const requirements: Requirement[] = [];
    if (atLeast !== null) {
      requirements.push(this.#parse('atLeast', () => parseAtLeast(atLeast, scoreScale)));
    }
    if (contains !== null) {
      requirements.push(this.#parse('contains', () => parseContains(contains, scoreScale)));
    }
    if (mustNot !== null) {
      requirements.push(this.#parse('mustNot', () => parseMustNot(mustNot, scoreScale)));
    }
    return requirements;
  }

  /** Parses an argument. @throws {TertiumError} BAD_USER_INPUT if `parse` throws a ValueError */
  #parse<Parsed>(argument: keyof CriterionInput, parse: () => Parsed): Parsed {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw badArgument(
        this.#path(argument),
        `expected ${error.expected}, for "${this.#axis.slug}", got ${error.actual}`,
      );
    }
  }

  #unscoredWeight({ valueType }: ScoreScale): TertiumError {
    return badArgument(
      this.#path('weight'),
      `expected 0 for "${this.#axis.slug}", got ${this.#input.weight}: values of ${valueType} have no score and can only be must-haves`,
    );
  }

  #bad(argument: keyof CriterionInput, expected: string, actual: string | null): TertiumError {
    const shown = actual === null ? 'none' : `"${actual}"`;
    return badArgument(this.#path(argument), `expected ${expected}, for "${this.#axis.slug}", got ${shown}`);
  }

  #path(argument: keyof CriterionInput): string {
    return `criteria[${this.#index}].${argument}`;
  }
}
