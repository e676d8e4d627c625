import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { quantityRule } from '../src/graph/values/quantity.js';
import {
  annotationsOfCounted,
  codesOfSymbols,
  codesOfWords,
  plainAtoms,
  readingsOfAmbiguous,
} from '../src/graph/values/unit-list.js';
import { ValueError } from '../src/graph/values/value-type.js';
import { parseWrittenQuantity } from '../src/graph/values/written-quantity.js';
import { parseWrittenUnit } from '../src/graph/values/written-unit.js';

const page = readFileSync(new URL('../docs/units.md', import.meta.url), 'utf8');

/** Returns the part of the page between a heading and the next one. */
function section(heading: string): string {
  const [, text = ''] = page.split(`# ${heading}\n`);
  return text.split('\n#')[0] ?? '';
}

/** Returns the code spans of a text. */
function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);
}

/** Returns the rows of all tables in a section, without the first two lines, as the code spans of their cells. */
function rowsOf(heading: string): readonly (readonly (readonly string[])[])[] {
  const rows = section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(1, -1).split(' | ').map(codesIn));
}

describe('docs/units.md', () => {
  it('lists every spelling of a unit with its code, and no other spellings', () => {
    const listed = rowsOf('List of units').flatMap(([[code = ''] = [], spellings = []]) =>
      spellings.map((spelling) => [spelling, code] as const),
    );
    expect(listed.map((each) => each.join(' is ')).sort()).toEqual(
      [...codesOfSymbols, ...codesOfWords].map((each) => each.join(' is ')).sort(),
    );
    for (const [spelling, code] of listed) expect(parseWrittenUnit(spelling)).toBe(code);
  });

  it('lists every rejected spelling with its readings', () => {
    const rejected = rowsOf('Rejected units').map(([[spelling = ''] = [], readings]) => [spelling, readings]);
    expect(rejected).toEqual(
      [...readingsOfAmbiguous].map(([spelling, readings]) => [spelling, [...readings]]),
    );
  });

  it('lists the counted things in the plural, and the codes that are accepted unchanged', () => {
    const [, below = ''] = section('List of units').split('Things that are counted');
    const [counted = '', atoms = ''] = below.split('The following UCUM codes');
    expect(codesIn(counted)).toEqual([...annotationsOfCounted.keys()].filter((each) => each.endsWith('s')));
    expect(codesIn(atoms).slice(1)).toEqual([...plainAtoms]);
  });

  it('has examples of amounts that are parsed with the expected values', () => {
    const displayed = rowsOf('Amounts').map(([, examples = []]) =>
      examples.map((each) => quantityRule.display(parseWrittenQuantity(each))),
    );
    expect(displayed).toEqual([
      ['5 kg', '5 kg', '5.25 kg', '-5 kg', '0.5 kg', '1.5 kg'],
      ['49.9 EUR', '49.9 EUR', '5 EUR', '5 USD/mo'],
      ['5 or more', '5 or more', '5 or more', '5 or more', '5 or more EUR'],
      ['>5', '>5', '>5'],
      ['up to 5', 'up to 5', 'up to 5', 'up to 5'],
      ['<5', '<5', '<5'],
      ['5 to 10 kg', '5 to 10', '5 to 10', '5 to 10'],
      ['~5', '~5', '~5', '~5'],
    ]);
  });

  it('has examples of amounts that are rejected, and of similar amounts that are accepted', () => {
    const rejected = [
      '1,640',
      '10k',
      '5 million',
      '1e6',
      '1 640',
      '1/3',
      '⅓',
      '5 kg to 10 g',
      '5 kg (11 lb)',
    ];
    for (const spelling of rejected) {
      expect(codesIn(section('Amounts'))).toContain(spelling);
      expect(() => parseWrittenQuantity(spelling)).toThrow(ValueError);
    }
    for (const spelling of ['1,640.5', '1.640,5', '1,640,000', '1’640']) {
      expect(codesIn(section('Amounts'))).toContain(spelling);
      expect(parseWrittenQuantity(spelling).minimum).not.toBeNull();
    }
  });
});
