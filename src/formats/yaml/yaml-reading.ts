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
import { inWords } from '../input/document-part.js';

/** How many values aliases may add to a document: a few lines of aliases of aliases can make billions. */
const aliasedLimit = 10_000;

/** What not every database can hold. */
const unstorable = /[\0\p{Surrogate}]/u;

interface Anchored {
  readonly node: ParsedNode;
  readonly value: unknown;
  readonly size: number;
}

/** Makes plain values of the nodes of one YAML document. */
export class YamlReading {
  /** The node that each alias stands for. */
  readonly targets = new Map<Alias, ParsedNode>();
  /** Something was not understood, and has been reported. */
  failed = false;
  readonly #report: (offset: number, expected: string, came: string) => void;
  readonly #anchored = new Map<string, Anchored>();
  #size = 0;
  #aliased = 0;

  constructor(report: (offset: number, expected: string, came: string) => void) {
    this.#report = report;
  }

  read(node: ParsedNode | null): unknown {
    if (node === null) return null;
    if (isAlias(node)) return this.#readAlias(node);
    const before = this.#size;
    this.#size += 1;
    const value = this.#readValue(node);
    // An anchor is known from its end on, so that nothing contains itself.
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
    if (unstorable.test(text)) this.#refuse(node, 'Unicode text without NUL characters', inWords(text));
  }

  #readMap(map: YAMLMap): unknown {
    const members = Object.create(null) as Record<string, unknown>;
    for (const pair of map.items) {
      if (!isPair(pair)) continue;
      const node = pair.key as ParsedNode | null;
      if (!isScalar<unknown>(node) || typeof node.value !== 'string') {
        const came = isScalar<unknown>(node) ? inWords(node.value) : 'something else';
        this.#refuse(node ?? map, 'a key that is a word', came);
        continue;
      }
      const key = node.value;
      // Readers of shapes pass it over, and what it holds would be lost.
      if (key === '__proto__') this.#refuse(node, 'another key', inWords(key));
      this.#checkText(node, key);
      if (key in members) this.#refuse(node, 'each key once', `${inWords(key)} again`);
      members[key] = this.read(pair.value as ParsedNode | null);
    }
    return members;
  }

  #readAlias(alias: Alias): unknown {
    const anchored = this.#anchored.get(alias.source);
    if (!anchored) {
      this.#refuse(alias, `an anchor &${alias.source} before`, `*${alias.source}`);
      return null;
    }
    this.#size += anchored.size;
    this.#aliased += anchored.size;
    if (this.#aliased > aliasedLimit) {
      if (!this.failed) this.#refuse(alias, `aliases that stand for ${aliasedLimit} values at most`, 'more');
      return null;
    }
    this.targets.set(alias, anchored.node);
    return anchored.value;
  }

  #refuse(node: { range?: readonly number[] | null }, expected: string, came: string): void {
    this.failed = true;
    this.#report(node.range?.[0] ?? 0, expected, came);
  }
}
