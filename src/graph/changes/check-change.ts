import { predicateRules, type Citation, type Predicate } from '../claim.js';
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
import { invalidChange, TertiumError } from '../errors.js';
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

/** The type and scale that the values of a dimension or of links must fit. */
export interface ValueDefinition extends Scale {
  readonly valueType: ValueType;
}

const linkDefinition: ValueDefinition = Object.freeze({ valueType: 'SUPPORT', ...noScale });

/** The checked properties of a concept that a change names. `definition` is null unless the concept is a dimension. */
export interface NamedConcept {
  readonly kind: ConceptKind;
  readonly definition: ValueDefinition | null;
}

/** The rules of changes, as stable codes. The rejection of a change names the rule that the change violates. */
export const changeRules = Object.freeze([
  'INVALID_ID',
  'INVALID_SLUG',
  'INVALID_NAME',
  'INVALID_DIMENSION',
  'INVALID_TEXT',
  'INVALID_CLAIM',
  'INVALID_CITATION',
  'INVALID_VALUE',
  'UNKNOWN_CONCEPT',
  'UNKNOWN_CLAIM',
  'WRONG_KIND',
  'SLUG_TAKEN',
  'CONCEPT_NAMED',
  'CLAIM_MISFIT',
  'NAMED_TWICE',
] as const);
export type ChangeRule = (typeof changeRules)[number];

/** The violation of a rule by a change. */
export interface Violation {
  readonly rule: ChangeRule;
  /** The path of the invalid member in the change, such as `['claim', 'value']`. */
  readonly path: readonly string[];
  /** The expectation and the received value, as the parts of "expected …, got …". */
  readonly expected: string;
  readonly got: string;
}

/**
 * Creates the error that rejects a change: INVALID_CHANGE, with the number of the change and the violation in
 * `details`.
 */
export function rejection({ number, change }: NumberedChange, violation: Violation): TertiumError {
  const { rule, path, expected, got } = violation;
  const member = rule === 'INVALID_DIMENSION' ? `${path.at(-1)}: ` : '';
  const sentence = `Change ${number} (${changeInWords(change)}): ${member}expected ${expected}, got ${got}.`;
  return invalidChange(sentence, { change: number, ...violation });
}

