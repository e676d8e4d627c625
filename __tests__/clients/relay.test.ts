import { createOperationDescriptor, fetchQuery, type Environment } from 'relay-runtime';
import { describeClients, type PageClient } from './contract.js';
import { makeEnvironment } from './examples/relay-environment.js';
import { compileForRelay } from './relay-artifacts.js';
import { pagesOfLists, widgetQueries, type Widget } from './widgets.js';

const requests = await compileForRelay(widgetQueries);

function pageClient(environment: Environment): PageClient {
  const operationOf = ({ query, variables }: Widget) => createOperationDescriptor(requests[query], variables);
  return {
    async fetch(widget) {
      environment.retain(operationOf(widget));
      await fetchQuery(environment, requests[widget.query], widget.variables).toPromise();
    },
    read(widget) {
      const operation = operationOf(widget);
      const isComplete = environment.check(operation).status === 'available';
      return isComplete ? environment.lookup(operation.fragment).data : null;
    },
  };
}

describeClients([
  { name: 'Relay', make: (url) => pageClient(makeEnvironment(`${url}/graphql`)), morePages: pagesOfLists },
]);
