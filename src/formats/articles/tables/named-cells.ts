import type { Block, TableBlock } from '../markup/block.js';
import type { FoundTable } from './cell-tables.js';
import { trimmedLabel } from '../text/label.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { Words } from '../text/words.js';

const longestName = 60;

/** Rows of a table in which each cell begins with its subject's name: "Price Lease: low · Loan: high". Cells may be glued. */
export function namedCellsAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
): FoundTable | null {
  const rows: (readonly Words[])[] = [];
  let end = index;
  for (; end < blocks.length; end += 1) {
    const block = blocks[end];
    if (block?.kind !== 'line') break;
    const row = rowIn(block.words, names);
    if (!row) break;
    rows.push(row);
  }
  if (rows.length < 2) return null;
  const place = rows[0]?.[0]?.start ?? 0;
  const header = names.subjects.map(({ name }) => Words.reading(name, place, place));
  const table: TableBlock = {
    kind: 'table',
    rows: [[Words.empty, ...header], ...rows],
    confidences: [1, ...rows.map(() => 0.9)],
  };
  return { blocks: [table], end };
}

interface NamedAt {
  readonly subject: number;
  readonly start: number;
  readonly end: number;
}

function rowIn(words: Words, names: SubjectNames): readonly Words[] | null {
  const { text } = words;
  if (text.length > 600) return null;
  const places: NamedAt[] = [];
  for (const { 0: colon, index } of text.matchAll(/\s*[:：]\s+(?=\S)/gu)) {
    const found = nameBefore(text.slice(0, index), names);
    if (found) places.push({ ...found, end: index + colon.length });
  }
  const [first] = places;
  if (!first || places.length < 2 || new Set(places.map(({ subject }) => subject)).size < places.length)
    return null;
  const label = trimmedLabel(words.slice(0, first.start));
  const count = label.text.split(/\s+/u).length;
  if (label.isBlank || count > 7 || /[.;!]\s/u.test(label.text)) return null;
  const cells = names.subjects.map((_, subject) => {
    const at = places.findIndex((each) => each.subject === subject);
    const place = places[at];
    return place ? withoutTail(words.slice(place.end, places[at + 1]?.start)) : Words.empty;
  });
  return [label, ...cells];
}

/** The longest name of a subject that a text ends with; it may be glued to what stands before it. */
function nameBefore(text: string, names: SubjectNames): { subject: number; start: number } | null {
  const from = Math.max(0, text.length - longestName);
  const tail = text.slice(from);
  for (const { index } of tail.matchAll(/(?<=^|\s|[\p{Ll}\p{N}?)])(?=[\p{L}\p{N}])/gu)) {
    const isWhole = /^$|\s$/u.test(tail.slice(0, index)) || /^\p{Lu}/u.test(tail.slice(index));
    const subject = isWhole ? names.exactly(tail.slice(index)) : null;
    if (subject !== null) return { subject, start: from + index };
  }
  return null;
}

/** A cell without what keeps it apart from the next. */
function withoutTail(cell: Words): Words {
  const tail = /[\s·•|/;,–—-]+$/u.exec(cell.text)?.[0].length ?? 0;
  return cell.slice(0, cell.text.length - tail).trim();
}
