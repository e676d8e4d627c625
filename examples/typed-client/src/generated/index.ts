/* oxlint-disable */
export * from "./gql.js";