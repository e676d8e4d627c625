import { z } from 'zod';
import { isSlug, slugForm, slugMaxLength, slugRule } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { printJson, isMapping, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/*
 * Schemas of the parts of a document. The messages of the schemas describe the expected part, and follow
 * "expected" in a problem.
 */

/** A trimmed text that is not empty when it is folded. */
export const text = z
  .string({ error: 'a text' })
  .trim()
  .refine((value) => fold(value) !== '', { error: 'a text that is not blank' })
  .meta({ pattern: '\\S' });

/** A verbatim part of another text, with its leading and trailing white space. */
export const verbatim = z
  .string({ error: 'a text' })
  .refine((value) => value !== '', { error: 'a text that is not empty' })
  .meta({ minLength: 1 });

export const slug = z
  .string({ error: 'a slug' })
  .refine(isSlug, { error: `a slug of ${slugRule}` })
  .meta({ pattern: slugForm.source, maxLength: slugMaxLength });

/** A list of texts that differ from each other after folding. */
export const texts = z
  .array(text, { error: 'a list of texts' })
  .refine((list) => new Set(list.map(fold)).size === list.length, {
    error: 'texts that differ from each other',
  });

/** A list of distinct slugs. */
export const slugs = z
  .array(slug, { error: 'a list of slugs' })
  .refine((list) => new Set(list).size === list.length, { error: 'slugs that differ from each other' })
  .meta({ uniqueItems: true });

/** Creates a Zod schema for one of `words`. */
export function oneOf<const Word extends string>(words: readonly Word[]): z.ZodEnum<{ [W in Word]: W }> {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** Creates a Zod schema for mappings whose keys are all in `shape`. @param name the mapping in messages, with an article */
export function record<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of the keys of ${name} (${keys})` : name),
  });
}

/** Creates a Zod schema for an optional member. A missing member becomes null. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().transform((value) => value ?? null);
}

/** Parses a part with a schema. If the part does not match, adds the problems and returns undefined. */
export function readShape<Schema extends z.ZodType>(
  schema: Schema,
  part: DocumentPart,
  problems: ProblemList,
): z.output<Schema> | undefined {
  const result = schema.safeParse(part.value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const invalidPart = part.at(...(issue.path as (string | number)[]));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems.add(invalidPart.at(key), issue.message, printJson(key));
    } else {
      problems.add(invalidPart, expectedOf(issue, invalidPart), actualOf(issue, invalidPart));
    }
  }
  return undefined;
}

/**
 * Describes the expected part. Includes the name of a missing key, because the location of the problem is the
 * location of the mapping that lacks the key.
 */
function expectedOf(issue: z.core.$ZodIssue, { value, path }: DocumentPart): string {
  const key = path.at(-1);
  return value === undefined && typeof key === 'string' ? `${key}: ${issue.message}` : issue.message;
}

function actualOf(issue: z.core.$ZodIssue, { value }: DocumentPart): string {
  if (issue.code === 'invalid_type' && issue.expected === 'string') return printNonText(value);
  return isMapping(value) ? 'a mapping' : printJson(value);
}

/** Describes a value that is not a text: YAML parses some unquoted texts as numbers or booleans. */
export function printNonText(value: unknown): string {
  const isMistaken = typeof value === 'number' || typeof value === 'boolean';
  return isMistaken
    ? `${printJson(value)}, which is a ${typeof value} unless it is put in quotes`
    : printJson(value);
}
