import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dateRule } from '../../../src/graph/values/date.js';
import { quantityRule, type QuantityValue } from '../../../src/graph/values/quantity.js';
import { termsRule } from '../../../src/graph/values/terms.js';
import {
  annotationsOfCounted,
  codesOfSymbols,
  codesOfWords,
  plainAtoms,
  readingsOfAmbiguous,
} from '../../../src/graph/values/unit-list.js';
import { parseUnit } from '../../../src/graph/values/unit.js';
import { noScale, ValueError } from '../../../src/graph/values/value-type.js';
import { parseWrittenVersion, versionRule } from '../../../src/graph/values/version.js';
import { parseWrittenDate } from '../../../src/graph/values/written-date.js';
import { parseWrittenQuantity, type WrittenContext } from '../../../src/graph/values/written-quantity.js';
import { parseWrittenTerms } from '../../../src/graph/values/written-terms.js';
import { parseWrittenUnit, printWrittenUnit } from '../../../src/graph/values/written-unit.js';
import { amounts, dates, units, versions } from './written-values.js';

/** Splits a table into lines. Each line has a text and its expected outcome. */
function linesOf(table: string): readonly (readonly [written: string, expected: string])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' → ') as [string, string]);
}

/** Runs `read`. @returns its result, or `✗` and the `expected` member of its error */
function outcomeOf(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return `✗ ${error.expected}`;
  }
}

function expectOutcome(read: () => string, expected: string): void {
  const outcome = outcomeOf(read);
  expect(expected.startsWith('✗') ? outcome.slice(0, expected.length) : outcome).toBe(expected);
}

const contexts: Readonly<Record<string, WrittenContext>> = {
  ',: ': { decimalSeparator: ',' },
  '.: ': { decimalSeparator: '.' },
};

describe('an amount as people write it', () => {
  it.each(linesOf(amounts))('is parsed or rejected: %s → %s', (line, expected) => {
    const context = contexts[line.slice(0, 3)];
    const written = (context ? line.slice(3) : line).replaceAll('·', '\u00A0');
    expectOutcome(() => quantityRule.display(parseWrittenQuantity(written, context)), expected);
  });

  it('is in the unit of its context if it has no unit', () => {
    expect(parseWrittenQuantity('5', { unit: 'kg' }).unit).toBe('kg');
    expect(parseWrittenQuantity('5 g', { unit: 'kg' }).unit).toBe('g');
    expect(parseWrittenQuantity('5', { unit: null }).unit).toBeNull();
    expect(parseWrittenQuantity('<5', { unit: 'kg' })).toEqual({
      type: 'QUANTITY',
      minimum: null,
      maximum: '5',
      unit: 'kg',
      exclusiveMaximum: true,
    });
  });

  it('is quoted by errors as it is written, or only its unit is quoted if the unit is invalid', () => {
    expect(() => parseWrittenQuantity(' 10-5 kg ')).toThrow('got " 10-5 kg "');
    expect(() => parseWrittenQuantity('5 furlongs')).toThrow('got "furlongs"');
  });
});

