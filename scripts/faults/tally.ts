/** The end of a request from the view of its client. */
export type RequestEnd =
  | { readonly type: 'RESPONSE'; readonly status: number; readonly body: string }
  /** The connection could not be opened, so the request was not sent. */
  | { readonly type: 'REFUSED' }
  /** The connection was reset or closed after the request was sent, and before its response was complete. */
  | { readonly type: 'BROKEN' }
  /** The client's timeout expired. */
  | { readonly type: 'TIMED_OUT' };

/**
 * The outcome of a request.
 *
 * - `data`: status 200 without errors, and no root field is null.
 * - `unavailable`: status 503; every error has the code STORE_UNAVAILABLE.
 * - `late`: status 503; every error has the code DEADLINE_EXCEEDED or OVERLOADED.
 * - `otherErrors`: every other GraphQL response.
 * - `otherStatus`: a response without a GraphQL body.
 * - `refused`, `broken`, `timedOut`: see `RequestEnd`.
 */
export type Outcome =
  | 'data'
  | 'unavailable'
  | 'late'
  | 'otherErrors'
  | 'otherStatus'
  | 'refused'
  | 'broken'
  | 'timedOut';

const codes503: readonly (readonly [outcome: Outcome, codes: readonly string[]])[] = [
  ['unavailable', ['STORE_UNAVAILABLE']],
  ['late', ['DEADLINE_EXCEEDED', 'OVERLOADED']],
];

interface GraphqlBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Classifies the end of a request. */
export function outcomeOf(end: RequestEnd): Outcome {
  switch (end.type) {
    case 'REFUSED':
      return 'refused';
    case 'BROKEN':
      return 'broken';
    case 'TIMED_OUT':
      return 'timedOut';
    case 'RESPONSE': {
      const body = graphqlBody(end.body);
      if (body === null) return 'otherStatus';
      const { data, errors = [] } = body;
      if (errors.length === 0) return end.status === 200 && hasValues(data) ? 'data' : 'otherErrors';
      if (end.status !== 503) return 'otherErrors';
      const match = codes503.find(([, codes]) =>
        errors.every(({ extensions }) => codes.includes(extensions?.code ?? '')),
      );
      return match?.[0] ?? 'otherErrors';
    }
  }
}

function graphqlBody(text: string): GraphqlBody | null {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) return null;
    return body as GraphqlBody;
  } catch {
    return null;
  }
}

function hasValues(data: GraphqlBody['data']): boolean {
  return data !== null && data !== undefined && Object.values(data).every((value) => value !== null);
}

/** Counts the outcomes of requests. */
export class Tally {
  readonly counts: Record<Outcome, number> = {
    data: 0,
    unavailable: 0,
    late: 0,
    otherErrors: 0,
    otherStatus: 0,
    refused: 0,
    broken: 0,
    timedOut: 0,
  };
  /** The number of responses that match the secret. */
  leaks = 0;
  /** The time of the slowest response in milliseconds. */
  slowestMs = 0;
  /** The status and body of the first response with the outcome `otherErrors` or `otherStatus`. */
  firstUnexpected: string | null = null;
  readonly #secret: RegExp;

  /** Creates a tally without requests. @param secret a pattern that no response may match: the host, port and name of the database, or its file */
  constructor(secret: RegExp) {
    this.#secret = secret;
  }

  /** Counts a request. @param ms its duration in milliseconds */
  add(end: RequestEnd, ms: number): Outcome {
    const outcome = outcomeOf(end);
    this.counts[outcome] += 1;
    if (end.type !== 'RESPONSE') return outcome;
    this.slowestMs = Math.max(this.slowestMs, ms);
    if (this.#secret.test(end.body)) this.leaks += 1;
    if (outcome === 'otherErrors' || outcome === 'otherStatus') {
      this.firstUnexpected ??= `${end.status} ${end.body.trim()}`;
    }
    return outcome;
  }

  /** The number of sent requests. */
  get sent(): number {
    const total = Object.values(this.counts).reduce((sum, count) => sum + count, 0);
    return total - this.counts.refused;
  }
}
