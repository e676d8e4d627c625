import type { ComparisonResult, ResultApproach, ResultClaim, ResultFeature } from './comparison-result.js';
import { benefitsPerFeature, featuresPerApproach } from './data-set.js';
import { shapes, type ComparedSet } from './compared-set.js';

/** The query of a server: creates requests for compared sets, and parses the responses. */
export interface QueryFormat {
  /** Creates the body of the request for a compared set. */
  body(set: ComparedSet): string;
  /** Parses the body of a response. @throws {Error} if the response has errors or no data */
  read(text: string): ComparisonResult;
}

const peerQuery = `query Compare($approaches: [String!]!, $dimensions: [String!]!) {
  compare(approaches: $approaches, dimensions: $dimensions) {
    approaches { slug name features { slug name benefits { slug name } } }
    rows { dimension { slug name } cells { value claims { id source { name url } } } }
  }
}`;

/** The query for the schema of the peers: `servers/peer-schema.ts`. */
export const peerFormat: QueryFormat = {
  body: (set) => JSON.stringify({ query: peerQuery, variables: variablesOf(set, 'dimensions') }),
  read: (text) => (dataOf(text) as { compare: ComparisonResult }).compare,
};

const maxRows = Math.max(...shapes.map(({ dimensions }) => dimensions));

const tertiumQuery = `query Compare($approaches: [String!]!, $axes: [String!]!) {
  compare(approaches: $approaches, along: { axes: $axes }) {
    approaches {
      slug name
      features(first: ${featuresPerApproach}) { nodes { slug name benefits(first: ${benefitsPerFeature}) { nodes { slug name } } } }
    }
    rows(first: ${maxRows}) { nodes { axis { slug name } cells { display claims { id source { name url } } } } }
  }
}`;

interface List<Node> {
  readonly nodes: readonly Node[];
}

type Name = Pick<ResultFeature, 'slug' | 'name'>;

/** The data of Tertium's response. */
interface TertiumResult {
  readonly compare: {
    readonly approaches: readonly (Name & {
      readonly features: List<Name & { readonly benefits: List<Name> }>;
    })[];
    readonly rows: List<{
      readonly axis: Name;
      readonly cells: readonly { readonly display: string; readonly claims: readonly ResultClaim[] }[];
    }>;
  };
}

/** The query for Tertium's schema. */
export const tertiumFormat: QueryFormat = {
  body: (set) => JSON.stringify({ query: tertiumQuery, variables: variablesOf(set, 'axes') }),
  read(text) {
    const { approaches, rows } = (dataOf(text) as TertiumResult).compare;
    return {
      approaches: approaches.map(({ features, ...approach }): ResultApproach => ({
        ...approach,
        features: features.nodes.map(({ benefits, ...feature }) => ({
          ...feature,
          benefits: benefits.nodes,
        })),
      })),
      rows: rows.nodes.map(({ axis, cells }) => ({
        dimension: axis,
        cells: cells.map(({ display, claims }) => ({ value: display, claims })),
      })),
    };
  },
};

function variablesOf(
  { approaches, dimensions }: ComparedSet,
  along: string,
): Record<string, readonly string[]> {
  return {
    approaches: approaches.map((number) => `approach-${number}`),
    [along]: dimensions.map((number) => `dimension-${number}`),
  };
}

function dataOf(text: string): unknown {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors !== undefined || typeof data !== 'object' || data === null) {
    throw new Error(`Expected a response with data and without errors, got ${text.slice(0, 500)}`);
  }
  return data;
}
