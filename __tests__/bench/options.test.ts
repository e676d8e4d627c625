import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { contestants } from '../../bench/http/contestants.js';
import { OptionsError, readOptions } from '../../bench/http/options.js';
import { parseStartScript, readStartScript } from '../../bench/http/start-script.js';

describe('The flags of the HTTP bench', () => {
  test('select all sizes and all contestants by default', () => {
    const { sizes, contestants, rounds, seconds } = readOptions([]);
    expect(sizes.map(({ name }) => name)).toEqual(['small', 'middle', 'large']);
    expect(contestants).toHaveLength(8);
    expect([rounds, seconds]).toEqual([5, 5]);
  });

  test('select sizes, contestants, rounds and seconds', () => {
    const flags = [
      '--size',
      'small',
      '--contestants',
      'tertium-sqlite,fastify',
      '--rounds',
      '1',
      '--seconds=2',
    ];
    const { sizes, contestants, rounds, seconds } = readOptions(flags);
    expect(sizes.map(({ name }) => name)).toEqual(['small']);
    expect(contestants.map(({ name }) => name)).toEqual(['fastify', 'tertium-sqlite']);
    expect([rounds, seconds]).toEqual([1, 2]);
  });

  test.each([
    [['--size', 'huge'], '--size: expected names from the list small, middle, large, got huge.'],
    [['--contestants', 'absent'], 'got absent.'],
    [['--rounds', '0'], '--rounds: expected a whole number from 1 to 9999, got 0.'],
    [['--fast'], '--fast'],
  ])('are rejected if they are invalid: %j', (flags, message) => {
    expect(() => readOptions(flags)).toThrow(OptionsError);
    expect(() => readOptions(flags)).toThrow(message);
  });
});

test('docs/performance.md describes every contestant', async () => {
  const page = await readFile('docs/performance.md', 'utf8');
  const described = [...page.matchAll(/^\| `([\w-]+)` +\| [^|]+ \|$/gmu)].map(([, name]) => name);
  expect(described).toEqual(expect.arrayContaining(contestants.map(({ name }) => name)));
});

describe('The command that starts Tertium', () => {
  test('is parsed into the flags of Node, and the program with its arguments; another command is rejected', () => {
    expect(parseStartScript('node --max-semi-space-size=64 dist/main.js serve')).toEqual({
      nodeFlags: ['--max-semi-space-size=64'],
      program: ['dist/main.js', 'serve'],
    });
    expect(() => parseStartScript('tsx src/main.ts')).toThrow('got "tsx src/main.ts"');
  });

  test('is read from the script `start` in package.json', async () => {
    expect((await readStartScript()).program).toEqual(['dist/main.js', 'serve', '--seed-default']);
  });
});
