import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';

export function makeClient(url, possibleTypes, typePolicies = {}) {
  return new ApolloClient({
    link: new HttpLink({ uri: url }),
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
  });
}
