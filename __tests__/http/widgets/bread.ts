import type { Change } from '../../../src/graph/ports/writing.js';
import type { Concept } from '../../../src/graph/concept.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';

/** A text that, without escaping, would break out of markup, styles, messages or scripts. */
export const hostile = `</p><img src=x onerror="alert(1)">'{count}\`\${1}&lt;<!--]]>\u202e`;

const euros = (amount: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: 'EUR',
});
const level = (name: string): ClaimValue => ({ type: 'ORDINAL', level: name });
const support = (given: 'YES' | 'NO' | 'PARTIAL', note: string | null = null): ClaimValue => ({
  type: 'SUPPORT',
  support: given,
  note,
});

/**
 * Builds the changes that add four breads, which differ in price, taste and crust, and in whether they keep for a week. One has hostile texts, and
 * one has no price.
 */
export function breadContent(): readonly Change[] {
  const keeps = id('FEATURE', 'keeps');
  return put(
    [
      { ...citedSource('s'), name: 'A book of bread', url: 'https://bread.example/book' } as Concept,
      { ...citedSource('evil-source'), name: hostile, url: 'javascript:alert(1)' } as Concept,
      concept('APPROACH', 'rye', { name: 'Rye', summary: 'Dark and dense.' }),
      concept('APPROACH', 'wheat', { name: 'Wheat' }),
      concept('APPROACH', 'spelt', { name: 'Spelt' }),
      concept('APPROACH', 'evil', { name: hostile, summary: hostile }),
      { ...question('rye-or-wheat'), name: 'Rye or wheat?' },
      dimension('price', {
        name: 'Price',
        valueType: 'QUANTITY',
        unit: 'EUR',
        minimum: '0',
        maximum: '10',
        betterWhen: 'LOWER',
      }),
      dimension('taste', {
        name: 'Taste',
        valueType: 'ORDINAL',
        levels: ['bland', 'good', 'great'],
        betterWhen: 'HIGHER',
      }),
      dimension('crust', { name: 'Crust' }),
      feature('keeps', { name: 'Keeps for a week' }),
    ],
    [
      claim(id('QUESTION', 'rye-or-wheat'), 'ASKS_ABOUT', id('APPROACH', 'rye')),
      claim(id('QUESTION', 'rye-or-wheat'), 'ASKS_ABOUT', id('APPROACH', 'wheat'), { position: 1 }),
      claim(id('QUESTION', 'rye-or-wheat'), 'DISTINGUISHED_BY', null, {
        value: null,
        text: 'Rye keeps; wheat is cheap.',
      }),
      value('rye', 'price', euros('4')),
      value('rye', 'taste', level('great'), { position: 1, citations: [citation('page 7')] }),
      value('rye', 'crust', text('Thick'), { position: 2 }),
      claim(id('APPROACH', 'rye'), 'HAS_FEATURE', keeps, { value: support('YES') }),
      value('wheat', 'price', euros('2')),
      value('wheat', 'taste', level('good')),
      value('wheat', 'crust', text('Thin')),
      claim(id('APPROACH', 'wheat'), 'HAS_FEATURE', keeps, { value: support('NO') }),
      value('spelt', 'taste', level('great')),
      claim(id('APPROACH', 'spelt'), 'HAS_FEATURE', keeps, { value: support('PARTIAL', 'if sliced') }),
      value('evil', 'crust', text(hostile), { source: id('CITED_SOURCE', 'evil-source'), text: hostile }),
      value('evil', 'price', euros('1')),
    ],
  );
}
