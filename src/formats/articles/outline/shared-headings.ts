import { fold } from '../../../graph/text/fold.js';
import { bareHeading, introducedIn, roleOf, type Role } from '../text/cues.js';
import { trimLabel } from '../text/label.js';
import { leadInLevel, type HeadingPart, type Part } from './outline.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

const maxHeadingLength = 200;

/** Roles that take precedence over an aspect. */
const specificRoles: ReadonlySet<Role | null> = new Set<Role>([
  'CONCLUSION',
  'DIFFERENCES',
  'SIMILARITIES',
  'ASIDE',
]);

/** A heading about one subject; the other subjects may have corresponding headings. */
interface Candidate {
  readonly index: number;
  readonly subject: number;
  /** The heading, without the subject's name. */
  readonly aspect: PlacedText;
  /** The level of the heading of the subject's section; null if this heading names the subject. */
  readonly level: number | null;
}

/**
 * Marks corresponding headings, if each subject has exactly one: "Price" below A and below B, or "Price of A" and "Price of B". Headings with a
 * role of `specificRoles` are not marked. A marked heading gets the property `shared` if the parts below all corresponding headings are of one
 * kind. A marked heading with the level of its subject's heading gets a deeper level, so that it belongs to the section of the subject.
 */
export function markSharedHeadings(parts: readonly Part[], names: SubjectNames): readonly Part[] {
  if (names.count < 2) return parts;
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidatesIn(parts, names)) {
    const key = fold(bareHeading(candidate.aspect.text));
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  const found = new Map<number, { readonly candidate: Candidate; readonly haveSameKind: boolean }>();
  for (const group of groups.values()) {
    const subjects = new Set(group.map(({ subject }) => subject));
    if (subjects.size < names.count || group.length > subjects.size) continue;
    const kinds = new Set(group.flatMap(({ index }) => kindsBelow(parts, index)));
    for (const candidate of group) found.set(candidate.index, { candidate, haveSameKind: kinds.size === 1 });
  }
  return parts.map((part, index): Part => {
    const shared = found.get(index);
    if (shared === undefined) return part;
    const heading = part as HeadingPart;
    // In plain text, most headings have the same level.
    const isSameLevel = heading.level === shared.candidate.level;
    return {
      ...heading,
      level: heading.level + (isSameLevel ? 0.5 : 0),
      ...(shared.haveSameKind && { shared: shared.candidate.aspect }),
    };
  });
}

function candidatesIn(parts: readonly Part[], names: SubjectNames): readonly Candidate[] {
  const found: Candidate[] = [];
  let owner: { readonly subject: number; readonly level: number } | null = null;
  parts.forEach((part, index) => {
    if (part.kind !== 'heading' || part.level >= leadInLevel) return;
    const { content, level } = part;
    const introduced = introducedIn(content.text);
    const subject = names.exactly(content.text) ?? (introduced === null ? null : names.exactly(introduced));
    if (subject !== null) {
      owner = { subject, level };
      return;
    }
    const isSpecific = specificRoles.has(roleOf(content.text));
    const ownAspect = isSpecific ? null : aspectOfOne(content, names);
    if (ownAspect !== null) {
      found.push({ index, ...ownAspect, level: null });
    } else if (owner === null || level < owner.level || names.mentionsIn(content.text).length > 0) {
      owner = null;
    } else if (!isSpecific) {
      found.push({ index, subject: owner.subject, aspect: trimLabel(content), level: owner.level });
    }
  });
  return found;
}

/**
 * The text of a heading without the name of its only subject: "Price" in "Price of A", "A: Price" and "A's
 * Price"; null for all other headings.
 */
function aspectOfOne(content: PlacedText, names: SubjectNames): Pick<Candidate, 'subject' | 'aspect'> | null {
  const { text } = content;
  const [mention, ...others] = names.mentionsIn(text);
  if (text.length > maxHeadingLength || !mention || others.length > 0 || introducedIn(text) !== null)
    return null;
  const before = /^(.*?\p{L})\s*(?:\s(?:of|for|in|with)(?:\s+(?:an?|the))?|[:–—-])\s*$/u.exec(
    text.slice(0, mention.start),
  );
  const after = /^(?:\s*[:–—-]\s+|['’]s?\s+)(\p{L}.*)$/u.exec(text.slice(mention.end));
  if (before?.[1] !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(mention.end)))
    return { subject: mention.subject, aspect: trimLabel(content.slice(0, before[1].length)) };
  if (after?.[1] !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(0, mention.start)))
    return { subject: mention.subject, aspect: trimLabel(content.slice(text.length - after[1].length)) };
  return null;
}

/** The kinds of the parts between a heading and the next heading, without asides. */
function kindsBelow(parts: readonly Part[], index: number): readonly Part['kind'][] {
  const kinds = new Set<Part['kind']>();
  for (let next = index + 1; next < parts.length; next += 1) {
    const { kind } = parts[next] as Part;
    if (kind === 'heading') break;
    if (kind !== 'aside') kinds.add(kind);
  }
  return [...kinds];
}
