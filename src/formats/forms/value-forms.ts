import { supports } from '../../graph/values/support.js';
import type { QuantityValue } from '../../graph/values/quantity.js';
import { parseDecimal } from '../../graph/values/decimal.js';
import { one } from '../../graph/values/unit.js';
import { parseWrittenVersion } from '../../graph/values/version.js';
import { ruleOf, type ClaimValue, type ValueOf, type ValueType } from '../../graph/values/value-rules.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The notation of the values of one type in documents. The rule of the type parses the notation. */
interface ValueForm<Value> {
  /** JSON Schemas of all notations of a value. */
  readonly schemas: readonly JsonSchema[];
  /**
   * Prints a value in the shortest notation; null to print it as the rule of the type does. `unit` is the
   * dimension's unit, which is the default.
   */
  readonly print: Printer<Value> | null;
  /** The members of a value that may be numbers of any length; the value itself may also be such a number. Null for none. */
  readonly exactNumbers: readonly string[] | null;
  /** The recognition of this type by the heads of dimensions; null if heads do not name the type. */
  readonly headed: HeadedForm<Value> | null;
}

/** The heads of dimensions that name a value type, and the form of its values in table cells. */
interface HeadedForm<Value> {
  isNamedBy(head: string): boolean;
  /** Whether a head that names the type may also name a count of values, such as "Versions". */
  mayCount(head: string): boolean;
  /** @throws {ValueError} if a cell is not a value of the type */
  readonly parse: (text: string) => Value;
  /** A plural noun for reports. */
  readonly inWords: string;
}

interface Printer<Value> {
  of(value: Value, unit: string | null): unknown;
}

const word: JsonSchema = { type: 'string' };
const decimal = { type: ['number', 'string'] };
const unit = { type: 'string', minLength: 1 };
const mark = { type: 'boolean' };
const printedByRule = { print: null, exactNumbers: null, headed: null } as const;

// English words, and the most common words of German, French, Spanish, Italian and Dutch tables.
const versionHead = /\b(?:versions?|msrv|versionen|versión|versiones|versione|versioni|versie|versies)\b/iu;
const versionsHead = /\b(?:versions|versionen|versiones|versioni|versies)\b/iu;
const releaseHead =
  /^(?:(?:latest|current|newest|stable|minimum|min\.?|maximum|max\.?)\s+)+(?:release|firmware|build)s?$/iu;
/** Matches heads that name a number of versions, or a date. */
const otherHead =
  /\b(?:numbers? of|count|amount of|how many|total|anzahl|nombre de|número de|date|year|since|datum|jahr|année|año|fecha)\b|#/iu;

const valueForms: { readonly [Type in ValueType]: ValueForm<ValueOf<Type>> } = {
  TEXT: { schemas: [word], ...printedByRule },
  SUPPORT: {
    schemas: [word, objectOf({ support: { enum: supports }, note: { type: 'string' } }, ['support'])],
    print: { of: ({ support, note }) => (note === null ? support : { support, note }) },
    exactNumbers: null,
    headed: null,
  },
  QUANTITY: {
    schemas: [
      word,
      { type: 'number' },
      objectOf({ amount: decimal, unit, approximate: mark }, ['amount']),
      objectOf(
        {
          minimum: decimal,
          maximum: decimal,
          unit,
          exclusiveMinimum: mark,
          exclusiveMaximum: mark,
          approximate: mark,
        },
        ['minimum'],
      ),
      objectOf({ maximum: decimal, unit, exclusiveMaximum: mark, approximate: mark }, ['maximum']),
    ],
    print: { of: printQuantity },
    exactNumbers: ['amount', 'minimum', 'maximum'],
    headed: null,
  },
  ORDINAL: { schemas: [word], ...printedByRule },
  DATE: { schemas: [word, { type: 'number' }], ...printedByRule },
  VERSION: {
    schemas: [
      word,
      objectOf({ oldest: { type: 'string' }, newest: { type: 'string' } }, ['oldest']),
      objectOf({ newest: { type: 'string' } }, ['newest']),
    ],
    ...printedByRule,
    headed: {
      isNamedBy: (head) => !otherHead.test(head) && (versionHead.test(head) || releaseHead.test(head.trim())),
      mayCount: (head) => versionsHead.test(head),
      parse: parseWrittenVersion,
      inWords: 'versions',
    },
  },
  TERMS: { schemas: [{ type: 'array', items: { type: 'string' } }], ...printedByRule },
};

/** A value type that heads of dimensions name. */
export interface HeadedType extends HeadedForm<ClaimValue> {
  readonly valueType: ValueType;
}

const headedTypes: readonly HeadedType[] = (Object.keys(valueForms) as ValueType[]).flatMap((valueType) => {
  const { headed }: ValueForm<ClaimValue> = valueForms[valueType];
  return headed ? [{ ...headed, valueType }] : [];
});

/**
 * The value type that the head of a dimension names, such as VERSION for "Latest version"; null if the head
 * names no value type.
 */
export function typeNamedBy(head: string): HeadedType | null {
  return headedTypes.find((type) => type.isNamedBy(head)) ?? null;
}

/** The JSON Schema of any value. The type of the dimension determines which notation is valid. */
export const valueSchema: JsonSchema = {
  description:
    'The value, in the notation of the value type of the dimension: a text, a level, a date, a version, YES, PARTIAL or NO; an amount; a list of terms, [] for none; a mapping for support with a note, an amount with a unit, or a range.',
  anyOf: [
    ...new Map(
      Object.values(valueForms)
        .flatMap(({ schemas }) => schemas)
        .map((schema) => [JSON.stringify(schema), schema]),
    ).values(),
  ],
};

/** Prints a value in the notation of documents. @param unit the unit of the dimension, which is the default */
export function printValue(value: ClaimValue, unit: string | null): unknown {
  const { print }: ValueForm<ClaimValue> = valueForms[value.type];
  return print ? print.of(value, unit) : ruleOf(value).written(value);
}

/**
 * The members of a value that may be numbers of any length; the value itself may also be such a number. Null for types
 * without such numbers.
 */
export function exactNumbersOf(type: ValueType): readonly string[] | null {
  return valueForms[type].exactNumbers;
}

/** Prints an amount in the shortest notation. @param dimensionUnit the unit of the dimension */
function printQuantity(value: QuantityValue, dimensionUnit: string | null): unknown {
  const { type: _, minimum, maximum, unit, ...marks } = value;
  // A plain number is in the dimension's unit. A value that was stored before the dimension had a unit needs
  // an explicit "1".
  const stated = unit === dimensionUnit ? null : (unit ?? one);
  const decimalOrNull = (bound: string | null) => (bound === null ? null : printDecimal(bound));
  if (minimum === null || minimum !== maximum) {
    const bounds = { minimum: decimalOrNull(minimum), maximum: decimalOrNull(maximum) };
    return withoutNulls({ ...bounds, unit: stated, ...marks });
  }
  const amount = printDecimal(minimum);
  return stated === null && !value.approximate ? amount : withoutNulls({ amount, unit: stated, ...marks });
}

/** Prints a decimal as a number if the number is exact, otherwise as a text. */
export function printDecimal(decimal: string): number | string {
  const number = Number(decimal);
  return String(number) === decimal && parseDecimal(number) === decimal ? number : decimal;
}

/** Removes the members of a mapping that are null. */
export function withoutNulls(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null));
}

/** Creates the JSON Schema of a mapping with these properties and no others. */
export function objectOf(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
