import { isAlias, isMap, isScalar, isSeq, type Alias, type LineCounter, type ParsedNode } from 'yaml';
import type { PartPath, DocumentLocation, LocatedDocument } from '../input/document-part.js';

/** Finds the locations of the parts of a YAML document. */
export class YamlLocations implements LocatedDocument {
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

  /**
   * The location of a part. If the part does not exist, the location of the deepest existing part above it.
   */
  locationOf(path: PartPath): DocumentLocation {
    let node = this.#resolveAlias(this.#root);
    let offset = node?.range[0] ?? 0;
    for (const step of path) {
      const member = memberOf(node, step);
      if (!member) break;
      offset = member.offset ?? offset;
      node = this.#resolveAlias(member.node);
    }
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /**
   * Generates the text ranges of the keys, scalar values and aliases that are not empty, in UTF-16 code units and in
   * the order of the text, each with the path of its member or item. All results share one path array, which changes
   * at the next step.
   */
  *scalarRanges(): Generator<{ readonly path: PartPath; readonly start: number; readonly end: number }> {
    yield* scalarRangesIn(this.#root, []);
  }

  /**
   * Replaces an alias by its target, so that a part within an alias has its location in the target: that is the
   * text to correct.
   */
  #resolveAlias(node: ParsedNode | null): ParsedNode | null {
    return node !== null && isAlias(node) ? (this.#targets.get(node) ?? null) : node;
  }
}

function* scalarRangesIn(
  node: ParsedNode | null,
  path: (string | number)[],
): Generator<{ readonly path: PartPath; readonly start: number; readonly end: number }> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      path.push(isScalar<unknown>(key) ? String(key.value) : '');
      yield* scalarRangesIn(key, path);
      yield* scalarRangesIn(value, path);
      path.pop();
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      path.push(index);
      yield* scalarRangesIn(item, path);
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
