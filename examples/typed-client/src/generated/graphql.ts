/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The result of comparing the cells of a row pair by pair. If pairs have different results, the verdict is the result that is first in this list: OPPOSITE, DIFFERENT, OVERLAPPING, NOT_COMPARABLE, UNDETERMINED, EQUIVALENT, SAME. A missing cell never counts as agreement or as difference. */
export type RowVerdict =
  /** Two cells state different values. */
  | 'DIFFERENT'
  /** All cells state the same value, but not all in the same words. */
  | 'EQUIVALENT'
  /** The axis does not apply to one of the approaches, or units cannot be converted. */
  | 'NOT_COMPARABLE'
  /** Some cells are stated, and all other cells are not stated. Only rows of features, benefits, drawbacks, use cases have this verdict. */
  | 'ONE_SIDED'
  /** Two cells state opposite ends: yes and no, or both ends of a scale with three or more levels. */
  | 'OPPOSITE'
  /** Two cells agree in part. */
  | 'OVERLAPPING'
  /** All cells state the same value. */
  | 'SAME'
  /** The cells cannot be compared because a value is missing or contested, or because the values are true under different conditions. */
  | 'UNDETERMINED';

/** Yes, no, or partly. */
export type Support =
  /** No. */
  | 'NO'
  /** Partly; the note states which part. */
  | 'PARTIAL'
  /** Yes. */
  | 'YES';

export type ComparisonQueryVariables = Exact<{
  approaches: Array<string> | string;
  axes?: Array<string> | string | null | undefined;
}>;


export type ComparisonQuery = { compare: { id: string, approaches: Array<{ id: string, name: string }>, rows: { nodes: Array<{ id: string, verdict: RowVerdict, axis:
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
        , cells: Array<{ id: string, text: string, values: Array<{ value:
              | { __typename: 'DateValue' }
              | { __typename: 'OrdinalValue' }
              | { __typename: 'QuantityValue', minimum: string | null, maximum: string | null, unit: string | null }
              | { __typename: 'SupportValue', support: Support }
              | { __typename: 'TermsValue' }
              | { __typename: 'TextValue' }
              | { __typename: 'VersionValue' }
             | null }>, sources: Array<{ id: string, name: string }> }> }> } } | null };


export const ComparisonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Comparison"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"approaches"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"axes"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compare"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"approaches"},"value":{"kind":"Variable","name":{"kind":"Name","value":"approaches"}}},{"kind":"Argument","name":{"kind":"Name","value":"along"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"axes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"axes"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"approaches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"axis"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QuantityValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SupportValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"support"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ComparisonQuery, ComparisonQueryVariables>;