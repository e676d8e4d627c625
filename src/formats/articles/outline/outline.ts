import type { AsideBlock, Block, ItemBlock, LineBlock, TableBlock } from '../markup/block.js';
import { isContents, lastPlacesOf } from './contents-list.js';
import { furnitureIn, introducedIn, publicationIn, roleOf, type Role } from '../text/cues.js';
import { labelled, type Labelled } from '../text/label.js';
import { signed, type Sign } from '../text/signs.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/placed-text.js';

/** A part of a document by its function: a heading, prose, a list or a table. */
export type Part = HeadingPart | ProsePart | ListPart | TableBlock | AsideBlock;

export interface HeadingPart {
  readonly kind: 'heading';
  /** 1 to 6 are levels of the document; 7 is a line that is a heading; 8 is the lead-in of a list. */
  readonly level: number;
  readonly words: Words;
  /** The part of the text that the headings of all subjects share, if they have the same kind of content. */
  readonly shared?: Words;
}

export interface ProsePart {
  readonly kind: 'prose';
  readonly words: Words;
  readonly emphasized: number;
}

export interface ListPart {
  readonly kind: 'list';
  readonly items: readonly Item[];
}

export interface Item {
  readonly words: Words;
  readonly labelled: Labelled | null;
  readonly isNumbered: boolean;
  /** The sign at its start, such as a tick or a cross; null if there is none. */
  readonly sign: Sign | null;
  readonly children: readonly Item[];
}

export const lineLevel = 7;
export const leadInLevel = 8;

/** Classifies lines as headings or prose, and groups items into lists. */
export function outlineOf(
  blocks: readonly Block[],
  names: SubjectNames,
  title: Words | null,
): readonly Part[] {
  const parts: Part[] = [];
  const isDense = !blocks.some(
    (block, index) => index > 0 && block.kind === 'line' && block.opens && blocks[index - 1]?.kind === 'line',
  );
  const places = lastPlacesOf(blocks);
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index] as Block;
    if (block.kind === 'item') {
      if (isNumberedHeading(blocks, index)) {
        parts.push({ kind: 'heading', level: lineLevel, words: block.words });
        continue;
      }
      let end = index;
      while (blocks[end]?.kind === 'item' && (end === index || !isNumberedHeading(blocks, end))) end += 1;
      const items = blocks.slice(index, end) as ItemBlock[];
      if (isContents(items, places, end)) {
        for (const { words } of items)
          parts.push({ kind: 'aside', words, outcome: 'NAMED', why: 'a heading that follows' });
      } else parts.push({ kind: 'list', items: nestItems(items) });
      index = end - 1;
    } else if (block.kind === 'line') {
      const isPublication = block.words !== title && publicationIn(block.words.text) !== null;
      const furniture = block.words === title ? null : furnitureIn(block.words.text);
      if (isPublication) {
        parts.push({
          kind: 'aside',
          words: block.words,
          outcome: 'SOURCE',
          why: 'where and how it was published',
        });
        continue;
      }
      if (furniture !== null)
        parts.push({ kind: 'aside', words: block.words, outcome: 'FURNITURE', why: furniture });
      else if (block.words === title) parts.push({ kind: 'heading', level: 1, words: block.words });
      else if (isHeading(blocks, index, block, names, isDense)) {
        const isLeadIn = /[:：]$/u.test(block.words.text);
        parts.push({ kind: 'heading', level: isLeadIn ? leadInLevel : lineLevel, words: block.words });
        const items = unmarkedItems(blocks, index, names, isDense);
        if (items.length > 0) {
          parts.push({ kind: 'list', items });
          index += items.length;
        }
      } else parts.push({ kind: 'prose', words: block.words, emphasized: block.emphasized });
    } else {
      parts.push(block);
    }
  }
  return joinLabelledProse(parts, names);
}

const listHeads: ReadonlySet<Role | null> = new Set<Role>([
  'BENEFITS',
  'DRAWBACKS',
  'CHARACTERISTICS',
  'SERVICES',
  'EXAMPLES',
  'PRACTICES',
  'GUIDANCE',
]);

/** Consecutive lines without bullets below the lead-in of a list. */
function unmarkedItems(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
  isDense: boolean,
): readonly Item[] {
  const head = blocks[index];
  if (head?.kind !== 'line') return [];
  const { text } = head.words;
  const subject = /[:：]$/u.test(text) ? names.exactly(text) : null;
  if (subject === null && !listHeads.has(roleOf(text))) return [];
  const items: Item[] = [];
  for (let following = index + 1; following < blocks.length; following += 1) {
    const block = blocks[following];
    if (block?.kind !== 'line' || block.words.text.length > 160) break;
    if (block.opens && following > index + 1) break;
    if (
      isHeading(blocks, following, block, names, isDense) &&
      (introducedIn(block.words.text) !== null ||
        roleOf(block.words.text) !== null ||
        /[:：]$/u.test(block.words.text) ||
        names.exactly(block.words.text) !== null)
    )
      break;
    // Below a name there may also be paragraphs, which start with the name.
    if (subject !== null && names.namedIn(block.words.text.slice(0, 60)).length > 0) return [];
    items.push(itemOf(block, false, []));
  }
  return items.length >= 2 ? items : [];
}

