import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { checkCase } from '../../scripts/eval-import/cases/check-case.js';
import { parseImportCase, readImportCases } from '../../scripts/eval-import/cases/import-case.js';

const cases = readImportCases(fileURLToPath(new URL('import-cases', import.meta.url)));

describe('The expected claims of a small document exclude the misreading that', () => {
  test.each(cases.map((each) => [`${each.kind} (${each.name})`, each] as const))('%s', async (_, each) => {
    expect((await checkCase(each)).differences).toEqual([]);
  });
});

describe('The runner of the cases', () => {
  const text = (expected: string): string =>
    `kind\nx.csv\n=====\nFeature,Oak,Elm\nTall,yes,no\nMass (kg),4,3\n=====\n${expected}\n`;
  const differences = async (expected: string): Promise<readonly string[]> =>
    (await checkCase(parseImportCase('x', text(expected)))).differences;
  const tall = 'Tall (SUPPORT) | Oak: Yes | Elm: No';

  test('accepts the expected values and subjects', async () => {
    expect(
      await differences(`approaches Oak, Elm\n${tall}\nMass (QUANTITY kg) | Oak: 4 kg // 5 kg | Elm: 3 kg`),
    ).toEqual([]);
  });

  test('reports claims with another subject, type, unit or value, and claims that are not listed', async () => {
    expect(await differences(`${tall}\nMass (QUANTITY g) | Oak: 4 kg | Elm: 3 kg`)).toHaveLength(4);
    expect(await differences(`${tall}\nMass (TEXT) | Oak: 4 kg | Elm: 3 kg`)).toHaveLength(4);
    expect(await differences(`${tall}\nMass | Oak: 5 kg | Elm: 3 kg`)).toHaveLength(2);
    expect(await differences(`${tall}\nMass | Ash: 4 kg | Elm: 3 kg`)).toHaveLength(2);
    expect(await differences(tall)).toEqual([
      'unexpected Mass (QUANTITY kg) | Oak: 4 kg',
      'unexpected Mass (QUANTITY kg) | Elm: 3 kg',
    ]);
  });

  test('reports missing and unexpected subjects, claims that must not be stated, and missing messages', async () => {
    const mass = 'Mass | Oak: 4 kg | Elm: 3 kg';
    expect(await differences(`approaches Oak, Ash\n${tall}\n${mass}`)).toEqual([
      'missing approach ash',
      'unexpected approach elm',
    ]);
    expect(await differences(`unstated yes\nreported marzipan\n${tall}\n${mass}`)).toEqual([
      'stated yes',
      'not reported: marzipan',
    ]);
  });

  test('reports a document that is read although a refusal is expected', async () => {
    expect(await differences('refused')).toEqual(['expected a refusal']);
  });
});
