import { workKinds, workMicroseconds } from '../../src/api/limits/work/work.js';
import type { MeasuredOperation } from './measured-operation.js';

const steps = 4_000;
const stepSize = 0.01;
/** The error at which the pseudo-Huber loss changes from quadratic to linear. With a linear loss, a few large errors do not dominate the fit. */
const transition = 0.7;
/** The weight of the regularisation towards the current coefficients, relative to one operation. The regularisation stabilises the coefficients of rare kinds of work. */
const inertia = 0.02;
const [momentum, scaling, epsilon] = [0.9, 0.999, 1e-8];

/**
 * Fits the microseconds per unit of each kind of work, except `request`, to the measurements. The error of an operation is the logarithm of predicted over measured time.
 * Adam (D. Kingma and J. Ba, 2015) minimises the pseudo-Huber loss of the errors. The fit starts from the current coefficients. The fit varies the logarithms
 * of the coefficients, so that no coefficient becomes negative.
 * @returns the microseconds per unit, by kind of work; those of `request` are unchanged
 */
export function fitWork(operations: readonly MeasuredOperation[]): ReadonlyMap<string, number> {
  const initial = workKinds.map((kind) => Math.log(workMicroseconds[kind]));
  const logs = [...initial];
  const [firstMoments, secondMoments] = [logs.map(() => 0), logs.map(() => 0)];
  for (let step = 1; step <= steps; step += 1) {
    const slopes = logs.map((log, index) => 2 * inertia * (log - (initial[index] as number)));
    const coefficients = logs.map(Math.exp);
    for (const { work, measured } of operations) {
      let predicted = 0;
      work.forEach((amount, index) => (predicted += amount * (coefficients[index] as number)));
      const error = Math.log(predicted / measured);
      const slope = error / Math.sqrt(1 + (error / transition) ** 2) / predicted;
      work.forEach((amount, index) => {
        slopes[index] = (slopes[index] as number) + slope * amount * (coefficients[index] as number);
      });
    }
    // The base cost of a request is measured separately. A fitted base cost would compensate for other errors.
    slopes[workKinds.indexOf('request')] = 0;
    slopes.forEach((slope, index) => {
      firstMoments[index] = momentum * (firstMoments[index] as number) + (1 - momentum) * slope;
      secondMoments[index] = scaling * (secondMoments[index] as number) + (1 - scaling) * slope ** 2;
      const mean = firstMoments[index] / (1 - momentum ** step);
      const spread = Math.sqrt(secondMoments[index] / (1 - scaling ** step));
      logs[index] = (logs[index] as number) - (stepSize * mean) / (spread + epsilon);
    });
  }
  return new Map(workKinds.map((kind, index) => [kind, Math.exp(logs[index] as number)]));
}
