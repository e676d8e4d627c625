import { z } from 'zod';
import { type Concept, conceptId, type ConceptKind } from '../../graph/concept.js';
import { conceptForms } from '../forms/concept-forms.js';
import { printDecimal } from '../forms/value-forms.js';

/** The members with decimal values. */
const decimalMembers = ['minimum', 'maximum', 'tolerance'];

/**
 * Prints a concept in the notation of graph documents, without claims, texts and defaults.
 * @param formerSlugs the slugs of the concept, except the first and the current slug
 */
export function printConcept(concept: Concept, formerSlugs: readonly string[]): object {
  const members: object = { ...concept, formerSlugs };
  const printed: Record<string, unknown> = {};
  if (concept.id !== conceptId(concept.kind, concept.slug)) printed['id'] = concept.id;
  for (const [key, defaultJson] of keysOf(concept.kind)) {
    const member = (members as Readonly<Record<string, unknown>>)[key];
    if (member === undefined || member === null || JSON.stringify(member) === defaultJson) continue;
    printed[key] = decimalMembers.includes(key) ? printDecimal(member as string) : member;
  }
  return printed;
}

/** The keys of a concept kind in their printed order, each with its default as JSON. */
type Keys = readonly (readonly [key: string, defaultJson: string | undefined])[];
const keysByKind = new Map<ConceptKind, Keys>();

function keysOf(kind: ConceptKind): Keys {
  let keys = keysByKind.get(kind);
  if (!keys) {
    keys = Object.entries(conceptForms[kind].schema.shape)
      .filter(([key]) => !['id', 'claims', 'texts'].includes(key))
      .map(([key, schema]) => {
        const { data } = z.safeParse(schema, undefined);
        return [key, data === undefined ? undefined : JSON.stringify(data)];
      });
    keysByKind.set(kind, keys);
  }
  return keys;
}
