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

/** The part of the page below a heading. */
function section(heading: string): string {
  const [, text = ''] = page.split(`# ${heading}\n`);
  return text.split('\n#')[0] ?? '';
}

/** The code spans of a text. */
function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);
}

/** The rows of the first table below a heading, as the code spans of their cells. */
function rowsOf(heading: string): readonly (readonly (readonly string[])[])[] {
  const rows = section(heading)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(1, -1).split(' | ').map(codesIn));
}

describe('docs/units.md', () => {
  it('lists every writing of a unit with its code, and no other', () => {
    const listed = rowsOf('List of units').flatMap(([[code = ''] = [], writings = []]) =>
      writings.map((written) => [written, code] as const),
    );
    expect(listed.map((each) => each.join(' is ')).sort()).toEqual(
      [...codesOfSymbols, ...codesOfWords].map((each) => each.join(' is ')).sort(),
    );
    for (const [written, code] of listed) expect(parseWrittenUnit(written)).toBe(code);
  });

  it('lists every refused writing with its readings', () => {
    const refused = rowsOf('Rejected units').map(([[written = ''] = [], readings]) => [written, readings]);
    expect(refused).toEqual([...readingsOfAmbiguous].map(([written, readings]) => [written, [...readings]]));
  });

  it('lists the things that are counted, and the codes that are read as they are', () => {
    const [, below = ''] = section('List of units').split('Things that are counted');
    const [counted = '', atoms = ''] = below.split('The following UCUM codes');
    expect(codesIn(counted)).toEqual([...annotationsOfCounted.keys()].filter((each) => each.endsWith('s')));
    expect(codesIn(atoms).slice(1)).toEqual([...plainAtoms]);
  });

  it('has amounts that are read as it says', () => {
    const read = rowsOf('Amounts').map(([, examples = []]) =>
      examples.map((each) => quantityRule.display(parseWrittenQuantity(each))),
    );
    expect(read).toEqual([
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

  it('has amounts that are refused as it says', () => {
    const refused = ['1,640', '10k', '5 million', '1e6', '1 640', '1/3', '⅓', '5 kg to 10 g', '5 kg (11 lb)'];
    for (const written of refused) {
      expect(codesIn(section('Amounts'))).toContain(written);
      expect(() => parseWrittenQuantity(written)).toThrow(ValueError);
    }
    for (const written of ['1,640.5', '1.640,5', '1,640,000', '1’640']) {
      expect(codesIn(section('Amounts'))).toContain(written);
      expect(parseWrittenQuantity(written).minimum).not.toBeNull();
    }
  });
});
