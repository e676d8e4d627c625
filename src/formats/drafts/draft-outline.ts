import type { Concept, ConceptKind } from '../../graph/concept.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { PrintableClaim } from '../printing/print-claim.js';
import type { PrintableConcept } from '../printing/print-graph-document.js';

/** A link of an approach to a feature, benefit or drawback with this name. */
interface LinkOutline {
  readonly approach: string;
  readonly name: string;
  /** The text of the claim. */
  readonly text?: string;
}

/** A summary of a draft for readers. It has the names of concepts, without sources and citations. */
export interface DraftOutline {
  readonly approaches: readonly { name: string; aliases?: readonly string[]; definition?: string }[];
  /** The dimensions, with their cells by the name of the approach. */
  readonly dimensions: readonly { name: string; cells: Readonly<Record<string, string>> }[];
  /** The features and drawbacks of approaches. `kind` is the kind of the feature, or DRAWBACK. */
  readonly features: readonly (LinkOutline & { readonly kind: string })[];
  readonly benefits: readonly LinkOutline[];
  /** The use cases that approaches suit, and the conclusions. Conclusions have no approach. */
  readonly guidance: readonly { approach?: string; text: string }[];
  readonly distinction: string | null;
}

/** Summarises concepts and claims. */
export function outlineOfContent(content: readonly PrintableConcept[]): DraftOutline {
  const contentOfKind = (kind: ConceptKind) => content.filter(({ concept }) => concept.kind === kind);
  const approaches = contentOfKind('APPROACH');
  const questionClaims = contentOfKind('QUESTION').flatMap(({ claims }) => claims);
  const linked = (predicate: string): readonly (LinkOutline & { target: Concept })[] =>
    approaches.flatMap(({ concept, claims }) =>
      claims.flatMap(({ claim, target }) =>
        claim.predicate === predicate && target
          ? [
              {
                approach: concept.name,
                name: target.name,
                ...(claim.text === null ? {} : { text: claim.text }),
                target,
              },
            ]
          : [],
      ),
    );
  return {
    approaches: approaches.map(({ concept: { name, aliases }, claims }) => ({
      name,
      ...(aliases.length > 0 ? { aliases } : {}),
      ...definitionIn(claims),
    })),
    dimensions: contentOfKind('DIMENSION').map(({ concept }) => ({
      name: concept.name,
      cells: Object.fromEntries(
        approaches.flatMap(({ concept: { name }, claims }) => {
          const cells = claims.filter(({ claim }) => claim.target === concept.id).map(printCell);
          return cells.length > 0 ? [[name, cells.join('; ')]] : [];
        }),
      ),
    })),
    features: [
      ...linked('HAS_FEATURE').map(({ target, ...link }) => ({
        ...link,
        kind: target.kind === 'FEATURE' ? target.featureKind : target.kind,
      })),
      ...linked('HAS_DRAWBACK').map(({ target, ...link }) => ({ ...link, kind: target.kind })),
    ],
    benefits: linked('BRINGS_BENEFIT').map(({ target: _, ...link }) => link),
    guidance: [
      ...linked('SUITS').map(({ approach, name, text }) => ({ approach, text: text ?? name })),
      ...textsOf(questionClaims, 'CONCLUDES').map((text) => ({ text })),
    ],
    distinction: textsOf(questionClaims, 'DISTINGUISHED_BY')[0] ?? null,
  };
}

function definitionIn(claims: readonly PrintableClaim[]): { definition?: string } {
  const [definition] = textsOf(claims, 'DEFINED_AS');
  return definition === undefined ? {} : { definition };
}

function textsOf(claims: readonly PrintableClaim[], predicate: string): readonly string[] {
  return claims.flatMap(({ claim }) => (claim.predicate === predicate ? (claim.text ?? []) : []));
}

function printCell({ claim: { value, absence, text } }: PrintableClaim): string {
  if (value) return ruleOf(value).display(value);
  return text ?? (absence === 'NOT_APPLICABLE' ? 'Not applicable' : 'Unknown');
}

/** Prints an outline as lines of text. */
export function printOutline(outline: DraftOutline): string {
  const { approaches, dimensions, features, benefits, guidance, distinction } = outline;
  const links = (items: readonly LinkOutline[]): readonly string[] =>
    items.map(
      ({ approach, name, text }) => `  ${approach}: ${name}${text === undefined ? '' : ` (${text})`}`,
    );
  const parts: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [
      'Approaches',
      approaches.map(
        ({ name, aliases = [], definition }) =>
          `  ${[name, ...aliases].join(', ')}${definition === undefined ? '' : `: ${definition}`}`,
      ),
    ],
    [
      'Dimensions',
      dimensions.flatMap(({ name, cells }) => [
        `  ${name}`,
        ...Object.entries(cells).map(([approach, text]) => `    ${approach}: ${text}`),
      ]),
    ],
    ['Features and drawbacks', links(features)],
    ['Benefits', links(benefits)],
    [
      'Guidance',
      guidance.map(({ approach, text }) => `  ${approach === undefined ? '' : `${approach}: `}${text}`),
    ],
    ['Distinction', distinction === null ? [] : [`  ${distinction}`]],
  ];
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${heading}\n${lines.join('\n')}\n`)
    .join('\n');
}