describe('a plain decimal', () => {
  it('is parsed or rejected like the same text between spaces, which the general patterns parse', () => {
    const decimals = fc.oneof(
      fc.stringMatching(/^-?\d{1,7}(?:\.\d{0,4})?$/u),
      fc.stringMatching(/^-?\d{59,61}(?:\.\d{59,61})?$/u),
      fc.constantFrom('1,640', '1.640', '-0', '00.50', '+5', '--5', '5.', '.5', '1.2.3', '9-5'),
    );
    const contexts = fc.record({
      decimalSeparator: fc.constantFrom(null, '.' as const, ',' as const),
      unit: fc.constantFrom(null, 'kg', 'EUR/mo'),
    });
    const reading = (text: string, context: WrittenContext): unknown => {
      try {
        return parseWrittenQuantity(text, context);
      } catch (error) {
        if (error instanceof ValueError) return error.expected;
        throw error;
      }
    };
    fc.assert(
      fc.property(decimals, contexts, (text, context) => {
        expect(reading(text, context)).toEqual(reading(` ${text} `, context));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('white space around a text', () => {
  it('is ignored', () => {
    expect(quantityRule.display(parseWrittenQuantity(' \t5 kg\n'))).toBe('5 kg');
    expect(parseWrittenUnit(' kg\n')).toBe('kg');
    expect(parseWrittenVersion(' 3.9 or newer ').oldest).toBe('3.9');
    expect(parseWrittenDate(' May 2024 ').date).toBe('2024-05');
    expect(parseWrittenTerms(' none ').terms).toEqual([]);
  });

  it('counts towards the maximum length of an amount, 200 characters', () => {
    expect(parseWrittenQuantity('5'.padStart(200)).minimum).toBe('5');
    expect(() => parseWrittenQuantity('5'.padStart(201))).toThrow('expected an amount or a range');
  });
});

describe('a unit as people write it', () => {
  it.each(linesOf(units))('is parsed or rejected: %s → %s', (written, expected) => {
    expectOutcome(() => parseWrittenUnit(written), expected);
  });

  it('can be any UCUM code that is neither listed nor ambiguous, if acceptsAnyUcum is set', () => {
    const read = (text: string): string => parseWrittenUnit(text, { acceptsAnyUcum: true });
    expect(['kat', 'Gal', 'erg/s', 'ft', 'kg', 'ucum:F'].map(read)).toEqual([
      ...['kat', 'Gal', 'erg/s', '[ft_i]', 'kg', 'F'],
    ]);
    for (const text of ['F', 'F/m', 'stars', '', ' kat']) expect(() => read(text)).toThrow(ValueError);
    for (const text of ['kat', 'Gal', 'erg/s']) expect(() => parseWrittenUnit(text)).toThrow(ValueError);
  });

  it('has a valid code for every spelling in the list', () => {
    const codes = [...codesOfSymbols.values(), ...codesOfWords.values(), ...plainAtoms];
    for (const code of [...codes, ...annotationsOfCounted.values()]) expect(parseUnit(code).code).toBe(code);
  });

  it('is parsed from every spelling in the list', () => {
    for (const [written, code] of [...codesOfSymbols, ...codesOfWords])
      expect(parseWrittenUnit(written)).toBe(code);
    for (const atom of plainAtoms) expect(parseWrittenUnit(atom)).toBe(codesOfSymbols.get(atom) ?? atom);
  });

  it('has one reading: no ambiguous spelling is in the list', () => {
    for (const written of readingsOfAmbiguous.keys()) {
      expect([written, codesOfSymbols.get(written), codesOfWords.get(written)]).toEqual([
        written,
        undefined,
        undefined,
      ]);
      expect(plainAtoms).not.toContain(written);
    }
  });

  it('has different suggestions, which can be parsed, if it is ambiguous', () => {
    for (const [written, readings] of readingsOfAmbiguous) {
      const codes = readings.map((each) => parseWrittenUnit(each));
      expect([written, new Set(codes).size]).toEqual([written, readings.length]);
    }
  });

  it('can be printed and parsed without loss', () => {
    const codes = [
      'kg',
      'km/h',
      '[lb_av]',
      'GBy',
      'EUR/mo',
      'F',
      'ft',
      'yd',
      'B',
      "''",
      'Gal',
      '10*6',
      'mL',
      'a',
    ];
    for (const code of [...codes, ...codesOfSymbols.values()])
      expect(parseWrittenUnit(printWrittenUnit(code))).toBe(code);
    expect(codes.map(printWrittenUnit)).toEqual(
      codes.map((code) => (['F', 'ft', 'yd', 'B', "''", 'Gal'].includes(code) ? `ucum:${code}` : code)),
    );
  });
});

describe('a version as people write it', () => {
  it.each(linesOf(versions))('is parsed or rejected: %s → %s', (written, expected) => {
    expectOutcome(() => versionRule.display(parseWrittenVersion(written)), expected);
  });
});

describe('a date as people write it', () => {
  it.each(linesOf(dates))('is parsed or rejected: %s → %s', (written, expected) => {
    expectOutcome(() => dateRule.display(parseWrittenDate(written)), expected);
  });
});

describe('terms as people write them', () => {
  it.each([
    ['rye, oats', ['rye', 'oats']],
    ['rye; oats, rolled', ['rye', 'oats, rolled']],
    ['rye', ['rye']],
    ['none', []],
    ['None.', []],
    ['none of these', ['none of these']],
    ['or none', ['or none']],
    [' rye ;  oats ', ['rye', 'oats']],
  ])('are parsed: %s', (written, expected) => {
    expect(parseWrittenTerms(written).terms).toEqual(expected);
  });

  it.each(['', 'rye,', 'rye, Rye'])('are rejected: %j', (written) => {
    expect(() => parseWrittenTerms(written)).toThrow(ValueError);
  });
});

it('the tables have at least 300 lines', () => {
  expect([amounts, units, versions, dates].flatMap(linesOf).length).toBeGreaterThanOrEqual(300);
});

const arbitraryText = fc
  .array(fc.constantFrom(..."05.,-–−+~<>≤½kgmbF€$/ °'".split(''), ' to ', ' or more', '\u00A0'), {
    maxLength: 8,
  })
  .map((symbols) => symbols.join(''));

const decimalSeparator = fc.constantFrom('.', ',', null);

describe('the display text of a value', () => {
  const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,8})(?:\.\d{0,5}[1-9])?$/u);
  const decimal = fc
    .tuple(fc.boolean(), digits)
    .map(([isNegative, each]) => (isNegative && each !== '0' ? `-${each}` : each));
  const unit = fc.constantFrom(
    ...[
      null,
      'kg',
      '%',
      'km/h',
      '[lb_av]',
      'Cel',
      'GBy',
      'EUR',
      'EUR/mo',
      'l/(100.km)',
      '{requests}/s',
      'a',
      'm2',
    ],
  );
  const marks = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
  const quantity = fc
    .tuple(decimal, decimal, fc.constantFrom('ONE', 'RANGE', 'FROM', 'UP_TO'), unit, marks)
    .map(([one, other, kind, code, [below, above, approximate]]): QuantityValue => {
      const [low, high] = Number(one) <= Number(other) ? [one, other] : [other, one];
      const isRange = kind !== 'ONE' && (kind !== 'RANGE' || low !== high);
      const minimum = kind === 'UP_TO' ? null : low;
      const maximum = kind === 'FROM' ? null : kind === 'ONE' ? low : high;
      return {
        type: 'QUANTITY',
        minimum,
        maximum,
        unit: code,
        ...(below && isRange && minimum !== null && { exclusiveMinimum: true }),
        ...(above && isRange && maximum !== null && { exclusiveMaximum: true }),
        ...(approximate && { approximate: true }),
      };
    });

  it('is parsed as the same quantity', () => {
    fc.assert(
      fc.property(quantity, fc.constantFrom('.', null), (value, decimalSeparator) => {
        expect(parseWrittenQuantity(quantityRule.display(value), { decimalSeparator })).toEqual(value);
      }),
    );
  });

  it('is parsed as the same date', () => {
    const date = fc.constantFrom('2024', '2024-05', '2024-02-29', '0001-12-31');
    const written = fc
      .tuple(date, fc.constantFrom('', '/..', '../'))
      .map(([each, end]) => (end === '../' ? end + each : each + end));
    fc.assert(
      fc.property(written, (each) => {
        const value = dateRule.parse(each, noScale);
        expect(parseWrittenDate(dateRule.display(value))).toEqual(value);
      }),
    );
  });

  it('is parsed as the same version', () => {
    const inOrder = ['1', '3.9', '3.10', '3.10.0', '4.0.0-rc.1', '5+b'];
    const version = fc.constantFrom(...inOrder);
    fc.assert(
      fc.property(
        version,
        version,
        fc.constantFrom('ONE', 'RANGE', 'OLDEST', 'NEWEST'),
        (one, other, kind) => {
          const [oldest, newest] = [one, other].sort((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b));
          const written = { ONE: one, RANGE: { oldest, newest }, OLDEST: { oldest }, NEWEST: { newest } }[
            kind
          ];
          const value = versionRule.parse(written, noScale);
          expect(parseWrittenVersion(versionRule.display(value))).toEqual(value);
        },
      ),
    );
  });

  it('is parsed as the same terms, if the terms contain no separators', () => {
    const term = fc.constantFrom('rye', 'Oats', 'C#', 'new york', 'é');
    fc.assert(
      fc.property(fc.uniqueArray(term), (terms) => {
        const value = termsRule.parse(terms, noScale);
        expect(parseWrittenTerms(termsRule.display(value))).toEqual(value);
      }),
    );
  });

  it('of a parsed amount can be parsed again', () => {
    fc.assert(
      fc.property(arbitraryText, decimalSeparator, (text, separator) => {
        const outcome = outcomeOf(() =>
          quantityRule.display(parseWrittenQuantity(text, { decimalSeparator: separator })),
        );
        fc.pre(!outcome.startsWith('✗'));
        expect(quantityRule.display(parseWrittenQuantity(outcome))).toBe(outcome);
      }),
      { numRuns: 100 },
    );
  });
});

test('parsers throw only ValueError for arbitrary text', () => {
  fc.assert(
    fc.property(arbitraryText, decimalSeparator, (text, separator) => {
      for (const parse of [
        parseWrittenUnit,
        parseWrittenVersion,
        parseWrittenDate,
        parseWrittenTerms,
        (each: string) => parseWrittenQuantity(each, { decimalSeparator: separator }),
      ]) {
        // Throws every error that is not a ValueError.
        outcomeOf(() => JSON.stringify(parse(text)));
      }
    }),
    { numRuns: 500 },
  );
});