/** The violation that an error of `rejection` names; null for another error. */
export function violationIn(error: unknown): Violation | null {
  if (!(error instanceof TertiumError) || error.code !== 'INVALID_CHANGE') return null;
  const { rule } = error.details;
  return changeRules.some((each) => each === rule) ? (error.details as unknown as Violation) : null;
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
function checkTexts(numbered: NumberedChange, part: object, path: readonly string[] = []): void {
  for (const name in part) {
    const member = (part as Readonly<Record<string, unknown>>)[name];
    if (typeof member === 'object' && member !== null) checkTexts(numbered, member, [...path, name]);
    if (typeof member !== 'string' || !unstorable.test(member)) continue;
    throw rejection(numbered, {
      rule: 'INVALID_TEXT',
      path: [...path, name],
      expected: 'Unicode text without NUL characters',
      got: JSON.stringify(member),
    });
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
      throw rejection(numbered, invalidId('a concept, such as approach/msp', ['id'], change.id));
    case 'endClaim':
      if (isClaimId(change.id)) return;
      throw rejection(numbered, invalidId('a claim, such as claim/…', ['id'], change.id));
    case 'completeSource':
      if (kindOfId(change.source) === 'CITED_SOURCE') return;
      throw rejection(numbered, invalidId('a cited source', ['source'], change.source));
  }
}

function invalidId(thing: string, path: readonly string[], id: string): Violation {
  return { rule: 'INVALID_ID', path, expected: `the id of ${thing}`, got: `"${id}"` };
}

function checkText(numbered: NumberedChange, text: SourceText): void {
  checkTexts(numbered, { ...text, text: '' });
  const problem = problemOfText(text);
  if (problem !== null) throw rejection(numbered, { rule: 'INVALID_TEXT', path: ['text'], ...problem });
}

function checkConcept(numbered: NumberedChange, concept: Concept, formerSlugs: readonly string[]): void {
  const { id, kind, slug } = concept;
  const path = ['concept'];
  if (!isSlug(slug)) {
    const expected = `a slug of ${slugRule}`;
    throw rejection(numbered, { rule: 'INVALID_SLUG', path: [...path, 'slug'], expected, got: `"${slug}"` });
  }
  const former = formerSlugs.find((each) => !isSlug(each));
  if (former !== undefined) {
    const expected = `former slugs of ${slugRule}`;
    throw rejection(numbered, { rule: 'INVALID_SLUG', path: ['formerSlugs'], expected, got: `"${former}"` });
  }
  const firstSlug = id.slice(id.indexOf('/') + 1);
  if (kindOfId(id) !== kind || !isSlug(firstSlug)) {
    const thing = `a concept of kind ${kind}, such as ${conceptId(kind, slug)}`;
    throw rejection(numbered, invalidId(thing, [...path, 'id'], id));
  }
  if (fold(concept.name) === '') {
    const got = `"${concept.name}"`;
    throw rejection(numbered, { rule: 'INVALID_NAME', path: [...path, 'name'], expected: 'a name', got });
  }
  const blank = concept.aliases.find((alias) => fold(alias) === '');
  if (blank !== undefined) {
    const expected = 'aliases that are not blank';
    throw rejection(numbered, {
      rule: 'INVALID_NAME',
      path: [...path, 'aliases'],
      expected,
      got: `"${blank}"`,
    });
  }
  if (concept.kind === 'DIMENSION') checkDimension(numbered, concept);
}

function checkDimension(numbered: NumberedChange, dimension: Dimension): void {
  const [problem] = inconsistenciesOf(dimension);
  if (!problem) return;
  const { member, expected } = problem;
  const got = JSON.stringify(dimension[member]);
  throw rejection(numbered, { rule: 'INVALID_DIMENSION', path: ['concept', member], expected, got });
}

const largestInteger = 2_147_483_647;

function checkMembersOfClaim(numbered: NumberedChange, claim: ClaimDraft): void {
  const invalid = (member: string, expected: string, got: string): TertiumError =>
    rejection(numbered, { rule: 'INVALID_CLAIM', path: ['claim', member], expected, got });
  const keys = claim.qualifiers.map(({ key }) => key);
  const sorted = sortQualifiers(claim.qualifiers).map(({ key }) => key);
  if (keys.some((key, index) => key !== sorted[index])) {
    throw invalid('qualifiers', 'qualifiers sorted by key', keys.join(', '));
  }
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined)
    throw invalid('qualifiers', 'each qualifier key once', `"${repeated}" more than once`);
  if (!Number.isInteger(claim.position) || Math.abs(claim.position) > largestInteger) {
    throw invalid('position', 'a position that is an integer of 32 bits', String(claim.position));
  }
  if (claim.supersedes !== null && !isClaimId(claim.supersedes)) {
    throw invalid('supersedes', 'the id of the claim that it supersedes', `"${claim.supersedes}"`);
  }
  for (const [index, citation] of claim.citations.entries()) {
    const problem = problemOfCitation(citation);
    if (problem === null) continue;
    const path = ['claim', 'citations', String(index)];
    throw rejection(numbered, { rule: 'INVALID_CITATION', path, ...problem });
  }
}

