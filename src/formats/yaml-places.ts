import { isAlias, isMap, isScalar, isSeq, type Alias, type LineCounter, type ParsedNode } from 'yaml';
import type { PartPath, Place, PlacedDocument } from './document-part.js';

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

  /** What an alias stands for: the words that an editor has to change. */
  #behind(node: ParsedNode | null): ParsedNode | null {
    return node !== null && isAlias(node) ? (this.#targets.get(node) ?? null) : node;
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
