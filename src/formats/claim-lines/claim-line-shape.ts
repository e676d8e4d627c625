import { z } from 'zod';
import { absences, axisKinds, ranks, type AxisKind } from '../../graph/claim.js';
import { kindsInWords, memberName } from '../../graph/concept.js';
import { valueTypes } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import { parseWrittenUnit, type WrittenUnitOptions } from '../../graph/values/written-unit.js';
import { position } from '../forms/claim-shape.js';
import { isMapping } from '../input/document-part.js';
import { oneOf, record, text } from '../forms/shapes.js';

/** A reference to a concept in a line: its name, or a mapping with its members. */
export type Mention = string | Readonly<Record<string, unknown>>;

function mentionOf(kind: string) {
  return z.custom<Mention>(
    (mention) => (typeof mention === 'string' ? mention.trim() !== '' : isMapping(mention)),
    { error: `the name of ${kind}, or a mapping with its members` },
  );
}

/** Accepts every UCUM code that has only one reading, because files of earlier versions may contain such codes. */
export const unitsInLines: WrittenUnitOptions = Object.freeze({ acceptsAnyUcum: true });

/** A unit in common notation. The schema converts it to the UCUM code or currency. */
const unit = text.transform((written, context) => {
  try {
    return parseWrittenUnit(written, unitsInLines);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    context.addIssue({ code: 'custom', message: error.expected, input: written });
    return z.NEVER;
  }
});

/** The key under which a line names an axis of a kind, such as `useCase` for USE_CASE. */
type AxisKeyOf<Kind extends string> = Kind extends `${infer First}_${infer Second}`
  ? `${Lowercase<First>}${Capitalize<Lowercase<Second>>}`
  : Lowercase<Kind>;
/** The keys that can name the axis of a claim; a line has exactly one of these keys. */
export type AxisKey = AxisKeyOf<AxisKind>;
export const axisKeys = Object.freeze(
  Object.fromEntries(axisKinds.map((kind) => [kind, memberName(kind)])),
) as Readonly<Record<AxisKind, AxisKey>>;

const optionalMention = (kind: AxisKind) => mentionOf(kindsInWords([kind])).nullish();
const axisMentions = Object.fromEntries(
  axisKinds.map((kind) => [axisKeys[kind], optionalMention(kind)]),
) as Record<AxisKey, ReturnType<typeof optionalMention>>;

/** A claim as a line of JSON. A null member is the same as a missing member. */
export const claimLineShape = record('a claim', {
  approach: mentionOf('an approach'),
  ...axisMentions,
  /** The value. It is parsed by the rules of its type after the dimension is resolved. */
  value: z.unknown().optional(),
  absence: oneOf(absences).nullish(),
  valueType: oneOf(valueTypes).nullish(),
  unit: unit.nullish(),
  levels: z.array(text, { error: 'a list of levels, lowest first' }).nullish(),
  group: text.nullish(),
  qualifiers: z.record(text, text, { error: 'a mapping from keys to texts' }).nullish(),
  text: text.nullish(),
  rank: oneOf(ranks).nullish(),
  position: position.nullish(),
  locator: text.nullish(),
  quote: text.nullish(),
  source: mentionOf('a source'),
});

export type ClaimLineFields = z.output<typeof claimLineShape>;

/** Members of a dimension that are written as members of the line, not of the mention. */
export const dimensionKeys = ['valueType', 'unit', 'levels', 'group'] as const;
export type DimensionFields = Pick<ClaimLineFields, (typeof dimensionKeys)[number]>;
