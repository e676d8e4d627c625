import { expect, test } from '@jest/globals';
import { keepThird } from './third-of-tests.js';

type Block = Parameters<typeof keepThird>[0];

const blockOf = (...children: unknown[]): Block => ({ type: 'describeBlock', children }) as unknown as Block;
const testsOf = ({ children }: Block): string[] =>
  children.flatMap((child) => (child.type === 'test' ? [child.name] : testsOf(child)));
const testNamed = (name: string) => ({ type: 'test', name });

function keptWith(seed: number): string[] {
  const inner = blockOf(testNamed('b'), testNamed('c'), testNamed('d'));
  const block = blockOf(testNamed('a'), inner, blockOf(testNamed('e')), testNamed('f'), testNamed('g'));
  keepThird(block, seed);
  return testsOf(block);
}

test('three consecutive seeds select all tests of a file, each once and in order', () => {
  expect([3, 4, 5].map(keptWith)).toEqual([
    ['a', 'd', 'g'],
    ['c', 'f'],
    ['b', 'e'],
  ]);
});

test('a negative seed selects tests too', () => {
  expect(keptWith(-4)).toEqual(['c', 'f']);
});
