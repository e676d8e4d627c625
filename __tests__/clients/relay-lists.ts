/** The documents of a Relay client that shows pages of lists and refetches parts. */
export const relayDocuments = Object.freeze({
  WidgetsApproach_approach: `fragment WidgetsApproach_approach on Approach
    @refetchable(queryName: "WidgetsApproachPaginationQuery")
    @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
      name
      features(first: $count, after: $cursor) @connection(key: "WidgetsApproach_features") {
        edges { node { name } }
      }
    }`,
  WidgetsApproaches_query: `fragment WidgetsApproaches_query on Query
    @refetchable(queryName: "WidgetsApproachesPaginationQuery")
    @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
      approaches(first: $count, after: $cursor) @connection(key: "WidgetsApproaches_approaches") {
        edges { node { name } }
      }
    }`,
  WidgetsClaim_claim: `fragment WidgetsClaim_claim on Claim @refetchable(queryName: "WidgetsClaimRefetchQuery") {
      valueText
    }`,
  WidgetsListsQuery: `query WidgetsListsQuery($approach: String!, $claim: ID!) {
    approach(slug: $approach) { id ...WidgetsApproach_approach }
    claim(id: $claim) { id ...WidgetsClaim_claim }
    ...WidgetsApproaches_query
  }`,
});
