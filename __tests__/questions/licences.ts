/** Licences of SPDX, with the tags that choosealicense.com assigns to them. */
import { readFileSync } from 'node:fs';
import spdxLicences from 'spdx-license-list';

type TagKind = 'permissions' | 'conditions' | 'limitations';

export interface Licence extends Readonly<Record<TagKind, readonly string[]>> {
  readonly id: string;
  readonly name: string;
}

const file = new URL('sets/licence-tags.json', import.meta.url);
const tagsById = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
  Record<string, Readonly<Record<TagKind, readonly string[]>>>
>;

/** The licences, by SPDX id. The names come from `spdx-license-list`. */
export const licences: ReadonlyMap<string, Licence> = new Map(
  Object.entries(tagsById).map(([id, tags]) => {
    const name = spdxLicences[id]?.name;
    if (name === undefined) throw new Error(`Expected an SPDX licence, got ${id}.`);
    return [id, { id, name, ...tags }];
  }),
);

/** Returns all tags of a kind, such as the tags of permissions. */
export function tagsOf(kind: TagKind): readonly string[] {
  return [...new Set([...licences.values()].flatMap((licence) => licence[kind]))].sort();
}

/** The levels of the duty to keep the licence, smallest first. */
export const sameLicenceLevels = ['none', 'file', 'library', 'work'] as const;
export type SameLicenceLevel = (typeof sameLicenceLevels)[number];

export function sameLicenceLevelOf({ conditions }: Licence): SameLicenceLevel {
  if (conditions.includes('same-license')) return 'work';
  if (conditions.includes('same-license--library')) return 'library';
  return conditions.includes('same-license--file') ? 'file' : 'none';
}

const tagPrefixes = {
  permissions: 'Permission',
  conditions: 'Condition',
  limitations: 'Limitation',
} as const satisfies Record<TagKind, string>;

/**
 * Prints claims about the licences as JSON Lines for `tertium import --format claims`. The claims about a licence state its tags of each kind, whether the licence
 * has each tag, and the level of the duty to keep the licence. The lists of tags are complete: if a licence lacks a tag, the claim has the value NO.
 */
export function licenceLines(): string {
  const lines: object[] = [];
  for (const licence of licences.values()) {
    const approach = { slug: slugOf(licence.id), name: licence.name };
    const state = (dimension: object, valueType: string, value: unknown, more: object = {}): void => {
      lines.push({ approach, dimension, valueType, value, source: 'choosealicense.com', ...more });
    };
    for (const [kind, prefix] of Object.entries(tagPrefixes) as [TagKind, string][]) {
      const dimension = { slug: kind, name: `${prefix}s`, cardinality: 'MULTIPLE' };
      state(dimension, 'TERMS', licence[kind], { group: 'At a glance' });
      for (const tag of tagsOf(kind)) {
        const ofTag = { slug: slugOf(`${prefix}-${tag}`), name: `${prefix}: ${tag}` };
        state(ofTag, 'SUPPORT', licence[kind].includes(tag) ? 'YES' : 'NO', { group: `${prefix}s` });
      }
    }
    state({ slug: 'same-licence', name: 'Same licence' }, 'ORDINAL', sameLicenceLevelOf(licence), {
      group: 'At a glance',
      levels: sameLicenceLevels,
    });
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Returns the slug of a licence or a tag: `gpl-3-0` of `GPL-3.0`. */
function slugOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/gu, '-');
}
