import { fold } from '../../graph/fold.js';
import { bare, introducedIn, roleOf, type Role } from './cues.js';
import { leadInLevel, type HeadingPart, type Part } from './outline.js';
import type { SubjectNames } from './subject-names.js';

/** Roles that say enough of what stands below a heading. */
const speaking: ReadonlySet<Role | null> = new Set<Role>([
  'CONCLUSION',
  'DIFFERENCES',
  'SIMILARITIES',
  'ASIDE',
]);

/**
 * Finds the headings that stand below the heading of each subject with the same words: "Price" below A, and "Price" below B.
 * They are a part of their subject's section, whatever level they have, and head an aspect unless they say something else.
 */
export function withSharedHeads(parts: readonly Part[], names: SubjectNames): readonly Part[] {
  const places = new Map<string, { readonly subjects: Set<number>; readonly indexes: number[]; isOnce: boolean }>();
  const levels = new Map<number, number>();
  let owner: { readonly subject: number; readonly level: number } | null = null;
  parts.forEach((part, index) => {
    if (part.kind !== 'heading' || part.level >= leadInLevel) return;
    const { text } = part.words;
    const introduced = introducedIn(text);
    const subject = names.exactly(text) ?? (introduced === null ? null : names.exactly(introduced));
    if (subject !== null) {
      owner = { subject, level: part.level };
      return;
    }
    if (owner === null || part.level < owner.level || names.namedIn(text).length > 0) {
      owner = null;
      return;
    }
    if (speaking.has(roleOf(text))) return;
    const key = fold(bare(text));
    const place = places.get(key) ?? { subjects: new Set<number>(), indexes: [], isOnce: true };
    if (place.subjects.has(owner.subject)) place.isOnce = false;
    place.subjects.add(owner.subject);
    place.indexes.push(index);
    places.set(key, place);
    levels.set(index, owner.level);
  });
  const shared = new Map<number, boolean>();
  for (const { subjects, indexes, isOnce } of places.values()) {
    if (!isOnce || subjects.size < names.count || names.count < 2) continue;
    const kinds = new Set(indexes.flatMap((index) => kindsBelow(parts, index)));
    for (const index of indexes) shared.set(index, kinds.size === 1);
  }
  if (shared.size === 0) return parts;
  return parts.map((part, index): Part => {
    const isShared = shared.get(index);
    if (isShared === undefined) return part;
    const heading = part as HeadingPart;
    // Plain text gives all headings one level.
    const isLevel = heading.level === levels.get(index);
    return { ...heading, level: heading.level + (isLevel ? 0.5 : 0), isShared };
  });
}

/** What stands between a heading and the next. */
function kindsBelow(parts: readonly Part[], index: number): readonly Part['kind'][] {
  const next = parts.findIndex((part, at) => at > index && part.kind === 'heading');
  return parts.slice(index + 1, next < 0 ? parts.length : next).flatMap(({ kind }) => (kind === 'aside' ? [] : [kind]));
}
