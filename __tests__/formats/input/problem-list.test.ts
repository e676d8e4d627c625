import { expect, test } from '@jest/globals';
import { DocumentError, type DocumentProblem } from '../../../src/formats/input/document-error.js';
import { ProblemList } from '../../../src/formats/input/problem-list.js';

function listed(problems: Iterable<Partial<DocumentProblem>>): DocumentError {
  const list = new ProblemList();
  for (const problem of problems) {
    list.addProblem({ file: 'x', line: 1, column: 1, expected: 'a date', actual: '"soon"', ...problem });
  }
  try {
    list.throwIfAny();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new TypeError('Expected problems.');
}

const onLines = (count: number, problem: (line: number) => Partial<DocumentProblem> = () => ({})) =>
  Array.from({ length: count }, (_, index) => ({ line: index + 1, ...problem(index + 1) }));

test('a repeated problem is listed with its first three locations and the number of further locations', () => {
  expect(listed([...onLines(40), { line: 41, expected: 'a unit', actual: '"GB"' }]).message).toBe(
    'x:1:1: expected a date, got "soon"\n' +
      'x:2:1: expected a date, got "soon"\n' +
      'x:3:1: expected a date, got "soon" (the same problem in 37 more locations)\n' +
      'x:41:1: expected a unit, got "GB"',
  );
});

test('problems with the same expected value fill at most half of the list, so that other problems are listed', () => {
  const dates = onLines(100, (line) => ({ actual: `"day ${line}"` }));
  const { problems } = listed([...dates, ...onLines(30, (line) => ({ expected: `number ${line}` }))]);

  expect(problems.filter(({ expected }) => expected === 'a date')).toHaveLength(10);
  expect(problems.find(({ line }) => line === 10)).toMatchObject({ further: 90 });
  expect(problems).toHaveLength(20);
});

test.each([
  [4, ' (the same problem in 1 more location)'],
  [3, ''],
])('of %i equal problems, the last listed problem ends with "%s"', (count, end) => {
  expect(listed(onLines(count)).message).toMatch(
    new RegExp(`\nx:3:1: expected a date, got "soon"${end.replace(/[()]/gu, '\\$&')}$`, 'u'),
  );
});

test('counting stops at 1000 problems, and the message states that there may be more', () => {
  const { message, problems } = listed(onLines(5_000));

  expect(problems.map(({ further }) => further)).toEqual([undefined, undefined, 997]);
  expect(message).toMatch(/\nThese are 1000 problems; there may be more\.$/u);
});

test('the numbers of further locations are added when lists are joined', () => {
  const [one, other] = [new ProblemList(), new ProblemList()];
  for (const list of [one, other]) {
    for (const problem of onLines(5)) {
      list.addProblem({ file: 'x', column: 1, expected: 'a date', actual: '"soon"', ...problem });
    }
  }
  one.addAll(other);

  expect(() => one.throwIfAny()).toThrow(/\(the same problem in 7 more locations\)$/u);
});
