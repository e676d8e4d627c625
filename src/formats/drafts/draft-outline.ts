import type { Concept, ConceptKind } from '../../graph/concept.js';
import { citedUrl } from '../../graph/cited-url.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import type { PrintableClaim } from '../printing/print-claim.js';
import type { PrintableConcept } from '../printing/print-graph-document.js';
import { conditionsText, statementText } from './statement-text.js';
import type { TextLocations } from './text-locations.js';

/** A link of an approach to a feature, benefit, drawback or use case with this name. */
interface LinkOutline {
  readonly approach: string;
  readonly name: string;
  /** The text of the claim. */
  readonly text?: string;
  /** The location of the statement in the text, then the URLs that the statement links to; absent if the location is not known. */
  readonly place?: string;
}

/** A dimension, with the statements about each approach, by the name of the approach. */
interface DimensionOutline {
  readonly name: string;
  readonly valueType: ValueType;
  readonly unit?: string;
  /** The levels of the scale, lowest first. */
  readonly levels?: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
  /** The locations of the statements in the text, then the URLs that the statements link to; absent if no location is known. */
  readonly places?: Readonly<Record<string, string>>;
}

/** A summary of a draft for readers. It has the names of concepts instead of their ids, and the locations of the statements. */
export interface DraftOutline {
  readonly approaches: readonly { name: string; aliases?: readonly string[]; definition?: string }[];
  readonly dimensions: readonly DimensionOutline[];
  /** The features and drawbacks of approaches. `kind` is the kind of the feature, or DRAWBACK. */
  readonly features: readonly (LinkOutline & { readonly kind: string })[];
  readonly benefits: readonly LinkOutline[];
  /** The use cases that approaches suit, and the conclusions. Conclusions have no approach. */
  readonly guidance: readonly { approach?: string; text: string }[];
  readonly distinction: string | null;
}

/**
 * Summarises concepts and claims.
 * @param locations describes the locations of citations; absent to leave out the locations
 */
export function outlineOfContent(
  content: readonly PrintableConcept[],
  locations?: TextLocations,
): DraftOutline {
  const locationOf = (claims: readonly PrintableClaim[]): string =>
    claims
      .flatMap(({ claim: { citations } }) => {
        const place = citations[0] ? locations?.describe(citations[0]) : null;
        const links = citations.slice(1).flatMap((citation) => citedUrl(citation) ?? []);
        return place ? [[place, ...links].join(', ')] : [];
      })
      .join('; ');
  const contentOfKind = (kind: ConceptKind) => content.filter(({ concept }) => concept.kind === kind);
  const approaches = contentOfKind('APPROACH');
  const questionClaims = contentOfKind('QUESTION').flatMap(({ claims }) => claims);
  const linked = (predicate: string): readonly (LinkOutline & { target: Concept })[] =>
    approaches.flatMap(({ concept, claims }) =>
      claims.flatMap((printable) => {
        const { claim, target } = printable;
        if (claim.predicate !== predicate || !target) return [];
        const place = locationOf([printable]);
        return [
          {
            approach: concept.name,
            name: target.name,
            ...(claim.text === null ? {} : { text: claim.text }),
            ...(place === '' ? {} : { place }),
            target,
          },
        ];
      }),
    );
  return {
    approaches: approaches.map(({ concept: { name, aliases }, claims }) => ({
      name,
      ...(aliases.length > 0 ? { aliases } : {}),
      ...definitionIn(claims),
    })),
    dimensions: content.flatMap(({ concept }): readonly DimensionOutline[] => {
      if (concept.kind !== 'DIMENSION') return [];
      const { name, valueType, unit, levels } = concept;
      const stated = approaches.flatMap(({ concept: approach, claims }) => {
        const along = claims.filter(({ claim }) => claim.target === concept.id);
        return along.length === 0 ? [] : [{ approach: approach.name, along, place: locationOf(along) }];
      });
      const placed = stated.flatMap(({ approach, place }) =>
        place === '' ? [] : [[approach, place] as const],
      );
      return [
        {
          name,
          valueType,
          ...(unit === null ? {} : { unit }),
          ...(levels === null ? {} : { levels }),
          cells: Object.fromEntries(
            stated.map(({ approach, along }) => [approach, along.map(printCell).join('; ')]),
          ),
          ...(placed.length === 0 ? {} : { places: Object.fromEntries(placed) }),
        },
      ];
    }),
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

function printCell({ claim }: PrintableClaim): string {
  return statementText(claim) + conditionsText(claim);
}

/** Prints the type of a dimension: `QUANTITY in kg`, `ORDINAL: slow, fast`. */
function typeInWords({ valueType, unit, levels }: DimensionOutline): string {
  return `${valueType}${unit === undefined ? '' : ` in ${unit}`}${levels === undefined ? '' : `: ${levels.join(', ')}`}`;
}

function printLocation(place: string | undefined): string {
  return place === undefined ? '' : ` [${place}]`;
}

/** Prints an outline as lines of text. */
export function printOutline(outline: DraftOutline): string {
  const { approaches, dimensions, features, benefits, guidance, distinction } = outline;
  const links = (items: readonly LinkOutline[]): readonly string[] =>
    items.map(
      ({ approach, name, text, place }) =>
        `  ${approach}: ${name}${text === undefined ? '' : ` (${text})`}${printLocation(place)}`,
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
      dimensions.flatMap((dimension) => [
        `  ${dimension.name} (${typeInWords(dimension)})`,
        ...Object.entries(dimension.cells).map(
          ([approach, text]) => `    ${approach}: ${text}${printLocation(dimension.places?.[approach])}`,
        ),
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
