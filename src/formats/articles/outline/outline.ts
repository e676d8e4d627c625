import type { AsideBlock, Block, ItemBlock, LineBlock, TableBlock } from '../../tables/model/block.js';
import { isContents, lastHeadingsOf } from './contents-list.js';
import { furnitureIn, introducedIn, publicationIn, roleOf, type Role } from '../text/cues.js';
import { splitLabel, type LabelledText } from '../text/label.js';
import { splitSign, type Sign } from '../text/signs.js';
import { isTitleCase } from '../text/title-case.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/** A part of a document: a heading, prose, a list, a table or an aside. */
export type Part = HeadingPart | ProsePart | ListPart | TableBlock | AsideBlock;

export interface HeadingPart {
  readonly kind: 'heading';
  /**
   * The level: 1 to 6 for a heading of the document, 1 for a line that is the title, 7 for another line or a numbered item that
   * is a heading, 8 for a line that is a heading and ends with a colon. `markSharedHeadings` adds 0.5 to some levels.
   */
  readonly level: number;
  readonly content: PlacedText;
  /** The text that the corresponding headings of all subjects share, if all have content of the same kind. */
  readonly shared?: PlacedText;
}

export interface ProsePart {
  readonly kind: 'prose';
  readonly content: PlacedText;
  readonly emphasisLength: number;
}

export interface ListPart {
  readonly kind: 'list';
  readonly items: readonly Item[];
}

export interface Item {
  readonly content: PlacedText;
  readonly labelled: LabelledText | null;
  readonly isNumbered: boolean;
  /** The sign at the start of the item, such as a tick or a cross; null if there is none. */
  readonly sign: Sign | null;
  readonly children: readonly Item[];
}

export const lineLevel = 7;
export const leadInLevel = 8;

/** Classifies lines as headings, prose or asides, and groups items into lists. */
export function outlineOf(
  blocks: readonly Block[],
  names: SubjectNames,
  title: PlacedText | null,
): readonly Part[] {
  const parts: Part[] = [];
  const isDense = !blocks.some(
    (block, index) => index > 0 && block.kind === 'line' && block.opens && blocks[index - 1]?.kind === 'line',
  );
  const lastHeadings = lastHeadingsOf(blocks);
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index] as Block;
    if (block.kind === 'item') {
      if (isNumberedHeading(blocks, index)) {
        parts.push({ kind: 'heading', level: lineLevel, content: block.content });
        continue;
      }
      let end = index;
      while (blocks[end]?.kind === 'item' && (end === index || !isNumberedHeading(blocks, end))) end += 1;
      const items = blocks.slice(index, end) as ItemBlock[];
      if (isContents(items, lastHeadings, end)) {
        for (const { content } of items)
          parts.push({ kind: 'aside', content, outcome: 'NAMED', why: 'an entry of the table of contents' });
      } else parts.push({ kind: 'list', items: nestItems(items) });
      index = end - 1;
    } else if (block.kind === 'line') {
      const isPublication = block.content !== title && publicationIn(block.content.text) !== null;
      const furniture =
        block.content === title || isHeadingOfList(blocks, index) ? null : furnitureIn(block.content.text);
      if (isPublication) {
        parts.push({
          kind: 'aside',
          content: block.content,
          outcome: 'SOURCE',
          why: 'details of the publication',
        });
        continue;
      }
      if (furniture !== null)
        parts.push({ kind: 'aside', content: block.content, outcome: 'FURNITURE', why: furniture });
      else if (block.content === title) parts.push({ kind: 'heading', level: 1, content: block.content });
      else if (isHeading(blocks, index, block, names, isDense)) {
        const isLeadIn = /[:：]$/u.test(block.content.text);
        parts.push({ kind: 'heading', level: isLeadIn ? leadInLevel : lineLevel, content: block.content });
        const items = unmarkedItems(blocks, index, names, isDense);
        if (items.length > 0) {
          parts.push({ kind: 'list', items });
          index += items.length;
        }
      } else parts.push({ kind: 'prose', content: block.content, emphasisLength: block.emphasisLength });
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

/**
 * Reads consecutive lines as list items without bullets, if the line above them introduces a list or is the name of a subject
 * with a colon. Empty for fewer than two lines, and if the line above is the name of a subject and one of the lines names a subject near its start.
 */
function unmarkedItems(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
  isDense: boolean,
): readonly Item[] {
  const head = blocks[index];
  if (head?.kind !== 'line') return [];
  const { text } = head.content;
  const subject = /[:：]$/u.test(text) ? names.exactly(text) : null;
  if (subject === null && !listHeads.has(roleOf(text))) return [];
  const items: Item[] = [];
  for (let following = index + 1; following < blocks.length; following += 1) {
    const block = blocks[following];
    if (block?.kind !== 'line' || block.content.text.length > 160) break;
    if (block.opens && following > index + 1) break;
    if (
      isHeading(blocks, following, block, names, isDense) &&
      (introducedIn(block.content.text) !== null ||
        roleOf(block.content.text) !== null ||
        /[:：]$/u.test(block.content.text) ||
        names.exactly(block.content.text) !== null)
    )
      break;
    // Below the name of a subject, paragraphs that name a subject at their start are not list items.
    if (subject !== null && names.namedIn(block.content.text.slice(0, 60)).length > 0) return [];
    items.push(itemOf(block, false, []));
  }
  return items.length >= 2 ? items : [];
}

function isNumberedHeading(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'item' || !block.isNumbered || block.depth > 0) return false;
  const { text } = block.content;
  if (text.length > 90 || /[.;,]$/u.test(text) || /\n/u.test(text) || text.split(/\s+/u).length > 12)
    return false;
  const found = splitLabel(block.content, block.emphasisLength);
  if (found && !found.rest.isBlank) return false;
  const next = nextOf(blocks, index);
  return (
    next !== undefined &&
    (next.kind === 'line' ||
      next.kind === 'table' ||
      (next.kind === 'item' && !next.isNumbered && next.depth === 0))
  );
}

