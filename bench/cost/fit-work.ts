import { workKinds, workMicroseconds } from '../../src/api/limits/work/work.js';
import type { MeasuredOperation } from './measured-operation.js';

const steps = 4_000;
const stepSize = 0.01;
/** The transition of the pseudo-Huber loss: larger errors (logarithms) count linearly, because some operations are always predicted badly. */
const tolerated = 0.7;
/** The weight of the regularisation towards the current coefficients, relative to one operation: rare kinds of work have few measurements. */
const inertia = 0.02;
const [momentum, scaling, epsilon] = [0.9, 0.999, 1e-8];

/**
 * Fits the microseconds of each kind of work to the measurements. Minimises the logarithm of predicted over measured time with the pseudo-Huber
 * loss, by Adam (D. Kingma and J. Ba, 2015), over the logarithms of the coefficients, so that none becomes negative. Starts from the current
 * coefficients.
 */
export function fitWork(operations: readonly MeasuredOperation[]): ReadonlyMap<string, number> {
  const begun = workKinds.map((kind) => Math.log(workMicroseconds[kind]));
  const logs = [...begun];
  const [first, second] = [logs.map(() => 0), logs.map(() => 0)];
  for (let step = 1; step <= steps; step += 1) {
    const slopes = logs.map((log, place) => 2 * inertia * (log - (begun[place] as number)));
    const coefficients = logs.map(Math.exp);
    for (const { work, measured } of operations) {
      let predicted = 0;
      work.forEach((amount, place) => (predicted += amount * (coefficients[place] as number)));
      const error = Math.log(predicted / measured);
      const slope = error / Math.sqrt(1 + (error / tolerated) ** 2) / predicted;
      work.forEach((amount, place) => {
        slopes[place] = (slopes[place] as number) + slope * amount * (coefficients[place] as number);
      });
    }
    // The base cost of a request is measured separately. If it were fitted, it would compensate for other errors.
    slopes[workKinds.indexOf('request')] = 0;
    slopes.forEach((slope, place) => {
      first[place] = momentum * (first[place] as number) + (1 - momentum) * slope;
      second[place] = scaling * (second[place] as number) + (1 - scaling) * slope ** 2;
      const mean = first[place] / (1 - momentum ** step);
      const spread = Math.sqrt(second[place] / (1 - scaling ** step));
      logs[place] = (logs[place] as number) - (stepSize * mean) / (spread + epsilon);
    });
  }
  return new Map(workKinds.map((kind, place) => [kind, Math.exp(logs[place] as number)]));
}
