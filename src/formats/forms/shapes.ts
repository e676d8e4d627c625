import { z } from 'zod';
import { isSlug, slugForm, slugMaxLength, slugRule } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { printJson, isMapping, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';

/*
 * Schemas of the parts of a document. Each message says what was expected: it follows "expected" in a
 * problem.
 */

/** A trimmed text that is not empty when it is folded. */
export const text = z
  .string({ error: 'a text' })
  .trim()
  .refine((words) => fold(words) !== '', { error: 'a text that says something' })
  .meta({ pattern: '\\S' });

/** A text as in another text, with the white space around it. */
export const verbatim = z
  .string({ error: 'a text' })
  .refine((words) => words !== '', { error: 'a text that is not empty' })
  .meta({ minLength: 1 });

export const slug = z
  .string({ error: 'a slug' })
  .refine(isSlug, { error: `a slug of ${slugRule}` })
  .meta({ pattern: slugForm.source, maxLength: slugMaxLength });

/** A list of distinct texts. */
export const texts = z
  .array(text, { error: 'a list of texts' })
  .refine((words) => new Set(words.map(fold)).size === words.length, {
    error: 'texts that differ from each other',
  });

/** A list of distinct slugs. */
export const slugs = z
  .array(slug, { error: 'a list of slugs' })
  .refine((each) => new Set(each).size === each.length, { error: 'slugs that differ from each other' })
  .meta({ uniqueItems: true });

/** One of some keywords. */
export function oneOf<const Word extends string>(words: readonly Word[]): z.ZodEnum<{ [W in Word]: W }> {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** A mapping with these keys and no others. @param of its name in messages, with an article */
export function record<Shape extends z.ZodRawShape>(of: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of the keys of ${of} (${keys})` : of),
  });
}

/** An optional member, null if it is missing. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().transform((value) => value ?? null);
}

/** Parses a part with a schema. If it does not match, adds the problems and returns undefined. */
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
      for (const key of issue.keys) problems.add(wrong.at(key), issue.message, printJson(key));
    } else {
      problems.add(wrong, expectedOf(issue, wrong), cameOf(issue, wrong));
    }
  }
  return undefined;
}

/** Names a missing key, since its location is that of the mapping around it. */
function expectedOf(issue: z.core.$ZodIssue, { value, path }: DocumentPart): string {
  const key = path.at(-1);
  return value === undefined && typeof key === 'string' ? `${key}: ${issue.message}` : issue.message;
}

function cameOf(issue: z.core.$ZodIssue, { value }: DocumentPart): string {
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
