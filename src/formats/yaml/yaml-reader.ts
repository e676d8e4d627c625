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
 * The most values that aliases may add to a document. A few lines of nested aliases can expand to billions.
 */
const aliasedValueLimit = 10_000;

/** Characters that not every database can store. */
const unstorable = /[\0\p{Surrogate}]/u;

interface Anchored {
  readonly node: ParsedNode;
  readonly value: unknown;
  readonly size: number;
}

/** Converts the nodes of one YAML document to plain values. */
export class YamlReader {
  /** The target node of each alias. */
  readonly targets = new Map<Alias, ParsedNode>();
  /** Whether a problem was reported. */
  failed = false;
  readonly #report: (offset: number, expected: string, came: string) => void;
  readonly #anchored = new Map<string, Anchored>();
  #size = 0;
  #aliasedSize = 0;

  constructor(report: (offset: number, expected: string, came: string) => void) {
    this.#report = report;
  }

  read(node: ParsedNode | null): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#readAlias(node);
    const before = this.#size;
    this.#size += 1;
    const value = this.#readValue(node);
    // An anchor is registered after its value was read, so that no value can contain itself.
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
        const came = isScalar<unknown>(node) ? printJson(node.value) : 'something else';
        this.#fail(node ?? map, 'a key that is a word', came);
        continue;
      }
      const key = node.value;
      // Schemas skip this key, and its value would be lost.
      if (key === '__proto__') this.#fail(node, 'another key', printJson(key));
      this.#checkText(node, key);
      if (key in members) this.#fail(node, 'each key once', `${printJson(key)} again`);
      members[key] = this.read(pair.value as ParsedNode | null);
    }
    return members;
  }

  #readAlias(alias: Alias): unknown {
    const anchored = this.#anchored.get(alias.source);
    if (!anchored) {
      this.#fail(alias, `an anchor &${alias.source} before`, `*${alias.source}`);
      return null;
    }
    this.#size += anchored.size;
    this.#aliasedSize += anchored.size;
    if (this.#aliasedSize > aliasedValueLimit) {
      if (!this.failed)
        this.#fail(alias, `aliases that stand for ${aliasedValueLimit} values at most`, 'more');
      return null;
    }
    this.targets.set(alias, anchored.node);
    return anchored.value;
  }

  #fail(node: { range?: readonly number[] | null }, expected: string, came: string): void {
    this.failed = true;
    this.#report(node.range?.[0] ?? 0, expected, came);
  }
}
