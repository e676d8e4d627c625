/** Tests explanations of real data: 17 browsers along 21,000 features, or a sample of the features. */
import { noSpreads } from '../../src/comparison/cells/spreads.js';
import { expect, it } from '@jest/globals';
import { browserClaims, supportLevels } from '../../scripts/browser-claims.js';
import { clausesText } from '../../src/words/sentences/explanation.js';
import { findClauses } from '../../src/comparison/rows/find-clauses.js';
import type { Claim } from '../../src/graph/claim.js';
import type { Approach } from '../../src/graph/concept.js';
import { approach, by, claim, compareParts, dimension, level, nameLookup } from '../comparison/material.js';
import { namedIn, untrueAssertions } from '../comparison/rows/clause-check.js';
import { readCompatData } from './compat-data.js';

/** Groups of browsers that are compared; not every feature has a claim about each browser of a group. */
const groups = [
  ['chrome', 'edge', 'firefox', 'safari'],
  ['nodejs', 'deno', 'bun', 'safari-ios'],
  ['firefox', 'ie'],
];

const slugOf = (mention: string | { readonly slug: string }, slugs: ReadonlyMap<string, string>): string =>
  typeof mention === 'string' ? (slugs.get(mention) ?? mention) : mention.slug;

it('the clauses of browser comparisons follow from the claims, and the text of a clause names the browsers of the clause', () => {
  const browsers = new Map<string, Approach>();
  const slugs = new Map<string, string>();
  const claimsByFeature = new Map<string, Claim[]>();
  const feature = dimension('feature', 'ORDINAL', { levels: supportLevels });
  for (const line of browserClaims(readCompatData())) {
    const { approach: browser, dimension: path } = line;
    if (typeof browser !== 'string') {
      slugs.set(browser.name, browser.slug);
      browsers.set(browser.slug, { ...approach(browser.slug), name: browser.name });
    }
    const subject = browsers.get(slugOf(browser, slugs));
    if (!subject)
      throw new Error(`Expected a browser that an earlier line names, got ${JSON.stringify(line)}.`);
    const key = typeof path === 'string' ? path : path.name;
    const claims = claimsByFeature.get(key) ?? [];
    claims.push(claim(subject, feature, by('compat-data', level(line.value))));
    claimsByFeature.set(key, claims);
  }
  let clauseCount = 0;
  for (const claims of claimsByFeature.values()) {
    for (const group of [...groups, [...browsers.keys()]]) {
      const approaches = group.flatMap((slug) => browsers.get(slug) ?? []);
      if (approaches.length < 2) continue;
      const [row] = compareParts({ approaches, axes: [feature], claims }, { axes: [feature.id] });
      if (!row) throw new Error('The requested axis has no row.');
      const clauses = findClauses(row);
      const checked = {
        axis: feature,
        approaches,
        claimsOf: ({ id }: Approach) => claims.filter(({ subject }) => subject === id),
        nameLookup: nameLookup([]),
        spreads: noSpreads,
      };
      expect(untrueAssertions(checked, clauses)).toEqual([]);
      for (const clause of clauses) {
        const text = clausesText([clause], approaches);
        for (const { id, name } of approaches) if (namedIn(clause).includes(id)) expect(text).toContain(name);
      }
      clauseCount += clauses.length;
    }
  }
  expect(clauseCount).toBeGreaterThan(100);
});
