import { describe, expect, test } from '@jest/globals';
import { ruleOf } from '../../../src/graph/values/value-rules.js';
import { findWrittenSupport, parseWrittenSupport } from '../../../src/graph/values/written-support.js';
import { ValueError } from '../../../src/graph/values/value-type.js';

/** Returns the support that a text states, as printed for readers, and its certainty; `none` if the text is not a statement of support. */
function inWords(text: string): string {
  const found = findWrittenSupport(text);
  return found ? `${ruleOf(found.value).display(found.value)} ${found.certainty}` : 'none';
}

describe('words of support', () => {
  test.each([
    ['Yes', 'Yes CERTAIN'],
    ['no.', 'No CERTAIN'],
    ['TRUE', 'Yes CERTAIN'],
    ['not supported', 'No CERTAIN'],
    ['Available', 'Yes WORDED'],
    ['None', 'No WORDED'],
    ['Built-in', 'Yes (Built-in) WORDED'],
    ['Partial', 'Partly (Partial) WORDED'],
    ['Partly (.)', 'Partly (Partly) WORDED'],
    ['planned', 'No (planned) IMPLIED'],
    ['Beta', 'Partly (Beta) IMPLIED'],
    ['since 2.1', 'Yes (since 2.1) IMPLIED'],
    ['via a plugin', 'Partly (via a plugin) IMPLIED'],
    ['Linux only', 'Partly (Linux only) IMPLIED'],
    ['File-level', 'Partly (File-level) IMPLIED'],
    ['Yes / No', 'Partly (Yes / No) IMPLIED'],
  ])('%s is %s', (text, expected) => {
    expect(inWords(text)).toBe(expected);
  });

  test.each([
    ['Yes (paid)', 'Yes (paid) CERTAIN'],
    ['Yes - since 2.1', 'Yes (since 2.1) CERTAIN'],
    ['Yes, via a plugin', 'Yes (via a plugin) CERTAIN'],
    ['Yes via a plugin', 'Yes (via a plugin) CERTAIN'],
    ['Yes: on Linux', 'Yes (on Linux) CERTAIN'],
    ['No, but planned', 'No (but planned) CERTAIN'],
    ['No (planned)', 'No (planned) CERTAIN'],
    ['Yes (partial)', 'Partly (partial) CERTAIN'],
    ['Partial (read only)', 'Partly (read only) WORDED'],
    ['Supported since 2.1', 'Yes (since 2.1) CERTAIN'],
    ['Yes (.)', 'Yes CERTAIN'],
  ])('with a remark: %s is %s', (text, expected) => {
    expect(inWords(text)).toBe(expected);
  });

  test.each([
    'No limit',
    'No dependencies',
    'Full-text search',
    'True colour',
    'Yesterday',
    'Nominal',
    'Available languages: 12',
    ':material-check:{.yellow}',
    'Fast',
    '12',
    '',
  ])('another phrase is not a statement of support: %s', (text) => {
    expect(inWords(text)).toBe('none');
  });
});

describe('marks of support', () => {
  test.each([
    ['✅', 'Yes CERTAIN'],
    ['✔️', 'Yes CERTAIN'],
    [':white_check_mark:', 'Yes CERTAIN'],
    [':material-check:', 'Yes CERTAIN'],
    [':octicons-x-16:', 'No CERTAIN'],
    ['\\checkmark', 'Yes CERTAIN'],
    ['$\\times$', 'No CERTAIN'],
    ['❌', 'No CERTAIN'],
    [':x:', 'No CERTAIN'],
    ['🟡', 'Partly (🟡) CERTAIN'],
    ['✅ Yes', 'Yes CERTAIN'],
    ['Yes ✅', 'Yes CERTAIN'],
    ['✅ (paid)', 'Yes (paid) CERTAIN'],
    ['✅ since 2.1', 'Yes (since 2.1) CERTAIN'],
    ['✅ No grant', 'Yes (No grant) CERTAIN'],
    ['✅ Partial', 'Partly (Partial) CERTAIN'],
    ['❌ planned', 'No (planned) CERTAIN'],
    ['🟡 Beta', 'Partly (Beta) CERTAIN'],
    ['✅ iOS ❌ Android', 'Partly (✅ iOS ❌ Android) CERTAIN'],
  ])('%s is %s', (text, expected) => {
    expect(inWords(text)).toBe(expected);
  });

  test.each(['✅ No', '❌ Yes', '✅✅', '⭐⭐⭐', 'x', '+', '-', '●', 'C++'])(
    'a contradiction, a rating or a mark that needs a legend is not a statement of support: %s',
    (text) => {
      expect(inWords(text)).toBe('none');
    },
  );
});

test('parseWrittenSupport accepts a phrase that only implies support as a remark, and rejects it alone', () => {
  expect(parseWrittenSupport('Yes (beta)')).toEqual({ type: 'SUPPORT', support: 'YES', note: 'beta' });
  expect(() => parseWrittenSupport('beta')).toThrow(ValueError);
  expect(() => parseWrittenSupport('Fast')).toThrow(/^expected yes, no or partly/u);
});

test('every value can be stored: partial support has a note', () => {
  for (const text of ['🟡', '🟡 (.)', 'Partly', 'Partly (-)', '✅❌', 'Yes (partial)', '⚠️ !']) {
    const value = findWrittenSupport(text)?.value;
    expect([text, value && ruleOf(value).written(value)]).toEqual([
      text,
      expect.objectContaining({ support: 'PARTIAL', note: expect.stringMatching(/\S/u) }),
    ]);
  }
});