function problemOfCitation({ start, end }: Citation): Pick<Violation, 'expected' | 'got'> | null {
  const offsets = [start, end].filter((offset) => offset !== null);
  if (offsets.some((offset) => !Number.isInteger(offset) || offset < 0 || offset > largestInteger)) {
    return {
      expected: `offsets of a citation that are integers from 0 to ${largestInteger}`,
      got: offsets.join(' and '),
    };
  }
  if (start !== null && end !== null && start > end)
    return { expected: 'a citation that does not end before its start', got: `${start} to ${end}` };
  return null;
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
    const expected = `a target that is ${kindsInWords(rule.targets)}`;
    throw rejection(numbered, { rule: 'INVALID_CLAIM', path: ['claim', 'target'], expected, got: 'none' });
  }
  const target = expectConcept(numbered, 'target', claim.target, rule.targets, named);
  if (rule.sameKind && subject.kind !== target.kind) {
    throw rejection(numbered, {
      rule: 'WRONG_KIND',
      path: ['claim', 'target'],
      expected: 'a subject and a target of one kind',
      got: `${subject.kind} and ${target.kind}`,
    });
  }
  if ((claim.value === null) === (claim.absence === null)) {
    const got = claim.value === null ? 'neither' : 'both';
    const expected = 'either a value or an absence';
    throw rejection(numbered, { rule: 'INVALID_CLAIM', path: ['claim', 'value'], expected, got });
  }
  return claim.value === null
    ? claim
    : { ...claim, value: checkedValue(numbered, claim.predicate, claim.value, target.definition) };
}

/**
 * Checks that the source of a text is one of the named concepts, and is a cited source.
 * @throws {TertiumError} INVALID_CHANGE
 */
export function checkSourceOfText(
  numbered: NumberedChange<PutText>,
  named: ReadonlyMap<string, NamedConcept>,
): void {
  expectConcept(numbered, 'source', numbered.change.text.source, ['CITED_SOURCE'], named, 'text');
}

function expectConcept(
  numbered: NumberedChange,
  role: string,
  id: string,
  kinds: readonly ConceptKind[],
  named: ReadonlyMap<string, NamedConcept>,
  part: 'claim' | 'text' = 'claim',
): NamedConcept {
  const concept = named.get(id);
  const path = [part, role];
  if (!concept) {
    throw rejection(numbered, {
      rule: 'UNKNOWN_CONCEPT',
      path,
      expected: `a ${role} that is in the graph, or earlier in the set of changes`,
      got: `${id}, which is neither`,
    });
  }
  if (!kinds.includes(concept.kind)) {
    throw rejection(numbered, {
      rule: 'WRONG_KIND',
      path,
      expected: `a ${role} that is ${kindsInWords(kinds)}`,
      got: `${id}, which is ${kindsInWords([concept.kind])}`,
    });
  }
  return concept;
}

function checkTextOnly(numbered: NumberedChange<PutClaim>): void {
  const { predicate, target, value, absence, text } = numbered.change.claim;
  const invalid = (member: string, expected: string, got: string): TertiumError =>
    rejection(numbered, { rule: 'INVALID_CLAIM', path: ['claim', member], expected, got });
  if (target !== null) throw invalid('target', `no target, since ${predicate} states only a text`, target);
  if (value !== null || absence !== null) {
    const got = value === null ? `the absence ${absence}` : `a value of ${value.type}`;
    throw invalid(value === null ? 'absence' : 'value', `only a text for ${predicate}`, got);
  }
  if (text === null) throw invalid('text', 'a text', 'null');
  if (fold(text) === '') throw invalid('text', 'a text that is not blank', JSON.stringify(text));
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
  if ('misfit' in checked) {
    throw rejection(numbered, { rule: 'INVALID_VALUE', path: ['claim', 'value'], ...checked.misfit });
  }
  return checked.value;
}

/** The result of checking a value: the value as the rule of its type returns it, or why it does not fit. */
export type CheckedValue =
  | { readonly value: ClaimValue }
  | { readonly misfit: Pick<Violation, 'expected' | 'got'> };

/** Checks a value against a value definition. */
export function checkValue(value: ClaimValue, definition: ValueDefinition): CheckedValue {
  if (value.type !== definition.valueType) {
    const got = `one of ${value.type} (${ruleOf(value).display(value)})`;
    return { misfit: { expected: `a value of ${definition.valueType}`, got } };
  }
  try {
    return { value: ruleFor(definition.valueType).parse(ruleOf(value).written(value), definition) };
  } catch (error) {
    if (error instanceof ValueError) return { misfit: { expected: error.expected, got: error.actual } };
    throw error;
  }
}
