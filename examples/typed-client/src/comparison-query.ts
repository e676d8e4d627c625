import { graphql } from './generated/gql.js';

/** A comparison, with the values and sources of each cell. codegen generates the types of the variables and of the result. */
export const comparisonQuery = graphql(`
  query Comparison($approaches: [String!]!, $axes: [String!]) {
    compare(approaches: $approaches, along: { axes: $axes }) {
      id
      approaches {
        id
        name
      }
      rows {
        nodes {
          id
          axis {
            id
            name
          }
          verdict
          cells {
            id
            text
            values {
              value {
                __typename
                ... on QuantityValue {
                  minimum
                  maximum
                  unit
                }
                ... on SupportValue {
                  support
                }
              }
            }
            sources {
              id
              name
            }
          }
        }
      }
    }
  }
`);
