import type { Predicate } from '../claim.js';
import type { ConceptKind } from '../concept.js';

declare const isDependencyTag: unique symbol;

/**
 * Names a part of the graph that a cached result was computed from. A publication touches the tags of every part that it changes: see
 * `PublicationLog`. Only this module creates tags.
 */
export type DependencyTag = string & { readonly [isDependencyTag]: true };

const tag = (text: string): DependencyTag => text as DependencyTag;

/**
 * Every part of the graph. For results whose dependencies are not recorded in detail, and for all results of views without a
 * `PublicationLog`: each publication touches this tag.
 */
export const wholeGraph = tag('graph');

/**
 * The record of a concept: whether it exists, and its names, slugs and properties. For an axis also its equivalents, and for a dimension its
 * spread.
 */
export function conceptTag(id: string): DependencyTag {
  return tag(`concept:${id}`);
}

/** The concept that a slug of a kind resolves to. */
export function slugTag(kind: ConceptKind, slug: string): DependencyTag {
  return tag(`slug:${kind}/${slug}`);
}

/** The axes, of any kind, that a slug resolves to. Touched with `slugTag` of each kind of axes. */
export function axisSlugTag(slug: string): DependencyTag {
  return tag(`axis-slug:${slug}`);
}

/** The set of concepts of a kind, with the record of each. */
export function kindTag(kind: ConceptKind): DependencyTag {
  return tag(`kind:${kind}`);
}

/** The concepts that have a folded text as their name or alias. */
export function nameTag(folded: string): DependencyTag {
  return tag(`name:${folded}`);
}

/** The set of all concepts, with their folded names, by which lists are sorted. */
export const conceptNames = tag('names');

/** All axes that have claims or equivalents: touched if the record, the equivalents or the spread of one of them changes. */
export const everyAxis = tag('axes');

/** The axes of a kind along which at least one approach has claims. */
export function claimedAxesTag(kind: ConceptKind): DependencyTag {
  return tag(`axes:${kind}`);
}

/**
 * The claims about a subject, with their citations, and the subject's folded name, by which lists of claims are sorted. Also touched if
 * the meaning of the text in a claim changes: if a concept gains or loses the text as a name.
 */
export function subjectTag(subject: string): DependencyTag {
  return tag(`subject:${subject}`);
}

/** Like `subjectTag`, but only the claims with a predicate. */
export function aboutTag(subject: string, predicate: Predicate): DependencyTag {
  return tag(`about:${subject} ${predicate}`);
}

/** Like `subjectTag`, but only the claims with a target, with any predicate. @param target null for the claims without a target */
export function linkTag(subject: string, target: string | null): DependencyTag {
  return tag(`link:${subject} ${target ?? ''}`);
}

/** The subject and the target of a `linkTag`; null for other tags, and for the claims without a target. */
export function linkOf(tag: DependencyTag): { readonly subject: string; readonly target: string } | null {
  if (!tag.startsWith('link:')) return null;
  // Ids contain no spaces.
  const space = tag.indexOf(' ');
  const target = tag.slice(space + 1);
  return target === '' ? null : { subject: tag.slice('link:'.length, space), target };
}

/**
 * The claims with a target and a predicate, about any subject, with the subjects' folded names. If a question gains or loses an approach,
 * the tags of all its approaches are touched.
 */
export function targetTag(target: string, predicate: Predicate): DependencyTag {
  return tag(`target:${target} ${predicate}`);
}

/** The concepts that the texts in the claims along an axis name. */
export function namesAlongTag(axis: string): DependencyTag {
  return tag(`names:${axis}`);
}

/** The claims that cite a source, with their subjects' folded names. */
export function sourceTag(source: string): DependencyTag {
  return tag(`source:${source}`);
}

/** The claim with an id, with its citations. */
export function claimTag(id: string): DependencyTag {
  return tag(`claim:${id}`);
}
