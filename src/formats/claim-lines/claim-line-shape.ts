import { z } from 'zod';
import { absences, ranks } from '../../graph/claim.js';
import { valueTypes } from '../../graph/values/value-rules.js';
import { position } from '../forms/claim-shape.js';
import { isMapping } from '../input/document-part.js';
import { oneOf, record, text } from '../forms/shapes.js';

/** A concept as a line names it: by its name, or with more of what is known of it. */
export type Mention = string | Readonly<Record<string, unknown>>;

function mentionOf(whose: string) {
  return z.custom<Mention>(
    (written) => (typeof written === 'string' ? written.trim() !== '' : isMapping(written)),
    { error: `the name of ${whose}, or a mapping with more of it` },
  );
}

/** A claim as a line writes it. What is null is as if it were left out. */
export const claimLineShape = record('a claim', {
  approach: mentionOf('an approach'),
  dimension: mentionOf('a dimension'),
  /** Read by the rules of its type, once the dimension is known. */
  value: z.unknown().optional(),
  absence: oneOf(absences).nullish(),
  valueType: oneOf(valueTypes).nullish(),
  unit: text.nullish(),
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

/** The members of a dimension that a line has beside it, not in it. */
export const measureKeys = ['valueType', 'unit', 'levels', 'group'] as const;
export type MeasureFields = Pick<ClaimLineFields, (typeof measureKeys)[number]>;
