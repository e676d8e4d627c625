import { z } from 'zod';
import { isSlug, slugForm, slugMaxLength, slugRule } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { inWords, isMapping, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/*
 * Shapes of the parts of a document. The message of each says what was expected, as the words that
 * follow "expected" in a problem.
 */

/** Words; white space around them says nothing. */
export const text = z
  .string({ error: 'a text' })
  .trim()
  .refine((words) => fold(words) !== '', { error: 'a text that says something' })
  .meta({ pattern: '\\S' });

/** Words as they stand in another text, white space around them included. */
export const verbatim = z
  .string({ error: 'a text' })
  .refine((words) => words !== '', { error: 'a text that is not empty' })
  .meta({ minLength: 1 });

export const slug = z
  .string({ error: 'a slug' })
  .refine(isSlug, { error: `a slug of ${slugRule}` })
  .meta({ pattern: slugForm.source, maxLength: slugMaxLength });

/** A list of words that differ. */
export const texts = z
  .array(text, { error: 'a list of texts' })
  .refine((words) => new Set(words.map(fold)).size === words.length, {
    error: 'texts that differ from each other',
  });

/** A list of slugs that differ. */
export const slugs = z
  .array(slug, { error: 'a list of slugs' })
  .refine((each) => new Set(each).size === each.length, { error: 'slugs that differ from each other' })
  .meta({ uniqueItems: true });

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): z.ZodEnum<{ [W in Word]: W }> {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** A mapping with these keys and no others; `of` says what it is. */
export function record<Shape extends z.ZodRawShape>(of: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of the keys of ${of} (${keys})` : of),
  });
}

/** What may be left out, and then is null. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().transform((value) => value ?? null);
}

/** Reads a part by its shape; where it does not have it, the problems say what was expected. */
export function readShape<Schema extends z.ZodType>(
  schema: Schema,
  part: DocumentPart,
  problems: ProblemList,
): z.output<Schema> | undefined {
  const read = schema.safeParse(part.value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const wrong = part.at(...(issue.path as (string | number)[]));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems.add(wrong.at(key), issue.message, inWords(key));
    } else {
      problems.add(wrong, expectedOf(issue, wrong), cameOf(issue, wrong));
    }
  }
  return undefined;
}

/** A key that is not there is named, as the place can only be that of what lacks it. */
function expectedOf(issue: z.core.$ZodIssue, { value, path }: DocumentPart): string {
  const key = path.at(-1);
  return value === undefined && typeof key === 'string' ? `${key}: ${issue.message}` : issue.message;
}

function cameOf(issue: z.core.$ZodIssue, { value }: DocumentPart): string {
  if (issue.code === 'invalid_type' && issue.expected === 'string') return textInWords(value);
  return isMapping(value) ? 'a mapping' : inWords(value);
}

/** What came where a text was expected: YAML takes some words for something else. */
export function textInWords(value: unknown): string {
  const isMistaken = typeof value === 'number' || typeof value === 'boolean';
  return isMistaken
    ? `${inWords(value)}, which is a ${typeof value} unless it is put in quotes`
    : inWords(value);
}
