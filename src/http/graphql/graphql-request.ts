import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Admission } from './admit-operation.js';
import {
  parseBodyParameters,
  parseQueryParameters,
  type GraphqlParameters,
} from '../requests/graphql-parameters.js';
import type { AccessRefusal } from '../access/access-error.js';
import type { RequestError } from '../errors/request-error.js';
import type { QuotaCharge } from '../quota/quota.js';
import { parseBody } from '../requests/request-bodies.js';

/** A GraphQL request: the input for Apollo Server, and the state that the route shares with the plugins of Apollo Server. */
export class GraphqlRequest implements HTTPGraphQLRequest, Admission {
  /** Always POST: the parameters of a GET are parsed here, and passed to Apollo Server as a body. */
  readonly method = 'POST';
  readonly search = '';
  readonly body: GraphqlParameters;
  readonly isByGet: boolean;
  readonly charge: QuotaCharge | null;
  namesRevision = false;
  isConfidential = false;
  readonly unverified: RequestError | null;
  refusal: AccessRefusal | null = null;
  /** Whether direct execution has tried the plan. Apollo Server then does not try the plan again: graphql-js executes the operation. */
  wasPlanned = false;
  readonly #request: FastifyRequest;
  #headers: HeaderMap | null = null;

  constructor(request: FastifyRequest) {
    this.#request = request;
    this.isByGet = request.method !== 'POST';
    this.charge = request.charge;
    this.unverified = request.unverified;
    this.body = this.isByGet
      ? parseQueryParameters(searchOf(request.url))
      : parseBodyParameters(parseBody(request));
  }

  get headers(): HeaderMap {
    return (this.#headers ??= headersOf(this.#request));
  }
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && value !== '') map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
