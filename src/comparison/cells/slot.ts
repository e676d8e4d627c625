import { isSlug, kindOfId } from '../../graph/concept.js';
import { axisKinds } from '../../graph/claim.js';

/** A reference to a cell, independent of the other approaches, the conditions and the revision. */
export interface CellSlot {
  readonly type: 'CELL';
  /** The id of the axis. */
  readonly axis: string;
  /** The id of the approach. */
  readonly approach: string;
}

/** A reference to a row: its axis and the set of its approaches. */
export interface RowSlot {
  readonly type: 'ROW';
  readonly axis: string;
  /** At least one id, sorted by code units, without duplicates. */
  readonly approaches: readonly string[];
}

export type Slot = CellSlot | RowSlot;

/**
 * Prints the slot of a cell: `cell:<axis>:<approach>`, e.g. `cell:dimension/capacity:approach/lto-9`. Concept ids
 * contain neither `:` nor `,`.
 */
export function cellSlot(axis: string, approach: string): string {
  return `cell:${axis}:${approach}`;
}

/**
 * Prints the slot of a row: `row:<axis>:<approach>,<approach>…`, e.g.
 * `row:dimension/capacity:approach/bd-rom,approach/lto-9`.
 * @param approaches as printed by `slotSet`, once for all rows of a comparison
 */
export function rowSlot(axis: string, approaches: string): string {
  return `row:${axis}:${approaches}`;
}

/** Prints a set of approaches for `rowSlot`. @param approaches ids, in any order */
export function slotSet(approaches: readonly string[]): string {
  return [...new Set(approaches)].sort().join(',');
}

/** Prints a slot. Equal slots have equal texts. */
export function printSlot(slot: Slot): string {
  return slot.type === 'CELL'
    ? cellSlot(slot.axis, slot.approach)
    : rowSlot(slot.axis, slotSet(slot.approaches));
}

/**
 * Parses a slot: `parseSlot(printSlot(slot))` equals `slot`, and `printSlot(parseSlot(text))` is `text`.
 * @returns null if `text` is not a slot: another format, an id of the wrong kind, approaches unsorted or repeated
 */
export function parseSlot(text: string): Slot | null {
  const [type, axis = '', approaches = '', ...extra] = text.split(':');
  if (extra.length > 0 || !isAxisId(axis)) return null;
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
