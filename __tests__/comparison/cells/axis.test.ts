import { describe, expect, it } from '@jest/globals';
import {
  incompatibility,
  isAlongAnAxis,
  isAxis,
  linkKinds,
  linkRules,
} from '../../../src/comparison/cells/axis.js';
import { benefit, claim, dimension, drawback, feature, rye, useCase, yes } from '../material.js';

describe('axes of links', () => {
  it('have every axis kind except DIMENSION', () => {
    expect([...linkKinds].sort()).toEqual(['BENEFIT', 'DRAWBACK', 'FEATURE', 'USE_CASE']);
  });

  it('have YES as the better end, except for drawbacks', () => {
    expect(linkKinds.filter((kind) => linkRules[kind].better === 'HIGHER').sort()).toEqual([
      'BENEFIT',
      'FEATURE',
      'USE_CASE',
    ]);
    expect(linkKinds.filter((kind) => linkRules[kind].better === 'LOWER')).toEqual(['DRAWBACK']);
  });

  it('have different meanings, each a sentence about the approaches', () => {
    const meanings = linkKinds.map((kind) => linkRules[kind].meaning);
    expect(new Set(meanings).size).toBe(4);
    for (const meaning of meanings) expect(meaning).toMatch(/^Whether (?:the approaches|they) .+\.$/);
  });
});

describe('an axis', () => {
  it.each([
    [dimension('crust', 'TEXT'), true],
    [feature('keeps'), true],
    [benefit('fills'), true],
    [drawback('crumbles'), true],
    [useCase('toast'), true],
    [rye, false],
  ])('is a concept of one of five kinds: %j', (concept, expected) => {
    expect(isAxis(concept)).toBe(expected);
  });
});

describe('two axes', () => {
  const flour = dimension('flour', 'QUANTITY', { unit: 'kg' });

  it('of links of one kind can share a row', () => {
    expect(incompatibility(feature('keeps'), feature('lasts'))).toBeNull();
    expect(incompatibility(drawback('crumbles'), drawback('breaks'))).toBeNull();
  });

  it('cannot share a row if only one is an axis of links', () => {
    expect(incompatibility(flour, feature('keeps'))).toEqual({
      type: 'KINDS',
      pair: ['DIMENSION', 'FEATURE'],
    });
    expect(incompatibility(drawback('crumbles'), flour)).toEqual({
      type: 'KINDS',
      pair: ['DRAWBACK', 'DIMENSION'],
    });
  });

  it('of quantities can share a row only if their units convert into each other', () => {
    expect(incompatibility(flour, dimension('grain', 'QUANTITY', { unit: 'g' }))).toBeNull();
    expect(incompatibility(flour, dimension('loaves', 'QUANTITY'))).toEqual({
      type: 'UNITS',
      pair: ['kg', '1'],
    });
  });
});

describe('a claim', () => {
  const link = claim(rye, feature('keeps'), yes);

  it('fills a cell if it states something along an axis', () => {
    expect(isAlongAnAxis(link)).toBe(true);
    expect(isAlongAnAxis({ ...link, predicate: 'HAS_VALUE' })).toBe(true);
  });

  it('does not fill a cell if it has a predicate such as BROADER_THAN, or no target', () => {
    expect(isAlongAnAxis({ ...link, predicate: 'BROADER_THAN' })).toBe(false);
    expect(isAlongAnAxis({ ...link, target: null })).toBe(false);
  });
});
