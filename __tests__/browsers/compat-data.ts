import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isInSample } from '../support/test-run.js';

/*
 * Reads levels from the JSON of @mdn/browser-compat-data. This module shares no code with the script that creates the claims, so that tests
 * find errors of the script.
 */

/* oxlint-disable typescript/no-explicit-any -- the package's JSON is walked without its types */

interface Statement {
  readonly version_added: string | false;
  readonly version_removed?: string;
  readonly flags?: unknown;
  readonly partial_implementation?: true;
}

/** The support level of each browser, by the path of a feature, then by the slug of the browser. */
export type LevelsByFeature = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Reads the JSON of the package, and removes the data of features that are not included.
 * @param isIncluded whether a feature is included; by default, whether the feature is in the sample of this run
 */
export function readCompatData(isIncluded: (path: string) => boolean = isInSample): any {
  const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
  const data = JSON.parse(readFileSync(file, 'utf8'));
  const pending: [path: string, node: any][] = Object.entries(areasOf(data));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [path, node] = next;
    if (node.__compat !== undefined && !isIncluded(path)) delete node.__compat;
    for (const key of Object.keys(node)) if (key !== '__compat') pending.push([`${path}.${key}`, node[key]]);
  }
  return data;
}

function areasOf({ __meta: _meta, browsers: _browsers, ...areas }: any): Readonly<Record<string, any>> {
  return areas;
}

/** Collects the levels of all features in the JSON of the package. */
export function readLevels(data: any): LevelsByFeature {
  const levels = new Map<string, Record<string, string>>();
  const pending: [path: string, node: any][] = Object.entries(areasOf(data));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [path, { __compat: compat, ...below }] = next;
    for (const [key, node] of Object.entries(below)) pending.push([`${path}.${key}`, node]);
    if (compat === undefined) continue;
    const ofFeature: Record<string, string> = {};
    for (const browser in compat.support) {
      ofFeature[browser.replaceAll('_', '-')] = levelOf([compat.support[browser]].flat()[0]);
    }
    levels.set(path, ofFeature);
  }
  return levels;
}

function levelOf(newest: Statement): string {
  const levels: [level: string, applies: boolean][] = [
    ['no', newest.version_added === false],
    ['removed', 'version_removed' in newest],
    ['preview', newest.version_added === 'preview'],
    ['flag', 'flags' in newest],
    ['partial', newest.partial_implementation === true],
  ];
  return levels.find(([, applies]) => applies)?.[0] ?? 'yes';
}
