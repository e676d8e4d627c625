import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { cellStates } from '../../src/comparison/cells/statement.js';
import { rowVerdicts } from '../../src/comparison/verdicts/verdict.js';
import { axisKinds } from '../../src/graph/claim.js';
import { badUserInput } from '../../src/graph/errors.js';
import { catalogues, listText, message } from '../../src/words/catalogue.js';
import type { MessageKey } from '../../src/words/catalogues/messages.js';
import { sectionLabel, sectionOf, stateLabel, verdictLabel } from '../../src/words/labels.js';
import { locales, parseLocale } from '../../src/words/locale.js';

const maxMessageLength = 400;
const keys = Object.keys(catalogues.en) as MessageKey[];

/** Lists the arguments of a message with their types, including nested choices. */
function argumentsOf(text: string, locale: string): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, value: name } = value as { type?: unknown; value?: unknown };
    if (typeof type === 'number' && type > 0 && type < 7 && typeof name === 'string')
      found.add(`${name} ${type}`);
    for (const member of Object.values(value)) visit(member);
  };
  visit(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe.each(locales)('the catalogue %s', (locale) => {
  it('has every message, with the arguments of the English message', () => {
    expect(Object.keys(catalogues[locale]).sort()).toEqual([...keys].sort());
    const argumentsIn = (each: 'en' | 'de'): unknown =>
      keys.map((key) => [key, argumentsOf(catalogues[each][key], each)]);
    expect(argumentsIn(locale)).toEqual(argumentsIn('en'));
    expect(argumentsOf(catalogues[locale]['explanation.REMARK'], locale)).toHaveLength(3);
  });

  it(`has no message that is blank or longer than ${maxMessageLength} characters`, () => {
    expect(keys.filter((key) => catalogues[locale][key].length > maxMessageLength)).toEqual([]);
    expect(keys.filter((key) => catalogues[locale][key].trim() === '')).toEqual([]);
  });

  it('has different labels for all cell states, for all verdicts, and for all sections', () => {
    const sections = axisKinds.map((kind) => sectionLabel(locale, sectionOf({ kind, group: null })));
    for (const labels of [
      cellStates.map((state) => stateLabel(locale, state)),
      rowVerdicts.map((verdict) => verdictLabel(locale, verdict)),
      sections,
    ])
      expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('a message', () => {
  it('about contested cells does not state that sources disagree, because one source can state several values', () => {
    for (const locale of locales) {
      const texts = (['page.cells.CONTESTED', 'page.approach.axes.CONTESTED'] as const).map((key) =>
        message(locale, key, { count: 1, cells: 2, axes: 2 }),
      );
      expect(texts.join()).not.toMatch(/sources disagree|Die Quellen widersprechen/u);
    }
  });

  it('about an undetermined row does not use the German word for a draw', () => {
    expect(verdictLabel('de', 'UNDETERMINED')).not.toBe('Unentschieden');
  });

  it('inserts texts unchanged', () => {
    const markup = "{approaches} '' <b># {count, plural, other {x}}";
    expect(message('en', 'explanation.COMMON', { values: markup })).toBe(`All state the same: ${markup}.`);
    const remark = { approaches: markup, count: 2, note: markup };
    expect(message('de', 'explanation.REMARK', remark)).toBe(`${markup} ergänzen: ${markup}`);
  });

  it('joins lists by the rules of the language', () => {
    expect(locales.map((locale) => listText(locale, ['A', 'B', 'C']))).toEqual(['A, B, and C', 'A, B und C']);
  });
});

describe('a locale', () => {
  it('is valid only if it has a catalogue', () => {
    expect(locales.map((locale) => parseLocale(locale))).toEqual(locales);
    expect(() => parseLocale('fr')).toThrow(
      badUserInput('locale: expected one of the languages en, de, got "fr".'),
    );
    expect(() => parseLocale('x'.repeat(100))).toThrow(/got "x{60}…"\.$/u);
  });
});
