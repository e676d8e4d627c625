import { z } from 'zod';
import { absences, ranks } from '../graph/claim.js';
import { predicateKeys, type PredicateKey } from './claim-keys.js';
import { oneOf, record, text } from './shapes.js';

const statements = Object.fromEntries(
  Object.values(predicateKeys).map((key) => [key, text.optional()]),
) as Record<PredicateKey, z.ZodOptional<typeof text>>;

const citation = record('a citation', {
  locator: text.optional(),
  quote: text.optional(),
  prefix: text.optional(),
  suffix: text.optional(),
});

/** A claim as a document writes it: one predicate's key with its target or its words, and what goes with it. */
export const claimShape = record('a claim', {
  ...statements,
  /** Read by the rules of its type, once the dimension is known. */
  value: z.unknown().optional(),
  absence: oneOf(absences).optional(),
  text: text.optional(),
  qualifiers: z.record(text, text, { error: 'a mapping from keys to texts' }).optional(),
  rank: oneOf(ranks).default('NORMAL'),
  source: text.optional(),
  locator: text.optional(),
  quote: text.optional(),
  citations: z
    .array(citation, { error: 'a list of citations' })
    .min(1, { error: 'a list of one citation or more' })
    .optional(),
});

export type ClaimFields = z.output<typeof claimShape>;
