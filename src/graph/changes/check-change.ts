import { predicateRules, type Predicate } from '../claim.js';
import {
  conceptId,
  isSlug,
  kindsInWords,
  kindOfId,
  slugRule,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../concept.js';
import { inconsistenciesOf } from './dimension-rules.js';
import { invalidChange, type TertiumError } from '../errors.js';
import { fold } from '../text/fold.js';
import { isClaimId, sortQualifiers } from '../identity.js';
import type { SourceText } from '../source-text.js';
import { problemOfText } from './text-rules.js';
import { unstorable } from '../text/code-points.js';
import { ruleFor, ruleOf, type ClaimValue, type ValueType } from '../values/value-rules.js';
import { noScale, ValueError, type Scale } from '../values/value-type.js';
import type { Change, ClaimDraft } from '../ports/writing.js';

/** A change with its number in the set, from 1. */
export interface NumberedChange<Kind extends Change = Change> {
  readonly number: number;
  readonly change: Kind;
}
export type PutConcept = Extract<Change, { type: 'putConcept' }>;
export type PutClaim = Extract<Change, { type: 'putClaim' }>;
export type PutText = Extract<Change, { type: 'putText' }>;

/** The value definition of a dimension: the type and scale that values must fit. */
export interface ValueDefinition extends Scale {
  readonly valueType: ValueType;
}

const linkDefinition: ValueDefinition = Object.freeze({ valueType: 'SUPPORT', ...noScale });

/**
 * The properties of a named concept that checks of claims use; `definition` is null unless the concept is a dimension.
 */
export interface NamedConcept {
  readonly kind: ConceptKind;
  readonly definition: ValueDefinition | null;
}

/**
 * Creates the error that rejects a change: INVALID_CHANGE.
 * @param sentence the expectation and the received value, without the final period
 */
export function rejection({ number, change }: NumberedChange, sentence: string): TertiumError {
  return invalidChange(`Change ${number} (${changeInWords(change)}): ${sentence}.`, { change: number });
}

function changeInWords(change: Change): string {
  switch (change.type) {
    case 'putConcept':
      return `putConcept ${change.concept.id}`;
    case 'putClaim': {
      const { subject, predicate, target } = change.claim;
      return `putClaim ${subject} ${predicate}${target === null ? '' : ` ${target}`}`;
    }
    case 'putText':
      return `putText ${change.text.hash}`;
    case 'completeSource':
      return `completeSource ${change.source}`;
    default:
      return `${change.type} ${change.id}`;
  }
}

/** Rejects texts that not every database can store: texts with NUL characters or unpaired surrogates. */
function checkTexts(numbered: NumberedChange, part: object): void {
  for (const name in part) {
    const member = (part as Readonly<Record<string, unknown>>)[name];
    if (typeof member === 'object' && member !== null) checkTexts(numbered, member);
    if (typeof member !== 'string' || !unstorable.test(member)) continue;
    throw rejection(numbered, `expected Unicode text without NUL characters, got ${JSON.stringify(member)}`);
  }
}

/**
 * Checks a change as far as possible without the graph.
 * @throws {TertiumError} INVALID_CHANGE
 */
export function checkChange(numbered: NumberedChange): void {
  const { change } = numbered;
  if (change.type === 'putText') return checkText(numbered, change.text);
  checkTexts(numbered, change);
  switch (change.type) {
    case 'putConcept':
      return checkConcept(numbered, change.concept, change.formerSlugs ?? []);
    case 'putClaim':
      return checkMembersOfClaim(numbered, change.claim);
    case 'endConcept':
      if (kindOfId(change.id) !== undefined) return;
      throw rejection(numbered, `expected the id of a concept, such as approach/msp, got "${change.id}"`);
    case 'endClaim':
      if (isClaimId(change.id)) return;
      throw rejection(numbered, `expected the id of a claim, such as claim/…, got "${change.id}"`);
    case 'completeSource':
      if (kindOfId(change.source) === 'CITED_SOURCE') return;
      throw rejection(numbered, `expected the id of a cited source, got "${change.source}"`);
  }
}

function checkText(numbered: NumberedChange, text: SourceText): void {
  checkTexts(numbered, { ...text, text: '' });
  const problem = problemOfText(text);
  if (problem !== null) throw rejection(numbered, problem);
}

function checkConcept(numbered: NumberedChange, concept: Concept, formerSlugs: readonly string[]): void {
  const { id, kind, slug } = concept;
  if (!isSlug(slug)) throw rejection(numbered, `expected a slug of ${slugRule}, got "${slug}"`);
  const former = formerSlugs.find((each) => !isSlug(each));
  if (former !== undefined)
    throw rejection(numbered, `expected former slugs of ${slugRule}, got "${former}"`);
  const firstSlug = id.slice(id.indexOf('/') + 1);
  if (kindOfId(id) !== kind || !isSlug(firstSlug)) {
    throw rejection(
      numbered,
      `expected the id of a concept of kind ${kind}, such as ${conceptId(kind, slug)}, got "${id}"`,
    );
  }
  if (fold(concept.name) === '') throw rejection(numbered, `expected a name, got "${concept.name}"`);
  const blank = concept.aliases.find((alias) => fold(alias) === '');
  if (blank !== undefined) throw rejection(numbered, `expected aliases that are not blank, got "${blank}"`);
  if (concept.kind === 'DIMENSION') checkDimension(numbered, concept);
}

function checkDimension(numbered: NumberedChange, dimension: Dimension): void {
  const [problem] = inconsistenciesOf(dimension);
  if (!problem) return;
  const received = JSON.stringify(dimension[problem.member]);
  throw rejection(numbered, `${problem.member}: expected ${problem.expected}, got ${received}`);
}

const largestInteger = 2_147_483_647;

function checkMembersOfClaim(numbered: NumberedChange, claim: ClaimDraft): void {
  const keys = claim.qualifiers.map(({ key }) => key);
  const sorted = sortQualifiers(claim.qualifiers).map(({ key }) => key);
  if (keys.some((key, index) => key !== sorted[index])) {
    throw rejection(numbered, `expected qualifiers sorted by key, got ${keys.join(', ')}`);
  }
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined)
    throw rejection(numbered, `expected each qualifier once, got "${repeated}" more than once`);
  if (!Number.isInteger(claim.position) || Math.abs(claim.position) > largestInteger) {
    throw rejection(numbered, `expected a position that is an integer of 32 bits, got ${claim.position}`);
  }
  if (claim.supersedes !== null && !isClaimId(claim.supersedes)) {
    throw rejection(numbered, `expected the id of the claim that it supersedes, got "${claim.supersedes}"`);
  }
  for (const { start, end } of claim.citations) {
    const offsets = [start, end].filter((offset) => offset !== null);
    if (offsets.some((offset) => !Number.isInteger(offset) || offset < 0 || offset > largestInteger)) {
      throw rejection(
        numbered,
        `expected offsets of a citation that are integers from 0 on, got ${offsets.join(' and ')}`,
      );
    }
    if (start !== null && end !== null && start > end) {
      throw rejection(
        numbered,
        `expected a citation that does not end before its start, got ${start} to ${end}`,
      );
    }
  }
}

