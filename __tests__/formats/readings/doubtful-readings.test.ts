import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { doubtfulReadings, type DoubtfulReading } from '../../../src/formats/readings/doubtful-readings.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import { citation, citedSource, concept, dimension, imported, put, value } from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
/** Counts the created dimensions, so that each has a different slug. */
let dimensions = 0;
beforeAll(async () => {
  graph = await sqliteStore.open();
});
afterAll(() => graph.close());

/** Stores a dimension, and an approach for each amount. @returns the doubtful readings along the dimension */
async function readings(
  slug: string,
  members: Parameters<typeof dimension>[1],
  amounts: readonly (readonly [decimal: string, unit: string | null, quote?: string])[],
): Promise<readonly DoubtfulReading[]> {
  const claims = amounts.map(([decimal, unit, quote], index): ClaimDraft => {
    const stated = { type: 'QUANTITY', minimum: decimal, maximum: decimal, unit } as const;
    const citations = quote === undefined ? [] : [{ ...citation('x'), quote }];
    return value(`a-${index}`, slug, stated, { citations });
  });
  const approaches = amounts.map((_, index) => concept('APPROACH', `a-${index}`));
  const along = dimension(slug, { valueType: 'QUANTITY', ...members });
  await graph.store.apply(put([citedSource('s'), ...approaches, along], claims), imported);
  const view = await graph.store.reader.openView();
  const found: DoubtfulReading[] = [];
  if (view) for await (const reading of doubtfulReadings(view)) found.push(reading);
  return found.filter(({ dimension: { id } }) => id === `dimension/${slug}`);
}

describe('amounts are doubtful', () => {
  test.each<[string, Parameters<typeof dimension>[1], readonly [string, string | null, string?], string]>([
    ['along a dimension with the name "Version"', { name: 'Version' }, ['3.1', null], 'VERSION_AS_AMOUNT'],
    [
      'along a dimension whose alias is a version',
      { name: 'X', aliases: ['PHP version'] },
      ['8', null],
      'VERSION_AS_AMOUNT',
    ],
    ['if a year is a plain number', { name: 'Founded' }, ['1998', null], 'YEAR_AS_AMOUNT'],
    ['if the quote has a leading zero', { name: 'Place' }, ['1234', null, '01234'], 'LEADING_ZERO'],
    ['along a dimension of phone numbers', { name: 'Phone' }, ['5551234', null], 'LEADING_ZERO'],
    ['if a decimal comma was dropped', { name: 'Density' }, ['917', null, '0,917'], 'DECIMAL_COMMA'],
    [
      'in a UCUM unit that people write for another unit',
      { name: 'Length', unit: 'ft' },
      ['5', 'ft'],
      'UNIT',
    ],
    ['in units with several readings', { name: 'Heat', unit: 'F' }, ['5', 'F'], 'UNIT'],
    ['if only the unit of the dimension is doubtful', { name: 'Pace', unit: 'mph' }, ['5', 'm/s'], 'UNIT'],
  ])('%s', async (_title, members, amount, doubt) => {
    const slug = `d-${(dimensions += 1)}`;
    expect((await readings(slug, members, [amount])).map((each) => each.doubt)).toEqual([doubt]);
  });

  test.each<[string, Parameters<typeof dimension>[1], readonly [string, string | null, string?]]>([
    ['in a usual unit', { name: 'Mass', unit: 'kg' }, ['5', 'kg', '5 kg']],
    ['with thousands that a comma separates', { name: 'Cost', unit: 'EUR' }, ['1640', 'EUR', '1,640']],
    ['with a number of versions', { name: 'Number of versions' }, ['5', null]],
    ['with a decimal comma that was parsed', { name: 'Density' }, ['0.917', null, '0,917']],
    ['with a number that is too small for a year', { name: 'Founded' }, ['12', null]],
  ])('but not %s', async (_title, members, amount) => {
    const slug = `n-${(dimensions += 1)}`;
    expect(await readings(slug, members, [amount])).toEqual([]);
  });
});

test('all pages of a dimension are read', async () => {
  const amounts = Array.from({ length: 2_450 }, (_, index) => [`${index}`, null] as const);

  expect(await readings('many', { name: 'Version' }, amounts)).toHaveLength(2_450);
});
