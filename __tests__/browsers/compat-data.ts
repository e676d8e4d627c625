import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * What @mdn/browser-compat-data says, counted straight from its JSON. It shares no code with what makes the claims.
 */

/* eslint-disable @typescript-eslint/no-explicit-any -- the package's JSON is walked without its types */

interface Statement {
  readonly version_added: string | false;
  readonly version_removed?: string;
  readonly flags?: unknown;
  readonly partial_implementation?: true;
}

/** The level of every browser that a feature mentions, by the feature's path. */
export type LevelsByFeature = ReadonlyMap<string, Readonly<Record<string, string>>>;

export function readLevels(): LevelsByFeature {
  const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
  const { __meta: _meta, browsers: _browsers, ...areas } = JSON.parse(readFileSync(file, 'utf8'));
  const levels = new Map<string, Record<string, string>>();
  const open: [path: string, node: any][] = Object.entries(areas);
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, { __compat: compat, ...below }] = next;
    for (const [key, node] of Object.entries(below)) open.push([`${path}.${key}`, node]);
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
  const told: [level: string, isTold: boolean][] = [
    ['no', newest.version_added === false],
    ['removed', 'version_removed' in newest],
    ['preview', newest.version_added === 'preview'],
    ['flag', 'flags' in newest],
    ['partial', newest.partial_implementation === true],
  ];
  return told.find(([, isTold]) => isTold)?.[0] ?? 'yes';
}
