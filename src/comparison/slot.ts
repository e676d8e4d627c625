import { isSlug, kindOfId } from '../graph/concept.js';
import { axisKinds } from './axis.js';

/** The place of a cell: whatever it is compared with, under whatever conditions, at whatever revision. */
export interface CellSlot {
  readonly type: 'CELL';
  /** The id of the axis. */
  readonly axis: string;
  /** The id of the approach. */
  readonly approach: string;
}

/** The place of a row: its axis and the set of its approaches. */
export interface RowSlot {
  readonly type: 'ROW';
  readonly axis: string;
  /** Ids, one at least, sorted by code units, each once. */
  readonly approaches: readonly string[];
}

export type Slot = CellSlot | RowSlot;

/** `cell:<axis>:<approach>`, e.g. `cell:dimension/capacity:approach/lto-9`. Ids of concepts have neither `:` nor `,`. */
export function cellSlot(axis: string, approach: string): string {
  return `cell:${axis}:${approach}`;
}

/**
 * `row:<axis>:<approach>,<approach>…`, e.g. `row:dimension/capacity:approach/bd-rom,approach/lto-9`.
 * @param approaches as `slotSet` prints them: once for all rows of a comparison
 */
export function rowSlot(axis: string, approaches: string): string {
  return `row:${axis}:${approaches}`;
}

/** The set of approaches in the slots of rows, by the ids of the approaches in any order. */
export function slotSet(approaches: readonly string[]): string {
  return [...new Set(approaches)].sort().join(',');
}

/** Prints a slot in its only form. */
export function printSlot(slot: Slot): string {
  return slot.type === 'CELL'
    ? cellSlot(slot.axis, slot.approach)
    : rowSlot(slot.axis, slotSet(slot.approaches));
}

/**
 * Reads a slot back: `parseSlot(printSlot(slot))` equals `slot`, and `printSlot(parseSlot(text))` is `text`.
 * @returns null where `text` is no slot: another form, an id of the wrong kind, approaches unsorted or twice
 */
export function parseSlot(text: string): Slot | null {
  const [type, axis = '', approaches = '', ...rest] = text.split(':');
  if (rest.length > 0 || !isAxisId(axis)) return null;
  if (type === 'cell') return isApproachId(approaches) ? { type: 'CELL', axis, approach: approaches } : null;
  if (type !== 'row') return null;
  const ids = approaches.split(',');
  return ids.every(isApproachId) && slotSet(ids) === approaches
    ? { type: 'ROW', axis, approaches: ids }
    : null;
}

function isAxisId(id: string): boolean {
  return axisKinds.some((kind) => isIdOf(kind, id));
}

function isApproachId(id: string): boolean {
  return isIdOf('APPROACH', id);
}

function isIdOf(kind: string, id: string): boolean {
  return kindOfId(id) === kind && isSlug(id.slice(id.indexOf('/') + 1));
}
