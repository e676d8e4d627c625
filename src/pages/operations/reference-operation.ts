/** The GraphQL operation for a reference in an address: finds the approach with this slug or id, and searches for concepts by text. */
export const referenceOperation = /* GraphQL */ `
  query PageReference($reference: String!, $text: String!, $kinds: [ConceptKind!]!, $first: Int!, $at: Int) {
    approach(slug: $reference, at: $at) {
      slug
    }
    search(text: $text, kinds: $kinds, first: $first, at: $at) {
      nodes {
        kind
        slug
        name
      }
    }
  }
`;

/** The variables of `referenceOperation`. */
export interface ReferenceVariables {
  readonly reference: string;
  /** The words of the reference, or its longest word. At most 200 characters and 12 words. */
  readonly text: string;
  readonly kinds: readonly PageKind[];
  readonly first: number;
  readonly at: number | null;
}

/** The kinds of concepts that have pages. */
export type PageKind = 'APPROACH' | 'QUESTION' | 'CITED_SOURCE';

/** The result of `referenceOperation`. */
export interface ReferenceResult {
  readonly approach: { readonly slug: string } | null;
  readonly search: {
    readonly nodes: readonly { readonly kind: PageKind; readonly slug: string; readonly name: string }[];
  };
}

/** The GraphQL operation for the current slugs and names of approaches. The result omits references that do not resolve. */
export const approachNamesOperation = /* GraphQL */ `
  query ApproachNames($references: [String!]!, $at: Int) {
    approaches(filter: { references: $references }, first: 51, at: $at) {
      nodes {
        slug
        name
      }
    }
  }
`;

/** The variables of `approachNamesOperation`. */
export interface ApproachNamesVariables {
  /** Slugs or ids. At most 51 approaches are returned. */
  readonly references: readonly string[];
  readonly at: number | null;
}

/** The result of `approachNamesOperation`. */
export interface ApproachNamesResult {
  readonly approaches: {
    readonly nodes: readonly { readonly slug: string; readonly name: string }[];
  };
}
