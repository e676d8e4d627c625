import { isIntroduction } from './labelled-prose.js';
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
 * Reads consecutive lines from an index on as list items, if they start with distinct labels: "Size – large",
 * "Weight – low". The list ends before the first line without such a label. Labels with one of `separateRoles` do not count.
 * @returns the items; empty for fewer than two lines
 */
export function labelledLinesAt(parts: readonly Part[], index: number): readonly Item[] {
  const items: Item[] = [];
  const labels = new Set<string>();
  for (let next = index; next < parts.length; next += 1) {
    const part = parts[next] as Part;
    if (part.kind !== 'prose') break;
    const line = splitLabel(part.content, part.emphasisLength);
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
    !isIntroduction(text) &&
    !separateRoles.has(roleOf(text))
  );
}
