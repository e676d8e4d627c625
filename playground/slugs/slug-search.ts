import { sendOperation } from '../fetch-result.js';
import { inServedNames } from '../schema-names.js';

/** A concept that a search found. */
export interface FoundConcept {
  readonly id: string;
  /** Such as `APPROACH`. */
  readonly kind: string;
  readonly slug: string;
  readonly name: string;
}

const searchOperation = /* GraphQL */ `
  query PlaygroundSearch($text: String!) {
    search(text: $text, first: 12) {
      nodes {
        id
        kind
        slug
        name
      }
    }
  }
`;

/**
 * Searches the concepts of the graph: at most 12, best first.
 * @throws {Error} if the request fails or is aborted, or if the result has errors
 */
export async function searchConcepts(text: string, signal: AbortSignal): Promise<readonly FoundConcept[]> {
  const operation = { query: inServedNames(searchOperation), variables: { text } };
  const { data, errors } = await sendOperation(operation, {}, signal);
  if (errors?.[0]) throw new Error(errors[0].message);
  const [search] = Object.values(
    data as Readonly<Record<string, { readonly nodes: readonly FoundConcept[] }>>,
  );
  return search?.nodes ?? [];
}