/** Whether a line that begins like a byline is the heading of a list or table: "By Total Cost". */
function isHeadingOfList(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  const next = nextOf(blocks, index);
  return (
    block?.kind === 'line' &&
    /^by [^:\d]{1,60}$/iu.test(block.content.text) &&
    (next?.kind === 'item' || next?.kind === 'table')
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
  const { text } = block.content;
  const count = text.split(/\s+/u).length;
  // A short, completely emphasised line above a list is a heading, even if it ends with a period: "Pros."
  if (block.emphasisLength >= text.length && count <= 6 && nextOf(blocks, index)?.kind === 'item')
    return true;
  if (text.length > 120 || count > 16 || /[.;,!]["”)]?$/u.test(text)) return false;
  const next = nextOf(blocks, index);
  if (!next) return false;
  const label = splitLabel(block.content, block.emphasisLength);
  const isItem =
    label !== null &&
    !label.rest.isBlank &&
    (block.emphasisLength > 0 || listHeads.has(roleOf(label.label.text)));
  if (isItem && !/\?$/u.test(text) && names.exactly(label.label.text) === null) return false;
  const isFollowedByList = next.kind === 'item' || next.kind === 'table';
  if (/[:：]$/u.test(text)) return isFollowedByList || (next.kind === 'line' && count <= 8);
  if (
    !/^["“'‘([#]*[\p{Lu}\p{N}]/u.test(text) &&
    names.exactly(text) === null &&
    !/^\p{Ll}?\p{Lu}/u.test(text)
  )
    return false;
  if (block.emphasisLength >= text.length) return true;
  const isFollowedByGap = next.kind !== 'line' || next.opens;
  if (block.opens && isFollowedByGap) return count <= 14;
  if (isFollowedByList) return count <= 12;
  const isIntroduction = introducedIn(text) !== null && (/\?$/u.test(text) || isTitleCase(text));
  if (names.exactly(text) !== null || isIntroduction) return true;
  if (!isDense && !block.opens) return false;
  return count <= 10 && (isTitleCase(text) || /\?$/u.test(text) || (roleOf(text) !== null && count <= 5));
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

/** Creates a list item from a text. Finds the sign and the label at the start of the text; the content of the item has no sign. */
export function itemOf(
  { content, emphasisLength }: { readonly content: PlacedText; readonly emphasisLength: number },
  isNumbered: boolean,
  children: readonly Item[],
): Item {
  const { sign, rest } = splitSign(content);
  const signLength = content.text.length - rest.text.length;
  return {
    content: rest,
    labelled: splitLabel(rest, Math.max(0, emphasisLength - signLength)),
    isNumbered,
    sign,
    children,
  };
}

/** Groups two or more consecutive paragraphs that are labelled with the names of subjects into a list. */
function joinLabelledProse(parts: readonly Part[], names: SubjectNames): readonly Part[] {
  const found: Part[] = [];
  for (let index = 0; index < parts.length;) {
    const run: Item[] = [];
    let end = index;
    for (; end < parts.length; end += 1) {
      const part = parts[end] as Part;
      if (part.kind !== 'prose') break;
      const label = splitLabel(part.content, part.emphasisLength);
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
