import { isAnnouncing } from './labelled-prose.js';
import { labelled } from '../text/label.js';
import { itemOf, type Item, type Part } from '../outline/outline.js';
import { roleOf, type Role } from '../text/cues.js';

const longestLabel = 5;

const ownRoles: ReadonlySet<Role | null> = new Set<Role>(['GUIDANCE', 'BENEFITS', 'DRAWBACKS', 'DEFINITION']);

/**
 * The lines from a place on that each begin with a label of their own, as items: "Size – large", "Weight – low". Fewer than
 * two are no list, and a label that says what its line is for stands for itself.
 */
export function labelledLinesAt(parts: readonly Part[], index: number): readonly Item[] {
  const items: Item[] = [];
  const labels = new Set<string>();
  for (let at = index; at < parts.length; at += 1) {
    const part = parts[at] as Part;
    if (part.kind !== 'prose') break;
    const found = labelled(part.words, part.emphasized);
    if (!found || found.rest.isBlank || !isLabel(found.label.text)) break;
    const key = found.label.text.toLowerCase();
    if (labels.has(key)) break;
    labels.add(key);
    items.push(itemOf(part, false, []));
  }
  return items.length >= 2 ? items : [];
}

function isLabel(text: string): boolean {
  return (
    text.split(/\s+/u).length <= longestLabel &&
    /^\P{L}*[\p{Lu}\p{Lo}\p{N}]/u.test(text) &&
    !isAnnouncing(text) &&
    !ownRoles.has(roleOf(text))
  );
}
