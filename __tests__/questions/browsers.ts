/** Browsers and the features of the web that they support, from `@mdn/browser-compat-data`. */
import { browserClaims } from '../../scripts/browser-claims.js';
import { readCompatData, readLevels } from '../browsers/compat-data.js';
import { long } from '../support/test-run.js';

/**
 * The features that an ordinary run tests: a twelfth of all features, including features for each question.
 * `npm run test:long` tests all features.
 */
const tested =
  /^(?:html\.elements\.(?:link|object|r)|css\.(?:selectors|at-rules|properties\.[cf])|javascript\.builtins\.(?:Array|Intl|Temporal)|api\.(?:MutationEvent|SVGPathElement|WebTransport))/u;

const data = readCompatData((path) => long === 'complete' || tested.test(path));

/** The level of every browser that a feature mentions, by the feature's path and the browser's slug. */
export const levels = readLevels(data);

const linesPerChunk = 5_000;

/** Yields the claims about the features, in the format of `tertium import --format claims`. */
export async function* browserClaimBytes(): AsyncGenerator<Uint8Array> {
  let lines: string[] = [];
  for (const claim of browserClaims(data)) {
    lines.push(`${JSON.stringify(claim)}\n`);
    if (lines.length < linesPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}
