import { claimId } from '../../src/graph/identity.js';
import { conceptId } from '../../src/graph/concept.js';
import { ruleOf, type ClaimValue } from '../../src/graph/values/value-rules.js';
import type { DataSize } from './data-size.js';
import { hash, pick } from './hash.js';

/** A named item, identified by its number within its kind. */
export interface NamedItem {
  readonly number: number;
  readonly slug: string;
  readonly name: string;
}

export interface Source extends NamedItem {
  readonly url: string;
}

export type DimensionType = 'TEXT' | 'QUANTITY' | 'ORDINAL';

export interface DataDimension extends NamedItem {
  readonly valueType: DimensionType;
}

/** A claim of one source about the value of a cell. */
export interface CellClaim {
  /** The id that Tertium computes. The other servers store this id with the claim. */
  readonly id: string;
  readonly source: Source;
  readonly locator: string;
}

/** A cell. All its claims agree on the value. */
export interface DataCell {
  readonly value: ClaimValue;
  /** The value as text. */
  readonly display: string;
  readonly claims: readonly CellClaim[];
}

const featureCount = 100;
const benefitCount = 50;
const sourceCount = 60;
export const featuresPerApproach = 10;
export const benefitsPerApproach = 5;
export const benefitsPerFeature = 2;
export const maxSources = 3;
export const levels: readonly string[] = ['none', 'basic', 'managed', 'measured', 'optimised'];
export const massUnit = 'kg';
const dimensionTypes: readonly DimensionType[] = ['TEXT', 'QUANTITY', 'TEXT', 'ORDINAL'];

/** The seeds of random draws, by purpose, so that draws are independent of each other. */
const draw = Object.freeze({ name: 1, features: 2, benefits: 3, leadsTo: 4, value: 5, sources: 6 });

const first = ['Shared', 'Automated', 'Managed', 'Continuous', 'Distributed', 'Guided', 'Open', 'Local'];
const second = ['delivery', 'review', 'planning', 'support', 'testing', 'release', 'training', 'billing'];
const methods = ['mostly manual', 'fully automated', 'agreed in advance', 'decided by each team'];
const frequencies = ['checked weekly', 'checked at each release', 'checked once a year', 'never checked'];
// oxlint-disable-next-line language/plain-english -- stored data: a change invalidates the databases of earlier runs
const actors = ['by the operators', 'by the customer', 'by an outside auditor', 'by whoever is on duty'];

/**
 * Generated comparison content of a size. Deterministic: all content is computed from numbers.
 * All sizes have the same numbers of features, benefits and sources, so that responses are about equally long.
 */
export class DataSet {
  readonly features = namedItems(featureCount, 'feature');
  readonly benefits = namedItems(benefitCount, 'benefit');
  readonly sources: readonly Source[] = namedItems(sourceCount, 'source').map((item) => ({
    ...item,
    url: `https://reports.example.org/independent-reviews/${item.slug}`,
  }));

  constructor(readonly size: DataSize) {}

  approach(number: number): NamedItem {
    return namedItem('approach', number);
  }

  dimension(number: number): DataDimension {
    const valueType = itemAt(dimensionTypes, number % dimensionTypes.length);
    return { ...namedItem('dimension', number), valueType };
  }

  featuresOf(approach: number): readonly NamedItem[] {
    return pick(featuresPerApproach, featureCount, draw.features, approach).map((each) =>
      itemAt(this.features, each),
    );
  }

  benefitsOf(approach: number): readonly NamedItem[] {
    return pick(benefitsPerApproach, benefitCount, draw.benefits, approach).map((each) =>
      itemAt(this.benefits, each),
    );
  }

  benefitsOfFeature(feature: number): readonly NamedItem[] {
    return pick(benefitsPerFeature, benefitCount, draw.leadsTo, feature).map((each) =>
      itemAt(this.benefits, each),
    );
  }

  /** The source of the claims about features and benefits. */
  get catalogue(): Source {
    return itemAt(this.sources, 0);
  }

  cell(approach: number, dimension: number): DataCell {
    const value = valueOf(this.dimension(dimension).valueType, hash(draw.value, approach, dimension));
    const count = 1 + (hash(draw.sources, approach, dimension) % maxSources);
    const claims = pick(count, sourceCount, draw.sources, approach, dimension).map((number) => {
      const source = itemAt(this.sources, number);
      const id = claimId({
        subject: conceptId('APPROACH', this.approach(approach).slug),
        predicate: 'HAS_VALUE',
        target: conceptId('DIMENSION', this.dimension(dimension).slug),
        value,
        absence: null,
        text: null,
        qualifiers: [],
        source: conceptId('CITED_SOURCE', source.slug),
      });
      return { id, source, locator: `Table ${dimension + 1}, line ${approach + 1}` };
    });
    return { value, display: ruleOf(value).display(value), claims };
  }
}

function valueOf(type: DimensionType, chance: number): ClaimValue {
  if (type === 'ORDINAL') return { type, level: itemAt(levels, chance % levels.length) };
  if (type === 'QUANTITY') {
    const amount = String(1 + (chance % 9_999));
    return { type, minimum: amount, maximum: amount, unit: massUnit };
  }
  const words = [methods, frequencies, actors].map((list, index) =>
    itemAt(list, (chance >>> (2 * index)) % list.length),
  );
  return { type, text: `${words[0]}, ${words[1]} ${words[2]}` };
}

function namedItems(count: number, kind: string): readonly NamedItem[] {
  return Array.from({ length: count }, (_, number) => namedItem(kind, number));
}

function namedItem(kind: string, number: number): NamedItem {
  const chance = hash(draw.name, kind.length, number);
  const words = `${itemAt(first, chance % first.length)} ${itemAt(second, (chance >>> 3) % second.length)}`;
  return { number, slug: `${kind}-${number}`, name: `${words} ${number}` };
}

function itemAt<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new RangeError(`Expected a number below ${list.length}, got ${index}.`);
  return item;
}