function isNumberedHeading(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'item' || !block.isNumbered || block.depth > 0) return false;
  const { text } = block.words;
  if (text.length > 90 || /[.;,]$/u.test(text) || /\n/u.test(text) || text.split(/\s+/u).length > 12)
    return false;
  const found = labelled(block.words, block.emphasized);
  if (found && !found.rest.isBlank) return false;
  const next = nextOf(blocks, index);
  return (
    next !== undefined &&
    (next.kind === 'line' ||
      next.kind === 'table' ||
      (next.kind === 'item' && !next.isNumbered && next.depth === 0))
  );
}

function nextOf(blocks: readonly Block[], index: number): Block | undefined {
  let following = index + 1;
  while (blocks[following]?.kind === 'aside') following += 1;
  return blocks[following];
}

function isHeading(
  blocks: readonly Block[],
  index: number,
  block: LineBlock,
  names: SubjectNames,
  isDense: boolean,
): boolean {
  const { text } = block.words;
  const count = text.split(/\s+/u).length;
  // A completely emphasised line above a list is a heading, even with a period: "Pros."
  if (block.emphasized >= text.length && count <= 6 && nextOf(blocks, index)?.kind === 'item') return true;
  if (text.length > 120 || count > 16 || /[.;,!]["”)]?$/u.test(text)) return false;
  const next = nextOf(blocks, index);
  if (!next) return false;
  const label = labelled(block.words, block.emphasized);
  const isItem =
    label !== null &&
    !label.rest.isBlank &&
    (block.emphasized > 0 || listHeads.has(roleOf(label.label.text)));
  if (isItem && !/\?$/u.test(text) && names.exactly(label.label.text) === null) return false;
  const isFollowedByList = next.kind === 'item' || next.kind === 'table';
  if (/[:：]$/u.test(text)) return isFollowedByList || (next.kind === 'line' && count <= 8);
  if (
    !/^["“'‘([#]*[\p{Lu}\p{N}]/u.test(text) &&
    names.exactly(text) === null &&
    !/^\p{Ll}?\p{Lu}/u.test(text)
  )
    return false;
  if (block.emphasized >= text.length) return true;
  const isFollowedByGap = next.kind !== 'line' || next.opens;
  if (block.opens && isFollowedByGap) return count <= 14;
  if (isFollowedByList) return count <= 12;
  const isIntroduction = introducedIn(text) !== null && (/\?$/u.test(text) || isTitleCase(text));
  if (names.exactly(text) !== null || isIntroduction) return true;
  if (!isDense && !block.opens) return false;
  return count <= 10 && (isTitleCase(text) || /\?$/u.test(text) || (roleOf(text) !== null && count <= 5));
}

/** Whether most long words of a text have capitals, as in titles. */
function isTitleCase(text: string): boolean {
  const words = text.split(/\s+/u).filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3);
  return (
    words.length > 0 && words.filter((word) => /^["“'‘(]?\p{Lu}/u.test(word)).length >= words.length * 0.7
  );
}

function nestItems(blocks: readonly ItemBlock[]): readonly Item[] {
  const items: Item[] = [];
  for (let index = 0; index < blocks.length;) {
    const block = blocks[index] as ItemBlock;
    let end = index + 1;
    while (end < blocks.length && (blocks[end] as ItemBlock).depth > block.depth) end += 1;
    items.push(itemOf(block, block.isNumbered, nestItems(blocks.slice(index + 1, end))));
    index = end;
  }
  return items;
}

export function itemOf(
  { words, emphasized }: { readonly words: Words; readonly emphasized: number },
  isNumbered: boolean,
  children: readonly Item[],
): Item {
  const { sign, rest } = signed(words);
  const signLength = words.text.length - rest.text.length;
  return {
    words: rest,
    labelled: labelled(rest, Math.max(0, emphasized - signLength)),
    isNumbered,
    sign,
    children,
  };
}

/** Groups consecutive paragraphs whose labels are subjects' names into a list. */
function joinLabelledProse(parts: readonly Part[], names: SubjectNames): readonly Part[] {
  const found: Part[] = [];
  for (let index = 0; index < parts.length;) {
    const run: Item[] = [];
    let end = index;
    for (; end < parts.length; end += 1) {
      const part = parts[end] as Part;
      if (part.kind !== 'prose') break;
      const label = labelled(part.words, part.emphasized);
      if (!label || label.rest.isBlank || names.exactly(label.label.text) === null) break;
      run.push(itemOf(part, false, []));
    }
    if (run.length >= 2) {
      found.push({ kind: 'list', items: run });
      index = end;
    } else {
      found.push(parts[index] as Part);
      index += 1;
    }
  }
  return found;
}