/**
 * Checks a claim against the concepts that it names.
 * @returns the claim as it is stored, with its value in the form that the rule of its type returns
 * @throws {TertiumError} INVALID_CHANGE
 */
export function checkClaim(
  numbered: NumberedChange<PutClaim>,
  named: ReadonlyMap<string, NamedConcept>,
): ClaimDraft {
  const { claim } = numbered.change;
  const rule = predicateRules[claim.predicate];
  const subject = expectConcept(numbered, 'subject', claim.subject, rule.subjects, named);
  expectConcept(numbered, 'source', claim.source, ['CITED_SOURCE'], named);
  if (rule.targets.length === 0) {
    checkTextOnly(numbered);
    return claim;
  }
  if (claim.target === null) {
    throw rejection(numbered, `expected a target that is ${kindsInWords(rule.targets)}, got none`);
  }
  const target = expectConcept(numbered, 'target', claim.target, rule.targets, named);
  if (rule.sameKind && subject.kind !== target.kind) {
    throw rejection(
      numbered,
      `expected a subject and a target of one kind, got ${subject.kind} and ${target.kind}`,
    );
  }
  if ((claim.value === null) === (claim.absence === null)) {
    const received = claim.value === null ? 'neither' : 'both';
    throw rejection(numbered, `expected either a value or an absence, got ${received}`);
  }
  return claim.value === null
    ? claim
    : { ...claim, value: checkedValue(numbered, claim.predicate, claim.value, target.definition) };
}

/**
 * Checks the source of a text.
 * @throws {TertiumError} INVALID_CHANGE
 */
export function checkSourceOfText(
  numbered: NumberedChange<PutText>,
  named: ReadonlyMap<string, NamedConcept>,
): void {
  expectConcept(numbered, 'source', numbered.change.text.source, ['CITED_SOURCE'], named);
}

function expectConcept(
  numbered: NumberedChange,
  role: string,
  id: string,
  kinds: readonly ConceptKind[],
  named: ReadonlyMap<string, NamedConcept>,
): NamedConcept {
  const concept = named.get(id);
  if (!concept) {
    throw rejection(
      numbered,
      `expected a ${role} that is in the graph, or earlier in the set of changes, got ${id}, which is neither`,
    );
  }
  if (!kinds.includes(concept.kind)) {
    throw rejection(
      numbered,
      `expected a ${role} that is ${kindsInWords(kinds)}, got ${id}, which is ${kindsInWords([concept.kind])}`,
    );
  }
  return concept;
}

function checkTextOnly(numbered: NumberedChange<PutClaim>): void {
  const { predicate, target, value, absence, text } = numbered.change.claim;
  if (target !== null)
    throw rejection(numbered, `expected no target, since ${predicate} states only a text, got ${target}`);
  if (value !== null || absence !== null) {
    const received = value === null ? `the absence ${absence}` : `a value of ${value.type}`;
    throw rejection(numbered, `expected only a text for ${predicate}, got ${received}`);
  }
  if (text === null || fold(text) === '')
    throw rejection(numbered, `expected a text, got ${JSON.stringify(text)}`);
}

function checkedValue(
  numbered: NumberedChange,
  predicate: Predicate,
  value: ClaimValue,
  definition: ValueDefinition | null,
): ClaimValue {
  const checked = checkValue(
    value,
    predicate === 'HAS_VALUE' && definition !== null ? definition : linkDefinition,
  );
  if (typeof checked === 'string') throw rejection(numbered, checked);
  return checked;
}

/**
 * Checks a value against a dimension.
 * @returns the value as the rule of its type returns it, or a text with the expectation and the received value
 */
export function checkValue(value: ClaimValue, definition: ValueDefinition): ClaimValue | string {
  if (value.type !== definition.valueType) {
    return `expected a value of ${definition.valueType}, got one of ${value.type} (${ruleOf(value).display(value)})`;
  }
  try {
    return ruleFor(definition.valueType).parse(ruleOf(value).written(value), definition);
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}
