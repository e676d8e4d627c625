import { isAlias, isMap, isScalar, isSeq, type Alias, type LineCounter, type ParsedNode } from 'yaml';
import type { PartPath, Place, PlacedDocument } from '../input/document-part.js';

/** Where the parts of one YAML document stand in its text. */
export class YamlPlaces implements PlacedDocument {
  readonly name: string;
  readonly #root: ParsedNode | null;
  readonly #lines: LineCounter;
  readonly #targets: ReadonlyMap<Alias, ParsedNode>;

  constructor(
    name: string,
    root: ParsedNode | null,
    lines: LineCounter,
    targets: ReadonlyMap<Alias, ParsedNode>,
  ) {
    this.name = name;
    this.#root = root;
    this.#lines = lines;
    this.#targets = targets;
  }

  placeOf(path: PartPath): Place {
    let node = this.#behind(this.#root);
    let offset = node?.range[0] ?? 0;
    for (const step of path) {
      const member = memberOf(node, step);
      if (!member) break;
      offset = member.offset ?? offset;
      node = this.#behind(member.node);
    }
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /**
   * Every stretch of the text, in UTF-16 units, that is a key or a value without parts, in the order of the text.
   * The path is that of its member or item; it is the same list each time, and only holds until the next is asked for.
   */
  *words(): Generator<{ readonly path: PartPath; readonly start: number; readonly end: number }> {
    yield* wordsIn(this.#root, []);
  }

  /** What an alias stands for: the words that an editor has to change. */
  #behind(node: ParsedNode | null): ParsedNode | null {
    return node !== null && isAlias(node) ? (this.#targets.get(node) ?? null) : node;
  }
}

function* wordsIn(
  node: ParsedNode | null,
  path: (string | number)[],
): Generator<{ readonly path: PartPath; readonly start: number; readonly end: number }> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      path.push(isScalar<unknown>(key) ? String(key.value) : '');
      yield* wordsIn(key, path);
      yield* wordsIn(value, path);
      path.pop();
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      path.push(index);
      yield* wordsIn(item, path);
      path.pop();
    }
  } else if (node) {
    const [start, end] = node.range;
    if (end > start) yield { path, start, end };
  }
}

interface Member {
  readonly offset: number | undefined;
  readonly node: ParsedNode | null;
}

function memberOf(node: ParsedNode | null, step: string | number): Member | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar<unknown>(key) && key.value === step);
    return pair && { offset: pair.key.range[0], node: pair.value };
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step] as ParsedNode | null | undefined;
    return item === undefined ? undefined : { offset: item?.range[0], node: item };
  }
  return undefined;
}
