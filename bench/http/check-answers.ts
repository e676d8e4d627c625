import { answerTo, departure } from './answer.js';
import type { QuestionFormat } from './question-format.js';
import type { DataSet } from './data-set.js';
import type { Question } from './question.js';

/** The checked responses. */
export interface CheckedAnswers {
  readonly meanBytes: number;
  /** The response to the first question, as received. */
  readonly first: Buffer;
}

/** Sends each question once and checks the response. @throws {Error} with the first wrong response and its first difference */
export async function checkAnswers(
  origin: string,
  format: QuestionFormat,
  data: DataSet,
  questions: readonly Question[],
): Promise<CheckedAnswers> {
  let first: Buffer | null = null;
  let bytes = 0;
  for (const [index, question] of questions.entries()) {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: format.body(question),
    });
    const answer = Buffer.from(await response.arrayBuffer());
    if (!response.ok)
      throw new Error(
        `Question ${index} was answered with ${response.status}: ${answer.toString().slice(0, 500)}`,
      );
    const wrong = departure(answerTo(data, question), format.read(answer.toString()));
    if (wrong !== null) throw new Error(`The answer to question ${index} is wrong. ${wrong}`);
    first ??= answer;
    bytes += answer.length;
  }
  if (!first) throw new Error('There was nothing to ask.');
  return { meanBytes: bytes / questions.length, first };
}
