import { describe, expect, test } from '@jest/globals';
import { helpText, OptionsError, readOptions } from '../../scripts/faults/options.js';

const faults = ['kill-9', 'restart', 'outage'];
const read = (...args: string[]) => readOptions(args, faults, 77);

describe('the command line of the faults', () => {
  test('selects all faults by default', () => {
    expect(read()).toEqual({
      help: false,
      names: faults,
      rounds: null,
      seconds: 30,
      seed: 77,
      databases: ['SQLite', 'PostgreSQL'],
    });
  });

  test('selects the faults, rounds, seconds, random seed and databases', () => {
    const flags = ['--rounds', '141', '--seconds=5', '--seed', '7', '--databases', 'sqlite'];
    expect(read('restart', 'kill-9', ...flags)).toEqual({
      help: false,
      names: ['restart', 'kill-9'],
      rounds: 141,
      seconds: 5,
      seed: 7,
      databases: ['SQLite'],
    });
  });

  test.each([
    [['fire'], 'A fault: expected one of kill-9, restart, outage, got fire.'],
    [['--rounds', '0'], '--rounds: expected a whole number from 1 to 9999, got 0.'],
    [['--seconds', '1.5'], '--seconds: expected a whole number from 1 to 9999, got 1.5.'],
    [['--databases', 'oracle'], '--databases: expected one of sqlite, postgres, got oracle.'],
    [['--fast'], '--fast'],
  ])('is rejected if it is invalid: %j', (args, message) => {
    expect(() => read(...args)).toThrow(OptionsError);
    expect(() => read(...args)).toThrow(message);
  });

  test('has a help text that describes each fault', () => {
    expect(read('--help').help).toBe(true);
    expect(helpText({ outage: { description: 'The database goes away.' } })).toContain(
      '  outage\n      The database goes away.\n',
    );
  });
});
