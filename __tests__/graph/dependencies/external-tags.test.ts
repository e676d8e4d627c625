import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  aboutTag,
  claimTag,
  conceptTag,
  everyAxis,
  kindTag,
  linkTag,
  nameTag,
  slugTag,
  subjectTag,
  targetTag,
  wholeGraph,
  type DependencyTag,
} from '../../../src/graph/dependencies/dependency-tag.js';
import { externalTags, touchedExternalTags } from '../../../src/graph/dependencies/external-tags.js';

const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/u);
const id = slug.map((text) => `approach/${text}`);
const tagOf: fc.Arbitrary<DependencyTag> = fc.oneof(
  id.map(conceptTag),
  id.map(subjectTag),
  id.map((subject) => aboutTag(subject, 'HAS_VALUE')),
  fc.tuple(id, fc.option(id)).map(([subject, target]) => linkTag(subject, target)),
  id.map((target) => targetTag(target, 'HAS_FEATURE')),
  slug.map((text) => slugTag('APPROACH', text)),
  fc.string({ unit: 'grapheme', maxLength: 300 }).map(nameTag),
  fc.constantFrom(kindTag('APPROACH'), everyAxis, wholeGraph, claimTag('claim/0a-_Z')),
);

describe('The tags for external caches', () => {
  test('are derived from the dependencies, and include the tag of all responses', () => {
    expect(
      externalTags([conceptTag('approach/msp'), linkTag('approach/msp', 'dimension/cost'), everyAxis]),
    ).toEqual(['tertium', 'axes', 'concept:approach/msp', 'subject:approach/msp']);
  });

  test('include a purged tag if one of the dependencies is touched', () => {
    fc.assert(
      fc.property(fc.array(tagOf, { minLength: 1, maxLength: 200 }), fc.nat(), (dependencies, index) => {
        const touched = dependencies[index % dependencies.length] as DependencyTag;
        // Each publication touches `wholeGraph`, which is therefore not in the set.
        const purged = touchedExternalTags(new Set(touched === wholeGraph ? [] : [touched]));
        expect(externalTags(dependencies).some((tag) => purged.has(tag))).toBe(true);
      }),
    );
  });

  test('include a purged tag if the touched tags are not known', () => {
    const purged = touchedExternalTags(null);
    fc.assert(
      fc.property(fc.array(tagOf), (dependencies) => {
        expect(externalTags(dependencies).some((tag) => purged.has(tag))).toBe(true);
      }),
    );
  });

  test('contain no character that separates tags in a header, and take at most 3 KiB', () => {
    fc.assert(
      fc.property(fc.array(tagOf, { maxLength: 300 }), (dependencies) => {
        const tags = externalTags(dependencies);
        expect(tags.join(',').length).toBeLessThanOrEqual(3 * 1024);
        for (const tag of tags) expect(tag).toMatch(/^[\w:/.-]{1,200}$/u);
      }),
    );
  });

  test('have one coarse tag instead of a list of dependencies that is too long', () => {
    const dependencies = Array.from({ length: 200 }, (_, number) => conceptTag(`approach/number-${number}`));
    expect(externalTags(dependencies)).toEqual(['tertium', 'graph']);
    expect(externalTags(dependencies.slice(0, 100))).toHaveLength(101);
  });

  test('do not depend on the order of the dependencies', () => {
    const dependencies = [subjectTag('approach/b'), subjectTag('approach/a'), kindTag('BENEFIT')];
    expect(externalTags([...dependencies].reverse())).toEqual(externalTags(dependencies));
  });
});
