import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isShareable } from '../representations/cache-control.js';
import { clientOf } from './client-address.js';
import { TokenBuckets } from './token-buckets.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The charge of the request to its client's quota; null if nothing is charged, such as without a quota or for a response from the cache. */
    charge: QuotaCharge | null;
  }
}

export interface QuotaOptions {
  /** The cost that a client may use per minute, in the unit of `Limits.cost`; more than 0. */
  readonly costPerMinute: number;
  /** The cost that a client may use in one burst after a pause; more than 0. No operation may cost more. */
  readonly burst: number;
  /** A monotonic clock in milliseconds; default: `performance.now`. */
  readonly now?: () => number;
}

/** The name of the policy in `RateLimit` and `RateLimit-Policy`. */
const policyName = '"cost"';

/**
 * Bounds the cost of each client's operations with a token bucket per client. The header fields for clients are those of
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
export class Quota {
  /** The value of `RateLimit-Policy`: the window `w` is the time in which an empty bucket fills. */
  readonly policy: string;
  readonly #costPerMinute: number;
  readonly #burst: number;
  readonly #buckets: TokenBuckets;

  constructor({ costPerMinute, burst, now }: QuotaOptions) {
    const windowSeconds = Math.ceil((burst * 60) / costPerMinute);
    this.policy = `${policyName};q=${burst};w=${windowSeconds};qu="cost"`;
    this.#costPerMinute = costPerMinute;
    this.#burst = burst;
    this.#buckets = new TokenBuckets({ perMinute: costPerMinute, capacity: burst }, now);
  }

  /** Creates the charge of a request. No cost is taken yet. */
  chargeOf({ ip, socket }: FastifyRequest): QuotaCharge {
    return new QuotaCharge(this.#buckets, clientOf(ip, socket.remoteAddress), {
      costPerMinute: this.#costPerMinute,
      burst: this.#burst,
    });
  }
}

/** The charge of one request to its client's quota. */
export class QuotaCharge {
  readonly #buckets: TokenBuckets;
  readonly #client: string;
  readonly #options: QuotaOptions;
  #taken = 0;
  #waitSeconds = 0;

  constructor(buckets: TokenBuckets, client: string, options: QuotaOptions) {
    this.#buckets = buckets;
    this.#client = client;
    this.#options = options;
  }

  /**
   * Takes the cost of an operation.
   * @param cost at most `QuotaOptions.burst`
   * @throws {GraphQLError} QUOTA_EXCEEDED, with 429 and `Retry-After`, if the remaining quota is less than `cost`; then no cost is taken
   */
  take(cost: number): void {
    this.#waitSeconds = this.#buckets.take(this.#client, cost);
    if (this.#waitSeconds > 0) throw this.#exceeded(cost, this.#waitSeconds);
    this.#taken += cost;
  }

  /** Returns the taken cost to the bucket. */
  refund(): void {
    if (this.#taken > 0) this.#buckets.refund(this.#client, this.#taken);
    this.#taken = 0;
  }

  /**
   * The value of `RateLimit`: `r` is the remaining cost, `t` the seconds until the bucket is full. After QUOTA_EXCEEDED, `t` is the time
   * until the request can be repeated, as in `Retry-After`. Without `t`, the bucket is full.
   */
  get limit(): string {
    const { tokens, fullInSeconds } = this.#buckets.levelOf(this.#client);
    const seconds = this.#waitSeconds || fullInSeconds;
    return `${policyName};r=${tokens}${seconds > 0 ? `;t=${seconds}` : ''}`;
  }

  #exceeded(cost: number, retryAfter: number): GraphQLError {
    const { tokens } = this.#buckets.levelOf(this.#client);
    const { costPerMinute, burst } = this.#options;
    return new GraphQLError(
      `The quota is used up: expected an operation that costs ${tokens} at most, got one that costs ${cost}. ` +
        `A client may use ${costPerMinute} per minute, and ${burst} in one burst after a pause. Repeat the request in ${retryAfter} s, or request less.`,
      {
        extensions: {
          code: 'QUOTA_EXCEEDED',
          limit: 'quota',
          atMost: tokens,
          came: cost,
          retryAfter,
          // The declared type is a record, but Apollo Server requires a map.
          http: { status: 429, headers: new HeaderMap([['retry-after', String(retryAfter)]]) as never },
        },
      },
    );
  }
}

/**
 * Adds `RateLimit-Policy` to the responses of a scope. Adds `RateLimit` to the response to a charged request, unless caches may send the
 * response to other clients. Call the function after adding the hook that sets `Cache-Control`.
 */
export function sendRateLimits(scope: FastifyInstance, { policy }: Quota): void {
  scope.addHook('onRequest', (_request, reply, done) => {
    reply.header('ratelimit-policy', policy);
    done();
  });
  scope.addHook('onSend', (request, reply, payload, done) => {
    const cacheControl = String(reply.getHeader('cache-control') ?? '');
    if (request.charge && !isShareable(cacheControl, request.method === 'POST')) {
      reply.header('ratelimit', request.charge.limit);
    }
    done(null, payload);
  });
}
