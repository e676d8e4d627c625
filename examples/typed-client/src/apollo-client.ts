import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import possibleTypes from 'tertium/possible-types.json' with { type: 'json' };

/**
 * Creates an Apollo Client. With the possible types of interfaces and unions, its cache matches fragments on these types.
 * @param url the address of the API, such as `http://127.0.0.1:4000/graphql`
 */
export function createClient(url: string): ApolloClient {
  return new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache({ possibleTypes }) });
}
