import type { DataSize } from './data-size.js';
import { hash, pick } from './hash.js';

/** The shapes of questions: the numbers of approaches and dimensions. */
export interface Shape {
  readonly name: string;
  readonly approaches: number;
  readonly dimensions: number;
}

export const shapes: readonly Shape[] = Object.freeze([
  { name: '2×6', approaches: 2, dimensions: 6 },
  { name: '10×50', approaches: 10, dimensions: 50 },
]);

/** The number of different questions in cold mode. */
export const coldQuestionCount = 256;

/** The numbers of the approaches and dimensions that are compared. */
export interface Question {
  readonly approaches: readonly number[];
  readonly dimensions: readonly number[];
}

/** Different questions of a shape. Deterministic. */
export function questionsOf(size: DataSize, shape: Shape, count = coldQuestionCount): readonly Question[] {
  const questions = new Map<string, Question>();
  for (let turn = 0; questions.size < count; turn += 1) {
    const question = {
      approaches: pick(shape.approaches, size.approaches, hash(shape.approaches, turn)),
      dimensions: pick(shape.dimensions, size.dimensions, hash(shape.dimensions, turn)),
    };
    questions.set(JSON.stringify(question), question);
  }
  return [...questions.values()];
}
