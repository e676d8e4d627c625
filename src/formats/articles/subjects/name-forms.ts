import type { Block } from '../../tables/model/block.js';
import { introducedIn } from '../text/cues.js';
import { splitLabel } from '../text/label.js';
import { keysOf } from '../../input/tokens.js';

/** A text that may be a subject's name because of its position, such as above a section, in the head of a table, or in a list item. */
export interface NameForm {
  readonly text: string;
  readonly keys: readonly string[];
  /** The weight of the evidence that the text names a subject. */
  weight: number;
  /** The index of the block from which the text was first collected. */
  readonly first: number;
}

const maxHeadingLength = 200;
const maxRepeatedLength = 40;
const minRepetitions = 3;

/** Whether a text may be the heading of a document or section. */
export function isHead(text: string): boolean {
  return text.length <= maxHeadingLength && !/[.;,]$/u.test(text) && text.split(' ').length <= 24;
}

/** Collects the texts that may be subjects' names, weighted by the number and positions of their occurrences. */
export function nameForms(blocks: readonly Block[]): readonly NameForm[] {
  const forms = new Map<string, NameForm>();
  const add = (text: string, weight: number, first: number): void => {
    const name = text
      .replace(/\s*\([^)]*\)\s*/gu, ' ')
      .replace(/^(?:\d+[.)]\s*|an?\s+|the\s+)/iu, '')
      .replace(/[:?.!]+$/u, '')
      .trim();
    const keys = keysOf(name);
    if (keys.length === 0 || keys.length > 6 || name.length > 80 || /[.;!?]\s/u.test(name)) return;
    const id = keys.join(' ');
    const existing = forms.get(id);
    if (existing) existing.weight += weight / 2;
    else forms.set(id, { text: name, keys, weight, first });
  };
  const repeated = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (
      block.kind === 'line' &&
      block.content.text.length <= maxRepeatedLength &&
      !/[.:;,!?]$/u.test(block.content.text)
    ) {
      const id = keysOf(block.content.text.replace(/\s*\([^)]*\)/gu, '')).join(' ');
      const count = (repeated.get(id) ?? 0) + 1;
      repeated.set(id, count);
      // A name can be repeated above each of several small tables.
      if (count === minRepetitions) add(block.content.text, 3, index);
    }
    if (block.kind === 'heading' || (block.kind === 'line' && isHead(block.content.text))) {
      const { text } = block.content;
      const introduced = introducedIn(text);
      const isAlone = block.kind === 'heading' || (block.opens && isFollowedByGap(blocks, index));
      if (introduced !== null) add(introduced, 3, index);
      else if (isAlone && text.split(' ').length <= 6 && !/:$/u.test(text)) add(text, 1.5, index);
    } else if (block.kind === 'item') {
      const found = splitLabel(block.content, block.emphasisLength);
      if (found) add(found.label.text, 0.6, index);
      else if (block.content.text.length < 60) add(block.content.text, 0.2, index);
    } else if (block.kind === 'table') {
      const [header = [], ...rows] = block.grid.rows;
      header.slice(header.length > 2 ? 1 : 0).forEach((cell) => add(cell?.content.text ?? '', 3, index));
      for (const [cell] of rows.slice(0, 39)) if (cell) add(cell.content.text, 0.4, index);
    }
  });
  return [...forms.values()];
}

function isFollowedByGap(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  return next?.kind !== 'line' || next.opens;
}
