import type { Answer, AnsweredApproach, AnsweredClaim, AnsweredFeature } from './answer.js';
import { benefitsPerFeature, featuresPerApproach } from './data-set.js';
import { shapes, type Question } from './question.js';

/** Creates the request of a question for a server, and parses its response. */
export interface QuestionFormat {
  /** The body of the request. */
  body(question: Question): string;
  /** @throws {Error} if the response has another shape */
  read(text: string): Answer;
}

const peerQuery = `query Compare($approaches: [String!]!, $dimensions: [String!]!) {
  compare(approaches: $approaches, dimensions: $dimensions) {
    approaches { slug name features { slug name benefits { slug name } } }
    rows { dimension { slug name } cells { value claims { id source { name url } } } }
  }
}`;

/** For the schema of the peers: `servers/peer-schema.ts`. */
export const peerFormat: QuestionFormat = {
  body: (question) => JSON.stringify({ query: peerQuery, variables: variablesOf(question, 'dimensions') }),
  read: (text) => (dataOf(text) as { compare: Answer }).compare,
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

type Name = Pick<AnsweredFeature, 'slug' | 'name'>;

/** The selected part of Tertium's response. */
interface TertiumAnswer {
  readonly compare: {
    readonly approaches: readonly (Name & {
      readonly features: List<Name & { readonly benefits: List<Name> }>;
    })[];
    readonly rows: List<{
      readonly axis: Name;
      readonly cells: readonly { readonly display: string; readonly claims: readonly AnsweredClaim[] }[];
    }>;
  };
}

export const tertiumFormat: QuestionFormat = {
  body: (question) => JSON.stringify({ query: tertiumQuery, variables: variablesOf(question, 'axes') }),
  read(text) {
    const { approaches, rows } = (dataOf(text) as TertiumAnswer).compare;
    return {
      approaches: approaches.map(({ features, ...approach }): AnsweredApproach => ({
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

function variablesOf({ approaches, dimensions }: Question, along: string): Record<string, readonly string[]> {
  return {
    approaches: approaches.map((number) => `approach-${number}`),
    [along]: dimensions.map((number) => `dimension-${number}`),
  };
}

function dataOf(text: string): unknown {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors !== undefined || typeof data !== 'object' || data === null) {
    throw new Error(`Expected an answer with data and without errors, got ${text.slice(0, 500)}`);
  }
  return data;
}
