import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { ExactDecimal } from '../../graph/values/decimal.js';
import {
  DocumentPart,
  printJson,
  type PartPath,
  type DocumentLocation,
  type LocatedDocument,
} from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/** A line of a file with one JSON value. */
export interface JsonLine {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/**
 * The maximum nesting depth of a line. Printing a value in a message overflows the stack at thousands of
 * levels.
 */
const depthLimit = 8;

/** Matches texts that may have a number with 16 or more digits, or with an exponent. JavaScript numbers may lose such digits. */
const maybeLossy = /[\d.]{16}|\d[eE][+-]?\d/;

/**
 * NUL and unpaired surrogates, which some databases cannot store. They can only occur as escapes: lines are UTF-8, and JSON does
 * not allow an unescaped NUL.
 */
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * Parses a line of JSON. If a key is repeated, the last member counts, as in JavaScript.
 * @returns null if the line is not JSON, has too many levels, or has characters that cannot be stored; `problems` then has
 *   the problem
 */
export function parseJsonLine(line: JsonLine, problems: ProblemList): DocumentPart | null {
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    const { column, reason } = findSyntaxError(line.text);
    const location = { file: line.file, line: line.number, column };
    const actual = printJson(line.text.slice(column - 1).trim());
    problems.addProblem({ ...location, expected: `JSON, one value in a line (${reason})`, actual });
    return null;
  }
  const part = new DocumentPart(new JsonLocations(line), [], value);
  if (isDeeperThan(value, depthLimit)) {
    problems.add(part, `${depthLimit} levels at most`, 'more');
    return null;
  }
  const badPart = line.text.includes('\\u') ? unstorablePart(part) : null;
  if (badPart !== null) {
    problems.add(badPart, 'Unicode text without NUL characters', printJson(badPart.value));
    return null;
  }
  return part;
}

/**
 * The text of a number that JavaScript cannot represent exactly, because of its digits or exponent; null
 * for every other part.
 */
export function lossyNumber({ document, path, value }: DocumentPart): string | null {
  if (typeof value !== 'number' || !(document instanceof JsonLocations)) return null;
  return document.lossyNumber(path, value);
}

/** The ranges, in UTF-16 code units, of the members of a line that later members with the same keys override. */
export function overriddenMembers({ document, value }: DocumentPart): readonly (readonly [number, number])[] {
  return document instanceof JsonLocations ? document.overriddenMembers(value) : [];
}

/**
 * Matches the end of a key, or text that looks like the end of a key. If there are as many matches as keys, no key is
 * repeated.
 */
const keyEnd = /"\s*:/g;

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const isList = Array.isArray(value);
  let count = 0;
  for (const key in value) {
    count += (isList ? 0 : 1) + countKeys((value as Readonly<Record<string, unknown>>)[key]);
  }
  return count;
}

function countKeyEnds(text: string): number {
  let count = 0;
  keyEnd.lastIndex = 0;
  while (keyEnd.test(text)) count += 1;
  return count;
}

function overriddenIn(node: ValueNode): readonly (readonly [number, number])[] {
  if (node.type === 'Array') return node.elements.flatMap(({ value }) => overriddenIn(value));
  if (node.type !== 'Object') return [];
  const nameOf = ({ name }: (typeof node.members)[number]) =>
    name.type === 'String' ? name.value : name.name;
  const last = new Map(node.members.map((member) => [nameOf(member), member]));
  return node.members.flatMap((member) =>
    last.get(nameOf(member)) === member
      ? overriddenIn(member.value)
      : [[member.loc.start.offset, member.loc.end.offset] as const],
  );
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    if (isDeeperThan((value as Readonly<Record<string, unknown>>)[key], levels - 1)) return true;
  }
  return false;
}

function unstorablePart(part: DocumentPart): DocumentPart | null {
  const { value } = part;
  if (typeof value === 'string') return unstorable.test(value) ? part : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const key of Object.keys(value)) {
    const member = part.at(Array.isArray(value) ? Number(key) : key);
    const found = unstorable.test(key) ? member : unstorablePart(member);
    if (found) return found;
  }
  return null;
}

/** Locates the parts of a line. Parses the line again, with locations, when the first location is needed. */
class JsonLocations implements LocatedDocument {
  readonly name: string;
  readonly #line: JsonLine;
  #root: ValueNode | undefined;

  constructor(line: JsonLine) {
    this.name = line.file;
    this.#line = line;
  }

  locationOf(path: PartPath): DocumentLocation {
    return { line: this.#line.number, column: path.length === 0 ? 1 : this.#find(path).column };
  }

  lossyNumber(path: PartPath, value: number): string | null {
    if (!maybeLossy.test(this.#line.text)) return null;
    const loc = this.#find(path).node?.loc;
    const written = this.#line.text.slice(loc?.start.offset, loc?.end.offset);
    return Number.isFinite(value) && new ExactDecimal(written).eq(value) ? null : written;
  }

  overriddenMembers(value: unknown): readonly (readonly [number, number])[] {
    if (countKeyEnds(this.#line.text) === countKeys(value)) return [];
    this.#root ??= parse(this.#line.text, { mode: 'json' }).body;
    return overriddenIn(this.#root);
  }

  #find(path: PartPath): { node: ValueNode | undefined; column: number } {
    this.#root ??= parse(this.#line.text, { mode: 'json' }).body;
    let node: ValueNode | undefined = this.#root;
    let column = node.loc.start.column;
    for (const step of path) {
      const member = memberOf(node, step);
      node = member?.node;
      if (!member) break;
      column = member.column;
    }
    return { node, column };
  }
}

function memberOf(
  node: ValueNode | undefined,
  step: string | number,
): { node: ValueNode; column: number } | undefined {
  if (node?.type === 'Object') {
    // The last member with a key counts.
    const member = node.members.findLast(({ name }) => name.type === 'String' && name.value === step);
    return member && { node: member.value, column: member.loc.start.column };
  }
  if (node?.type === 'Array' && typeof step === 'number') {
    const element = node.elements[step];
    return element && { node: element.value, column: element.loc.start.column };
  }
  return undefined;
}

/** Finds the first control character of a text that is not JSON or, without such a character, its first syntax error. Columns count from 1. */
function findSyntaxError(text: string): { column: number; reason: string } {
  // oxlint-disable-next-line no-control-regex -- the pattern finds control characters
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text);
  if (control) return { column: control.index + 1, reason: 'control characters are written as escapes' };
  try {
    parse(text, { mode: 'json' });
  } catch (error) {
    // The message repeats the location, as if the file had one line only.
    if (error instanceof Error && 'column' in error && typeof error.column === 'number') {
      return {
        column: error.column,
        reason: error.message.replace(/ ?\(\d+:\d+\)$/u, '').replace(/\.$/u, ''),
      };
    }
  }
  return { column: 1, reason: 'not JSON' };
}
