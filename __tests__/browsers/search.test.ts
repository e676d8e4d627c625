import { expect, test } from '@jest/globals';
import { browserClaims, readBrowserData } from '../../scripts/browser-claims.js';
import type { Concept } from '../../src/graph/concept.js';
import type { ClaimDraft } from '../../src/graph/ports/writing.js';
import { approach, dimension, source, value } from '../storage/contract/examples.js';
import { expectHits } from '../storage/search/ranking/expect-hits.js';
import { browserHits } from '../storage/search/ranking/expected-hits.js';
import { inMemoryViewOf } from '../support/in-memory-view.js';

type Mention = string | { readonly name: string };

const nameOf = (mention: Mention): string => (typeof mention === 'string' ? mention : mention.name);

test('the expected hits of searches of the browser data are among the first three, and mostly first', async () => {
  const approaches = new Map<string, Concept>();
  const dimensions = new Map<string, Concept>();
  const claims: ClaimDraft[] = [];
  for (const line of browserClaims(readBrowserData())) {
    const [browser, feature] = [nameOf(line.approach), nameOf(line.dimension)];
    const about = approaches.get(browser) ?? approach(`b${approaches.size}`, { name: browser });
    const along = dimensions.get(feature) ?? dimension(`f${dimensions.size}`, { name: feature });
    approaches.set(browser, about);
    dimensions.set(feature, along);
    // The search index contains the texts of claims, but no levels.
    if (line.text === undefined) continue;
    claims.push(
      value({ subject: about.id, target: along.id, value: null, absence: 'UNKNOWN', text: line.text }),
    );
  }
  const view = await inMemoryViewOf(
    [source('article'), ...approaches.values(), ...dimensions.values()],
    claims,
  );
  expect(dimensions.size).toBeGreaterThan(20_000);
  await expectHits(view, browserHits);
}, 60_000);
