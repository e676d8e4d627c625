import { comparisonHref, wholeComparison } from '../../pages/addresses/comparison-address.js';
import { conceptHref, type ConceptAddress, type HomeAddress } from '../../pages/addresses/page-addresses.js';
import type { PageContext } from '../../pages/layout/site.js';

export const approachOperation = /* GraphQL */ `
  query ApproachPage($slug: String!, $at: Int) {
    approach(slug: $slug, at: $at) {
      slug
      name
      questions(first: 100) {
        nodes {
          slug
          name
        }
      }
    }
  }
`;
export const sourceOperation = /* GraphQL */ `
  query SourcePage($slug: String!, $at: Int) {
    citedSource(slug: $slug, at: $at) {
      slug
      name
    }
  }
`;
export const homeOperation = /* GraphQL */ `
  query HomePage($after: String) {
    questions(first: 100) {
      nodes {
        slug
        name
      }
    }
    approaches(first: 100, after: $after) {
      nodes {
        slug
        name
      }
    }
  }
`;

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (each) => `&#${each.charCodeAt(0)};`);
const link = (href: string, name: string): string => `<a href="${escaped(href)}">${escaped(name)}</a>`;

function* page({ site, locale }: PageContext, title: string, ...parts: readonly string[]): Generator<string> {
  yield `<!doctype html><html lang="${locale}"><title>${escaped(title)}</title><link rel="stylesheet" href="${site.styleSheet}">`;
  yield* parts;
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

export function* renderApproachPage(input: {
  readonly context: PageContext;
  readonly address: ConceptAddress;
  readonly result: {
    readonly approach: Named & { readonly questions: { readonly nodes: readonly Named[] } };
  };
}): Generator<string> {
  const { approach } = input.result;
  yield* page(
    input.context,
    approach.name,
    ...approach.questions.nodes.map(({ slug, name }) =>
      link(comparisonHref(wholeComparison({ type: 'QUESTION', slug })), name),
    ),
  );
}

export function* renderSourcePage(input: {
  readonly context: PageContext;
  readonly address: ConceptAddress;
  readonly result: { readonly citedSource: Named };
}): Generator<string> {
  yield* page(input.context, input.result.citedSource.name);
}

export function* renderHomePage(input: {
  readonly context: PageContext;
  readonly address: HomeAddress;
  readonly result: {
    readonly questions: { readonly nodes: readonly Named[] };
    readonly approaches: { readonly nodes: readonly Named[] };
  };
}): Generator<string> {
  const { questions, approaches } = input.result;
  yield* page(
    input.context,
    input.context.site.name,
    ...questions.nodes.map(({ slug, name }) =>
      link(comparisonHref(wholeComparison({ type: 'QUESTION', slug })), name),
    ),
    ...approaches.nodes.map(({ slug, name }) =>
      link(conceptHref({ type: 'APPROACH', slug, at: null, after: null, locale: null }), name),
    ),
  );
}

export function* renderErrorPage(input: {
  readonly context: PageContext;
  readonly status: number;
  readonly message: string;
  readonly nearest: readonly { readonly name: string; readonly href: string }[];
  readonly retryAfter: number | null;
}): Generator<string> {
  yield* page(
    input.context,
    `${input.status}`,
    `<p>${escaped(input.message)}`,
    ...input.nearest.map(({ name, href }) => link(href, name)),
  );
}
