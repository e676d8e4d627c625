import type { Citation } from '../../graph/claim.js';
import type { ClaimRequest, EditRequest } from '../../editing/operations/edit-request.js';
import type { RequestedEdit } from '../../editing/operations/complete-edits.js';
import { editTypes, type DimensionProperties, type EditType } from '../../editing/edit.js';
import { problemOf, type Problem } from '../../editing/problem.js';
import { valueMembers, writtenValues, type ClaimValueInput } from '../claim/claim-value.type.js';
import type {
  CitationInput,
  EditInput,
  PutClaimInput,
  PutConceptInput,
  ReplaceClaimInput,
} from './edit-input.type.js';

/** The types of edits that an input can state. Texts are put by imports only. */
const inputTypes = editTypes.filter((type): type is keyof EditInput & EditType => type !== 'putText');

/** The edits that inputs state, and the problems of the inputs. An input with a problem has no edit. */
export interface ReadEdits {
  readonly edits: readonly RequestedEdit[];
  readonly problems: readonly Problem[];
}

/** Converts inputs to requested edits. @param pathOf returns the path of the input with an index */
export function readEdits(
  inputs: readonly EditInput[],
  pathOf: (index: number) => readonly (string | number)[],
): ReadEdits {
  const problems: Problem[] = [];
  const edits = inputs.flatMap((input, index): readonly RequestedEdit[] => {
    const path = pathOf(index);
    const read = readEdit(input, path);
    if (!('code' in read)) return [{ request: read, path }];
    problems.push(read);
    return [];
  });
  return { edits, problems };
}

function readEdit(input: EditInput, path: readonly (string | number)[]): EditRequest | Problem {
  const given = inputTypes.filter((type) => input[type] !== undefined && input[type] !== null);
  const [type] = given;
  if (type === undefined || given.length > 1) return oneOfExpected(path, inputTypes, given);
  switch (type) {
    case 'putConcept':
      return conceptRequest(input.putConcept as PutConceptInput);
    case 'putClaim': {
      const claim = input.putClaim as PutClaimInput;
      const value = readValue(claim.value, [...path, type, 'value']);
      return value && 'code' in value ? value : putRequest(claim, value);
    }
    case 'replaceClaim': {
      const claim = input.replaceClaim as ReplaceClaimInput;
      const value = readValue(claim.value, [...path, type, 'value']);
      return value && 'code' in value ? value : replaceRequest(claim, value);
    }
    case 'renameConcept': {
      const { id, name, slug } = input.renameConcept as NonNullable<EditInput['renameConcept']>;
      return { type, id, ...(isText(name) ? { name } : {}), ...(isText(slug) ? { slug } : {}) };
    }
    case 'addCitation': {
      const { claim, citation } = input.addCitation as NonNullable<EditInput['addCitation']>;
      return { type, claim, citation: citationOf(citation) };
    }
    case 'setDimension': {
      const { id, ...properties } = input.setDimension as NonNullable<EditInput['setDimension']>;
      return { type, id, properties: { ...properties } as DimensionProperties };
    }
    default:
      return { type, ...(input[type] as object) } as EditRequest;
  }
}

function oneOfExpected(
  path: readonly (string | number)[],
  members: readonly string[],
  given: readonly string[],
): Problem {
  return problemOf('ONE_OF_EXPECTED', {
    path,
    expected: `exactly one of ${members.join(', ')}`,
    got: given.length === 0 ? 'none' : given.join(' and '),
  });
}

function readValue(
  input: ClaimValueInput | null | undefined,
  path: readonly (string | number)[],
): ClaimRequest['value'] | Problem {
  if (!input) return null;
  const values = writtenValues(input);
  const [value] = values;
  if (value && values.length === 1) return value;
  return oneOfExpected(
    path,
    valueMembers,
    values.map(({ type }) => type),
  );
}

function conceptRequest({ id, kind, formerSlugs, ...members }: PutConceptInput): EditRequest {
  return {
    type: 'putConcept',
    concept: { id: id ?? null, kind, members: { ...members }, formerSlugs: formerSlugs ?? [] },
  };
}

function putRequest(claim: PutClaimInput, value: ClaimRequest['value']): EditRequest {
  const { subject, predicate, target, source, absence, text, qualifiers, rank, position, citations } = claim;
  return {
    type: 'putClaim',
    claim: {
      subject,
      predicate,
      target: target ?? null,
      value,
      absence: absence ?? null,
      text: text ?? null,
      qualifiers: plain(qualifiers ?? []),
      rank: rank ?? 'NORMAL',
      source,
      position: position ?? 0,
      citations: (citations ?? []).map(citationOf),
    },
  };
}

function replaceRequest(
  {
    id,
    value: givenValue,
    absence,
    text,
    qualifiers,
    rank,
    position,
    citations,
    target,
    source,
  }: ReplaceClaimInput,
  value: ClaimRequest['value'],
): EditRequest {
  return {
    type: 'replaceClaim',
    id,
    claim: {
      ...(givenValue === undefined ? {} : { value }),
      ...(absence === undefined ? {} : { absence }),
      ...(text === undefined ? {} : { text }),
      ...(qualifiers ? { qualifiers: plain(qualifiers) } : {}),
      ...(rank ? { rank } : {}),
      ...(typeof position === 'number' ? { position } : {}),
      ...(citations ? { citations: citations.map(citationOf) } : {}),
      ...(isText(target) ? { target } : {}),
      ...(isText(source) ? { source } : {}),
    },
  };
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string';
}

/** Copies items to plain objects, because inputs are instances of classes. */
function plain<Item extends object>(items: readonly Item[]): readonly Item[] {
  return items.map((item) => ({ ...item }));
}

function citationOf(input: CitationInput): Citation {
  const { locator, quote, prefix, suffix, start, end, textHash } = input;
  return {
    locator: locator ?? null,
    quote: quote ?? null,
    prefix: prefix ?? null,
    suffix: suffix ?? null,
    start: start ?? null,
    end: end ?? null,
    textHash: textHash ?? null,
  };
}
