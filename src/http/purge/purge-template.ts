/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The text that stands for all tags: in the body for their array, in a header for the tags with a space between them. */
const allTags = '{tags}';
/** The text that stands for one tag in the body. The outermost array item that contains it is repeated for each tag. */
const eachTag = '{tag}';

/** Parses a body template. @returns null if it is not JSON, or contains neither the string `"{tags}"` nor an array item with the string `"{tag}"` */
export function parseBodyTemplate(text: string): Json | null {
  let template: Json;
  try {
    template = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  return contains(template, allTags) || hasItemForEachTag(template) ? template : null;
}

/**
 * Creates the body of a call from a template. Tags are inserted as values, so they need no escaping.
 * - The outermost array item that contains the string `"{tag}"` is repeated for each tag, with the tag in place of the string.
 * - A string `"{tags}"` outside of such items becomes the array of all tags.
 */
export function bodyWithTags(template: Json, tags: readonly string[]): string {
  return JSON.stringify(withTags(template, tags));
}

/** Creates the value of a header: `{tags}` becomes all tags with a space between them. */
export function headerWithTags(value: string, tags: readonly string[]): string {
  return value.replaceAll(allTags, () => tags.join(' '));
}

function withTags(template: Json, tags: readonly string[]): Json {
  if (template === allTags) return tags;
  if (Array.isArray(template)) {
    return template.flatMap((item: Json) =>
      contains(item, eachTag) ? tags.map((tag) => withTag(item, tag)) : [withTags(item, tags)],
    );
  }
  return mapMembers(template, (member) => withTags(member, tags));
}

function withTag(template: Json, tag: string): Json {
  if (template === eachTag) return tag;
  if (Array.isArray(template)) return template.map((item: Json) => withTag(item, tag));
  return mapMembers(template, (member) => withTag(member, tag));
}

function mapMembers(template: Json, map: (member: Json) => Json): Json {
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, map(member)]));
}

function contains(template: Json, placeholder: string): boolean {
  if (template === placeholder) return true;
  return (
    typeof template === 'object' &&
    template !== null &&
    Object.values(template).some((member) => contains(member, placeholder))
  );
}

/** Returns whether an array in a template has an item that contains the string `"{tag}"`. */
function hasItemForEachTag(template: Json): boolean {
  if (typeof template !== 'object' || template === null) return false;
  if (Array.isArray(template) && contains(template, eachTag)) return true;
  return Object.values(template).some((member) => hasItemForEachTag(member as Json));
}
