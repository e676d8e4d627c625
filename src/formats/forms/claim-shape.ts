import { z } from 'zod';
import { absences, ranks } from '../../graph/claim.js';
import { isClaimId } from '../../graph/identity.js';
import { predicateKeys, type PredicateKey } from './claim-keys.js';
import { oneOf, record, text, verbatim } from './shapes.js';

const statements = Object.fromEntries(
  Object.values(predicateKeys).map((key) => [key, text.optional()]),
) as Record<PredicateKey, z.ZodOptional<typeof text>>;

const largestInteger = 2_147_483_647;

/** Creates a Zod schema for integers from `from` to the largest integer of 32 bits, which databases can store. */
function wholeNumber(from: number, expected: string) {
  return z
    .number({ error: expected })
    .refine((number) => Number.isInteger(number) && number >= from && number <= largestInteger, {
      error: expected,
    })
    .meta({ type: 'integer', minimum: from, maximum: largestInteger });
}

/** The schema of the position of a claim among the claims about its subject. */
export const position = wholeNumber(-largestInteger, 'a position that is an integer of 32 bits');

const offset = wholeNumber(0, 'an offset in code points, 0 for the first');
const citation = record('a citation', {
  locator: text.optional(),
  quote: verbatim.optional(),
  prefix: verbatim.optional(),
  suffix: verbatim.optional(),
  start: offset.optional(),
  end: offset.optional(),
  textHash: text.optional(),
}).refine(({ start, end }) => start === undefined || end === undefined || start <= end, {
  error: 'an end that is not before the start',
  path: ['end'],
});

/** A claim in a document: the key of one predicate with its target or text, and further members. */
export const claimShape = record('a claim', {
  ...statements,
  /** The value. It is parsed by the rules of its type after the dimension is resolved. */
  value: z.unknown().optional(),
  absence: oneOf(absences).optional(),
  text: text.optional(),
  qualifiers: z.record(text, text, { error: 'a mapping from keys to texts' }).optional(),
  rank: oneOf(ranks).default('NORMAL'),
  source: text.optional(),
  position: position.optional(),
  supersedes: z
    .string({ error: 'the id of a claim' })
    .refine(isClaimId, { error: 'the id of a claim' })
    .meta({ pattern: '^claim/' })
    .optional(),
  locator: text.optional(),
  quote: text.optional(),
  citations: z
    .array(citation, { error: 'a list of citations' })
    .min(1, { error: 'a list of one citation or more' })
    .optional(),
});

export type ClaimFields = z.output<typeof claimShape>;
