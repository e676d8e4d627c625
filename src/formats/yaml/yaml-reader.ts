import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { printJson } from '../input/document-part.js';

/**
 * The maximum number of values that aliases add to a document. A few lines of nested aliases can expand to
 * billions.
 */
const aliasedValueLimit = 10_000;

/** Characters that some databases cannot store: NUL and lone surrogates. */
const unstorable = /[\0\p{Surrogate}]/u;

interface Anchored {
  readonly node: ParsedNode;
  readonly value: unknown;
  readonly size: number;
}

/** Converts the nodes of one YAML document to plain values. */
export class YamlReader {
  /** The target node of each alias that was read without a problem. */
  readonly targets = new Map<Alias, ParsedNode>();
  /** Whether problems were reported. */
  hasFailed = false;
  readonly #report: (offset: number, expected: string, actual: string) => void;
  readonly #anchored = new Map<string, Anchored>();
  #size = 0;
  #aliasedSize = 0;

  constructor(report: (offset: number, expected: string, actual: string) => void) {
    this.#report = report;
  }

  /** Converts a node. If it has problems, reports them and sets `hasFailed`. */
  read(node: ParsedNode | null): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#readAlias(node);
    const before = this.#size;
    this.#size += 1;
    const value = this.#readValue(node);
    // Anchors are registered after their values are read, so that a value cannot contain itself.
    if (node.anchor !== undefined) {
      this.#anchored.set(node.anchor, { node, value, size: this.#size - before });
    }
    return value;
  }

  #readValue(node: Exclude<ParsedNode, Alias>): unknown {
    if (isMap(node)) return this.#readMap(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item as ParsedNode | null));
    if (typeof node.value === 'string') this.#checkText(node, node.value);
    return node.value;
  }

  #checkText(node: Scalar<unknown>, text: string): void {
    if (unstorable.test(text)) this.#fail(node, 'Unicode text without NUL characters', printJson(text));
  }

  #readMap(map: YAMLMap): unknown {
    const members = Object.create(null) as Record<string, unknown>;
    for (const pair of map.items) {
      if (!isPair(pair)) continue;
      const node = pair.key as ParsedNode | null;
      if (!isScalar<unknown>(node) || typeof node.value !== 'string') {
        const actual = isScalar<unknown>(node) ? printJson(node.value) : 'a list, a mapping or an alias';
        this.#fail(node ?? map, 'a key that is a text', actual);
        continue;
      }
      const key = node.value;
      // Schemas ignore this key, so its value would be lost.
      if (key === '__proto__') this.#fail(node, 'a key other than __proto__', printJson(key));
      this.#checkText(node, key);
      if (key in members) this.#fail(node, 'each key once', `a second ${printJson(key)}`);
      members[key] = this.read(pair.value as ParsedNode | null);
    }
    return members;
  }

  #readAlias(alias: Alias): unknown {
    const anchored = this.#anchored.get(alias.source);
    if (!anchored) {
      this.#fail(alias, `an anchor &${alias.source} before the alias`, `*${alias.source}`);
      return null;
    }
    this.#size += anchored.size;
    this.#aliasedSize += anchored.size;
    if (this.#aliasedSize > aliasedValueLimit) {
      if (!this.hasFailed)
        this.#fail(alias, `aliases that expand to ${aliasedValueLimit} values at most`, 'more');
      return null;
    }
    this.targets.set(alias, anchored.node);
    return anchored.value;
  }

  #fail(node: { range?: readonly number[] | null }, expected: string, actual: string): void {
    this.hasFailed = true;
    this.#report(node.range?.[0] ?? 0, expected, actual);
  }
}
