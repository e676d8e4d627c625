import { isAnnouncing } from './labelled-prose.js';
import { splitLabel } from '../text/label.js';
import { itemOf, type Item, type Part } from '../outline/outline.js';
import { roleOf, type Role } from '../text/cues.js';

const maxLabelWords = 5;

const separateRoles: ReadonlySet<Role | null> = new Set<Role>([
  'GUIDANCE',
  'BENEFITS',
  'DRAWBACKS',
  'DEFINITION',
]);

/**
 * Consecutive lines from an index on that start with distinct labels, as items: "Size – large", "Weight –
 * low". Empty for fewer than two. A line whose label has a role is not an item.
 */
export function labelledLinesAt(parts: readonly Part[], index: number): readonly Item[] {
  const items: Item[] = [];
  const labels = new Set<string>();
  for (let at = index; at < parts.length; at += 1) {
    const part = parts[at] as Part;
    if (part.kind !== 'prose') break;
    const line = splitLabel(part.content, part.emphasized);
    if (!line || line.rest.isBlank || !isLabel(line.label.text)) break;
    const key = line.label.text.toLowerCase();
    if (labels.has(key)) break;
    labels.add(key);
    items.push(itemOf(part, false, []));
  }
  return items.length >= 2 ? items : [];
}

function isLabel(text: string): boolean {
  return (
    text.split(/\s+/u).length <= maxLabelWords &&
    /^\P{L}*[\p{Lu}\p{Lo}\p{N}]/u.test(text) &&
    !isAnnouncing(text) &&
    !separateRoles.has(roleOf(text))
  );
}
