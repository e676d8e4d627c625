/** The schema of the peers: only the types and fields of the query. */
export const peerSchema = `
  type Query { compare(approaches: [String!]!, dimensions: [String!]!): Comparison! }
  type Comparison { approaches: [Approach!]! rows: [Row!]! }
  type Approach { slug: String! name: String! features: [Feature!]! }
  type Feature { slug: String! name: String! benefits: [Benefit!]! }
  type Benefit { slug: String! name: String! }
  type Dimension { slug: String! name: String! }
  type Row { dimension: Dimension! cells: [Cell!]! }
  type Cell { value: String! claims: [Claim!]! }
  type Claim { id: ID! source: Source! }
  type Source { name: String! url: String! }
`;

/** The arguments of the query. */
export interface CompareArgs {
  readonly approaches: readonly string[];
  readonly dimensions: readonly string[];
}
