import { predicateRules, predicates, type Citation, type Predicate } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import { sortQualifiers } from '../../graph/identity.js';
import { ruleFor, type ClaimValue, type ValueType } from '../../graph/values/value-rules.js';
import { expectUnitOfScale } from '../../graph/values/quantity.js';
import { yes } from '../../graph/values/support.js';
import { noScale, ValueError, type Scale } from '../../graph/values/value-type.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { predicateKeys, predicateKeysOf } from '../forms/claim-keys.js';
import { claimShape, type ClaimFields } from '../forms/claim-shape.js';
import type { DeclaredConcept, DeclaredConcepts } from './declared-concepts.js';
import { printJson, type DocumentPart } from '../input/document-part.js';
import type { ProblemList } from '../input/problem-list.js';
import { readShape, printNonText } from '../forms/shapes.js';

/** The context in which a claim is read. */
export interface ClaimContext {
  readonly subject: DeclaredConcept;
  /** The default position of the claim. */
  readonly position: number;
  /**
   * The id of the document's default source; null if there is none, undefined if the source has a problem.
   */
  readonly documentSource: string | null | undefined;
  readonly declared: DeclaredConcepts;
  readonly problems: ProblemList;
}

/** The members of a claim that depend on its predicate. */
type ClaimStatement = Pick<ClaimDraft, 'target' | 'value' | 'absence' | 'text'>;

/** Reads a claim. If the claim has problems, adds them to the context and returns undefined. */
export function readClaim(part: DocumentPart, context: ClaimContext): ClaimDraft | undefined {
  const { subject, position, problems } = context;
  const fields = readShape(claimShape, part, problems);
  if (!fields) return undefined;
  const predicate = readPredicate(part, fields, subject.kind, problems);
  if (predicate === undefined) return undefined;
  const statement =
    predicateRules[predicate].targets.length === 0
      ? readTextStatement(part, fields, predicate, problems)
      : readLink(part, fields, predicate, context);
  const source = readSource(part, fields, context);
  const citations = readCitations(part, fields, problems);
  if (statement === undefined || source === undefined || citations === undefined) return undefined;
  return {
    subject: subject.id,
    predicate,
    ...statement,
    qualifiers: sortQualifiers(
      Object.entries(fields.qualifiers ?? {}).map(([key, value]) => ({ key, value })),
    ),
    rank: fields.rank,
    source,
    position: fields.position ?? position,
    supersedes: fields.supersedes ?? null,
    citations,
  };
}

function readPredicate(
  part: DocumentPart,
  fields: ClaimFields,
  subject: ConceptKind,
  problems: ProblemList,
): Predicate | undefined {
  const statedPredicates = predicates.filter((predicate) => fields[predicateKeys[predicate]] !== undefined);
  const [predicate, another] = statedPredicates;
  const possible = predicateKeysOf(subject).join(', ');
  if (predicate === undefined) {
    problems.add(part, `one of the predicates ${possible}`, 'none');
  } else if (another !== undefined) {
    const keys = statedPredicates.map((stated) => predicateKeys[stated]);
    problems.add(part.at(predicateKeys[another]), 'one predicate in a claim', keys.join(' and '));
  } else if (!predicateRules[predicate].subjects.includes(subject)) {
    const key = predicateKeys[predicate];
    problems.add(part.at(key), `one of the predicates ${possible}`, printJson(key));
  } else {
    return predicate;
  }
  return undefined;
}

const linkMembers = ['value', 'absence', 'text'] as const;

function readTextStatement(
  part: DocumentPart,
  fields: ClaimFields,
  predicate: Predicate,
  problems: ProblemList,
): ClaimStatement | undefined {
  const key = predicateKeys[predicate];
  const linkMembersPresent = linkMembers.filter((member) => fields[member] !== undefined);
  for (const member of linkMembersPresent)
    problems.add(part.at(member), `only the text of ${key}`, printJson(fields[member]));
  const text = fields[key];
  if (linkMembersPresent.length > 0 || text === undefined) return undefined;
  return { target: null, value: null, absence: null, text };
}

function readLink(
  part: DocumentPart,
  fields: ClaimFields,
  predicate: Predicate,
  { subject, declared, problems }: ClaimContext,
): ClaimStatement | undefined {
  const rule = predicateRules[predicate];
  const kinds = rule.sameKind ? [subject.kind] : rule.targets;
  const target = declared.find(part.at(predicateKeys[predicate]), kinds, problems);
  if (!target) return undefined;
  const { value: notation, absence = null, text = null } = fields;
  if (absence !== null) {
    if (notation === undefined) return { target: target.id, value: null, absence, text };
    problems.add(part.at('absence'), 'either a value or an absence', 'both');
    return undefined;
  }
  const value = readValue(part, notation, predicate, target, problems);
  return value && { target: target.id, value, absence, text };
}

function readValue(
  part: DocumentPart,
  notation: unknown,
  predicate: Predicate,
  target: DeclaredConcept,
  problems: ProblemList,
): ClaimValue | undefined {
  if (predicate !== 'HAS_VALUE') {
    return notation === undefined ? yes : parseValue(part.at('value'), 'SUPPORT', noScale, problems);
  }
  if (notation === undefined) {
    problems.add(part, 'a value or an absence', 'neither');
    return undefined;
  }
  const dimension = target.concept;
  // The problems of the dimension were reported when it was declared.
  if (dimension?.kind !== 'DIMENSION') return undefined;
  return parseValue(part.at('value'), dimension.valueType, dimension, problems);
}

function parseValue(
  notation: DocumentPart,
  type: ValueType,
  scale: Scale,
  problems: ProblemList,
): ClaimValue | undefined {
  try {
    const value = ruleFor(type).parse(notation.value, scale);
    if (value.type === 'QUANTITY') expectUnitOfScale(value, scale);
    return value;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    problems.add(notation, error.expected, type === 'TEXT' ? printNonText(notation.value) : error.actual);
    return undefined;
  }
}

function readSource(
  part: DocumentPart,
  fields: ClaimFields,
  { documentSource, declared, problems }: ClaimContext,
): string | undefined {
  if (fields.source !== undefined) return declared.find(part.at('source'), ['CITED_SOURCE'], problems)?.id;
  if (documentSource !== null) return documentSource;
  problems.add(part, 'a source, in the claim or at the top of the document', 'none');
  return undefined;
}

function readCitations(
  part: DocumentPart,
  { locator, quote, citations }: ClaimFields,
  problems: ProblemList,
): readonly Citation[] | undefined {
  const hasShortForm = locator !== undefined || quote !== undefined;
  if (citations === undefined) return hasShortForm ? [citation({ locator, quote })] : [];
  if (hasShortForm) {
    problems.add(part.at('citations'), 'either a locator and a quote or a list of citations', 'both');
    return undefined;
  }
  const empty = citations.findIndex(({ locator, quote, start }) => (locator ?? quote ?? start) === undefined);
  if (empty < 0) return citations.map(citation);
  problems.add(part.at('citations', empty), 'a locator, a quote or a start', 'none of them');
  return undefined;
}

function citation(notation: NonNullable<ClaimFields['citations']>[number]): Citation {
  const { locator = null, quote = null, prefix = null, suffix = null } = notation;
  const { start = null, end = null, textHash = null } = notation;
  return { locator, quote, prefix, suffix, start, end, textHash };
}
