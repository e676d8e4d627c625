import { createHash } from 'node:crypto';
import { wholeGraph, type DependencyTag } from './dependency-tag.js';

/**
 * The tag that every response with external tags has. External caches must purge it if the touched tags of a publication
 * are not known.
 */
export const tagOfAllResponses = 'tertium';

/**
 * The maximum size of the tags of one response in a header, in bytes. Caches accept more (Cloudflare 16 KB, Fastly 16
 * KB), but some proxies limit all headers of a response to 4 KB.
 */
const maxTagBytes = 3 * 1024;

const maxTagLength = 200;

/** The coarser kind of some kinds of tags. The coarser tag has the first id of a tag, and is touched whenever the tag is touched. */
const coarserKinds: ReadonlyMap<string, string> = new Map([
  ['about', 'subject'],
  ['link', 'subject'],
  ['target', 'target'],
]);

/** Characters that `Cache-Tag`, `Surrogate-Key` and the bodies of purge calls can contain: no spaces, commas, quotes, and only ASCII. */
const isSafe = /^[\w:/.-]+$/u;

/**
 * The tags of a response for external caches, such as routers and CDNs: `tagOfAllResponses`, then the external forms
 * of its dependency tags, in ascending order. A publication that changes the response touches at least one of them (see
 * `touchedExternalTags`). `wholeGraph`, which each publication touches, replaces all other dependency tags if it is one of them, or if
 * the tags together are too long.
 */
export function externalTags(dependencies: Iterable<DependencyTag>): readonly string[] {
  const tags = new Set<string>();
  let bytes = tagOfAllResponses.length;
  for (const dependency of dependencies) {
    if (dependency === wholeGraph) return [tagOfAllResponses, wholeGraph];
    const tag = externalTag(dependency);
    if (tags.has(tag)) continue;
    tags.add(tag);
    bytes += tag.length + 1;
    if (bytes > maxTagBytes) return [tagOfAllResponses, wholeGraph];
  }
  return [tagOfAllResponses, ...[...tags].sort()];
}

/** The tags that external caches must purge after a publication. @param touched null if the touched tags are not known */
export function touchedExternalTags(touched: ReadonlySet<DependencyTag> | null): ReadonlySet<string> {
  if (touched === null) return new Set([tagOfAllResponses]);
  const tags = new Set<string>([wholeGraph]);
  for (const tag of touched) tags.add(externalTag(tag));
  return tags;
}

/**
 * Converts a tag to its external form, which is safe for headers. Some kinds become coarser, so that a publication touches fewer tags. A text
 * that is too long or has characters that are not safe, as many names have, is replaced by a hash.
 */
function externalTag(dependency: DependencyTag): string {
  const start = dependency.indexOf(':');
  const kind = dependency.slice(0, Math.max(0, start));
  const coarserKind = coarserKinds.get(kind);
  if (coarserKind !== undefined) {
    const [first = ''] = dependency.slice(start + 1).split(' ', 1);
    return safeTag(coarserKind, first);
  }
  return start < 0 ? dependency : safeTag(kind, dependency.slice(start + 1));
}

function safeTag(kind: string, text: string): string {
  const tag = `${kind}:${text}`;
  if (tag.length <= maxTagLength && isSafe.test(tag)) return tag;
  return `${kind}:_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
