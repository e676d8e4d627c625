import { answerTo, departure } from './answer.js';
import type { Asking } from './asking.js';
import type { DataSet } from './data-set.js';
import type { Question } from './question.js';

/** What was seen of right answers. */
export interface CheckedAnswers {
  readonly meanBytes: number;
  /** The answer to the first question, as it came. */
  readonly first: Buffer;
}

/** Asks each question once. @throws {Error} with the first answer that is not right, and where it is not */
export async function checkAnswers(
  origin: string,
  asking: Asking,
  data: DataSet,
  questions: readonly Question[],
): Promise<CheckedAnswers> {
  let first: Buffer | null = null;
  let bytes = 0;
  for (const [index, question] of questions.entries()) {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: asking.body(question),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    if (!response.ok)
      throw new Error(
        `Question ${index} was answered with ${response.status}: ${answer.toString().slice(0, 500)}`,
      );
    const wrong = departure(answerTo(data, question), asking.read(answer.toString()));
    if (wrong !== null) throw new Error(`The answer to question ${index} is wrong. ${wrong}`);
    first ??= answer;
    bytes += answer.length;
  }
  if (!first) throw new Error('There was nothing to ask.');
  return { meanBytes: bytes / questions.length, first };
}
