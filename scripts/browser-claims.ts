import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type {
  BrowserName,
  CompatData,
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
  SupportStatement,
} from '@mdn/browser-compat-data/types';
import { slugOfName } from '../src/formats/import/slug-of-name.js';

/** The levels of support, lowest first. */
export const supportLevels = ['no', 'removed', 'preview', 'flag', 'partial', 'yes'] as const;
export type SupportLevel = (typeof supportLevels)[number];

/** Reads the browsers and features of the installed @mdn/browser-compat-data. */
export function readBrowserData(): CompatData {
  const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
  return JSON.parse(readFileSync(file, 'utf8')) as CompatData;
}

/** A claim line, which `tertium import --format claims` imports. */
export interface BrowserClaim {
  readonly approach: string | Named;
  readonly dimension: string | Named;
  readonly value: SupportLevel;
  readonly valueType: 'ORDINAL';
  readonly levels: readonly SupportLevel[];
  readonly group: string;
  readonly text?: string;
  readonly source: string | Named;
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

const source = {
  slug: 'mdn-browser-compat-data',
  name: 'MDN browser-compat-data',
  url: 'https://github.com/mdn/browser-compat-data',
  publisher: 'MDN Web Docs',
  category: 'Data set',
  language: 'en',
};

/**
 * Generates the claims of the data, feature by feature: one claim for each browser of a feature, from the newest support statement. The approach is the
 * browser, the dimension is the path of the feature, and the group is the first part of the path.
 */
export function* browserClaims(data: CompatData): Generator<BrowserClaim> {
  const introduced = new Set<string>();
  /** Returns the concept at its first mention, and only its name at later mentions. */
  const mention = (concept: Named): string | Named => {
    if (introduced.has(concept.name)) return concept.name;
    introduced.add(concept.name);
    return concept;
  };
  const takenSlugs = new Map<string, number>();
  for (const { path, support } of featuresOf(data)) {
    const dimension = featureMention(path.join('.'), takenSlugs);
    for (const [id, statement] of Object.entries(support) as [BrowserName, SupportStatement][]) {
      const newest = newestOf(statement);
      const text = textOf(newest);
      yield {
        approach: mention({ slug: id.replaceAll('_', '-'), name: data.browsers[id].name }),
        dimension,
        value: levelOf(newest),
        valueType: 'ORDINAL',
        levels: supportLevels,
        group: path[0] ?? '',
        ...(text === '' ? {} : { text }),
        source: mention(source),
      };
    }
  }
}

/** Creates the mention of a feature: its name, with a numbered slug if an earlier feature has the same default slug, such as `api.crypto` and `api.Crypto`. */
function featureMention(name: string, takenSlugs: Map<string, number>): string | Named {
  const slug = slugOfName(name);
  const count = (takenSlugs.get(slug) ?? 0) + 1;
  takenSlugs.set(slug, count);
  return count === 1 ? name : { slug: `${slug}-${count}`, name };
}

interface Feature {
  readonly path: readonly string[];
  readonly support: CompatStatement['support'];
}

function* featuresOf(data: CompatData): Generator<Feature> {
  for (const [key, node] of Object.entries(data)) {
    if (key !== '__meta' && key !== 'browsers') yield* featuresBelow(node as Identifier, [key]);
  }
}

function* featuresBelow(node: Identifier, path: readonly string[]): Generator<Feature> {
  if (node.__compat) yield { path, support: node.__compat.support };
  for (const [key, child] of Object.entries(node)) {
    if (key !== '__compat') yield* featuresBelow(child as Identifier, [...path, key]);
  }
}

/** Returns the first statement in the package's order: the newest one, under the standard name if such a statement exists. */
function newestOf(statement: SupportStatement): SimpleSupportStatement {
  return Array.isArray(statement) ? statement[0] : statement;
}

/** Returns the level of a statement; the lowest level if several levels apply. */
function levelOf(statement: SimpleSupportStatement): SupportLevel {
  if (statement.version_added === false) return 'no';
  if (statement.version_removed !== undefined) return 'removed';
  if (statement.version_added === 'preview') return 'preview';
  if (statement.flags !== undefined) return 'flag';
  return statement.partial_implementation ? 'partial' : 'yes';
}

function textOf({ alternative_name, prefix, notes }: SimpleSupportStatement): string {
  const sentences = [
    alternative_name === undefined ? undefined : `Under the name ${alternative_name}.`,
    prefix === undefined ? undefined : `With the prefix ${prefix}.`,
    notes,
  ];
  return sentences
    .flat()
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}
