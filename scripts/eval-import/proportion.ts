/** The number of successes among trials. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** The 97.5 % quantile of the standard normal distribution. */
const z = 1.959964;

/**
 * Computes the 95 % confidence interval of a proportion by Wilson's score method, which also fits proportions near 0 and 1 and few
 * trials. @returns the lower and the upper end, from 0 to 1; the whole range without trials
 */
export function wilsonInterval({ successes, trials }: Proportion): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) /
    (1 + (z * z) / trials);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Prints a proportion with its interval, such as `.950 (.912–.973)`; `–` without trials. */
export function printProportion(proportion: Proportion): string {
  if (proportion.trials === 0) return '–';
  const [low, high] = wilsonInterval(proportion);
  const short = (share: number): string => share.toFixed(3).replace(/^0/u, '');
  return `${short(proportion.successes / proportion.trials)} (${short(low)}–${short(high)})`;
}
