import { z } from 'zod';
import { conceptKinds, kindsInWords, type ConceptKind } from '../../graph/concept.js';
import { predicateKeysOf } from '../forms/claim-keys.js';
import { claimShape } from '../forms/claim-shape.js';
import { conceptForms } from '../forms/concept-forms.js';
import { slug, text } from '../forms/shapes.js';
import { objectOf, valueSchema, type JsonSchema } from '../forms/value-forms.js';

/**
 * Generates the JSON Schema (2020-12) of graph documents from the Zod schemas that parse them. Rules that the JSON Schema
 * cannot express, such as references to other concepts, are only checked by the parser.
 */
export function graphDocumentSchema(): JsonSchema {
  const lists: Record<string, unknown> = Object.fromEntries(
    conceptKinds.map((kind) => [conceptForms[kind].list, listOf(kind)]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tertium graph document',
    description: 'Concepts and claims of a comparison graph, with their sources.',
    ...objectOf({
      source: { ...schemaOf(text), description: 'The default source of the claims in this document.' },
      ...lists,
    }),
    $defs: {
      ...Object.fromEntries(conceptKinds.map((kind) => [conceptForms[kind].list, conceptSchema(kind)])),
      claim: {
        ...schemaOf(claimShape),
        description: 'A claim about the concept that lists it under `claims`.',
      },
      further: {
        description: 'Further claims about a concept that another entry declares.',
        ...objectOf({ slug: schemaOf(slug), claims: claims() }, ['slug', 'claims']),
      },
    },
  };
}

function listOf(kind: ConceptKind): JsonSchema {
  const declared = { $ref: `#/$defs/${conceptForms[kind].list}` };
  return {
    type: 'array',
    items: predicateKeysOf(kind).length === 0 ? declared : { anyOf: [declared, { $ref: '#/$defs/further' }] },
  };
}

function claims(): JsonSchema {
  return { type: 'array', items: { $ref: '#/$defs/claim' } };
}

function conceptSchema(kind: ConceptKind): JsonSchema {
  const { properties, ...schema } = schemaOf(conceptForms[kind].schema);
  return {
    description: `The declaration of ${kindsInWords([kind])}.`,
    ...schema,
    properties: {
      ...(properties as object),
      claims: predicateKeysOf(kind).length === 0 ? { type: 'array', maxItems: 0 } : claims(),
    },
  };
}

/** Converts a Zod schema to a JSON Schema without `$schema`. */
function schemaOf(shape: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    override({ path, jsonSchema }) {
      if (path.join('.') === 'properties.value') Object.assign(jsonSchema, valueSchema);
    },
  });
  return schema;
}
