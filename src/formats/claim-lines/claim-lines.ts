import { sortQualifiers } from '../../graph/identity.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { Dimension } from '../../graph/concept.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { linesOf, type Line, type ReadableLine } from './byte-lines.js';
import { ChangePlaces } from './change-places.js';
import { ClaimLinesAccount } from './claim-lines-account.js';
import { claimLineShape, measureKeys, type ClaimLineFields } from './claim-line-shape.js';
import { inWords, type DocumentPart } from '../input/document-part.js';
import { expectCoverage } from '../import/expect-coverage.js';
import {
  asTheyCome,
  type ImportInput,
  type ImportReading,
  type InputReport,
  type ReadingOptions,
} from '../import/import-format.js';
import { lossyNumber, overriddenMembers, parseJsonLine } from './json-line.js';
import { MentionedConcepts, originOf, type MentionedConcept } from './mentioned-concepts.js';
import { ProblemList } from '../input/problem-list.js';
import { readShape } from '../forms/shapes.js';
import { exactNumbersOf } from '../forms/value-forms.js';

/**
 * Reads claims, one a line in JSON. The changes put every concept that the graph does not have before the first
 * claim that names it, then the claim; last they complete each source, so that claims which no line states end.
 * After the first problem there are no more changes; the rest is only looked through for others.
 */
export function readClaimLines(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options: ReadingOptions = asTheyCome,
): ImportReading {
  const places = new ChangePlaces();
  const reports: InputReport[] = [];
  return {
    changes: changesOf(inputs, reader, options, places, reports),
    placeOf: (change) => places.placeOf(change),
    reports: () => reports,
  };
}

/** What a line says, before what it mentions has been looked up. */
interface ClaimLine {
  readonly part: DocumentPart;
  readonly fields: ClaimLineFields;
  readonly line: ReadableLine;
}

async function* changesOf(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  { keepsLines, leastCoverage }: ReadingOptions,
  places: ChangePlaces,
  reports: InputReport[],
): AsyncGenerator<Change> {
  const view = await reader.openView();
  if (!view) throw new TypeError('The published view is always there.');
  const problems = new ProblemList();
  const reading: Reading = {
    problems,
    approaches: new MentionedConcepts('APPROACH', view, problems),
    dimensions: new MentionedConcepts('DIMENSION', view, problems),
    sources: new MentionedConcepts('CITED_SOURCE', view, problems),
  };
  for (const { name, bytes } of inputs) {
    const account = new ClaimLinesAccount(keepsLines);
    for await (const lines of linesOf(bytes)) {
      const read = lines.map((line) => readLine(name, line));
      await learnMentions(
        read.flatMap(({ line }) => line ?? []),
        reading,
      );
      for (const { line: claimLine, blank, misfits } of read) {
        problems.addAll(misfits);
        const understood = claimLine && readClaim(claimLine, reading);
        if (problems.isFull) problems.throwIfAny();
        if (blank) account.add(blank, null, []);
        if (!claimLine || !understood || !problems.isEmpty) continue;
        const { claim, became } = understood;
        const { part, line } = claimLine;
        account.add(line, became, overriddenMembers(part));
        for (const concept of takeFresh(reading)) {
          places.add(name, line.number);
          yield { type: 'putConcept', concept };
        }
        places.add(name, line.number);
        yield { type: 'putClaim', claim };
      }
      if (problems.isFull) problems.throwIfAny();
    }
    reports.push({ name, report: account.report() });
  }
  problems.throwIfAny();
  expectCoverage(reports, leastCoverage);
  for (const source of reading.sources.ids) yield { type: 'completeSource', source };
}

interface Reading {
  readonly problems: ProblemList;
  readonly approaches: MentionedConcepts<'APPROACH'>;
  readonly dimensions: MentionedConcepts<'DIMENSION'>;
  readonly sources: MentionedConcepts<'CITED_SOURCE'>;
}

/** A line as far as it is understood by itself, and what is wrong with it. */
function readLine(
  file: string,
  line: Line,
): { line: ClaimLine | null; blank: ReadableLine | null; misfits: ProblemList } {
  // By line, so that problems come in the order of lines however many of these are read at once.
  const misfits = new ProblemList();
  const { number } = line;
  if (line.misfit) {
    misfits.addProblem({ file, line: number, column: 1, ...line.misfit });
    return { line: null, blank: null, misfits };
  }
  if (line.text.trim() === '') return { line: null, blank: line, misfits };
  const part = parseJsonLine({ file, number, text: line.text }, misfits);
  const fields = part && readShape(claimLineShape, part, misfits);
  return { line: fields ? { part, fields, line } : null, blank: null, misfits };
}

async function learnMentions(
  lines: readonly ClaimLine[],
  { approaches, dimensions, sources }: Reading,
): Promise<void> {
  await approaches.learn(lines.map(({ fields }) => fields.approach));
  await dimensions.learn(lines.map(({ fields }) => fields.dimension));
  await sources.learn(lines.map(({ fields }) => fields.source));
}

function takeFresh({ sources, approaches, dimensions }: Reading) {
  return [...sources.takeFresh(), ...approaches.takeFresh(), ...dimensions.takeFresh()];
}

/** The claim of a line, and what it is in words. */
function readClaim(
  { part, fields }: ClaimLine,
  reading: Reading,
): { readonly claim: ClaimDraft; readonly became: string } | null {
  const source = reading.sources.find(part, 'source', fields.source);
  const approach = reading.approaches.find(part, 'approach', fields.approach);
  const dimension = reading.dimensions.find(part, 'dimension', fields.dimension, fields);
  if (!source || !approach || !dimension || !agreesOnMeasure(part, fields, dimension, reading.problems))
    return null;
  const statement = readStatement(part, fields, dimension.concept, reading.problems);
  if (!statement) return null;
  const { locator = null, quote = null } = fields;
  const claim: ClaimDraft = {
    subject: approach.concept.id,
    predicate: 'HAS_VALUE',
    target: dimension.concept.id,
    ...statement,
    text: fields.text ?? null,
    qualifiers: fields.qualifiers
      ? sortQualifiers(Object.entries(fields.qualifiers).map(([key, value]) => ({ key, value })))
      : none,
    rank: fields.rank ?? 'NORMAL',
    source: source.concept.id,
    // A line that is put between others must not move them all: without a position, rows stand by their names.
    position: fields.position ?? 0,
    supersedes: null,
    citations:
      locator === null && quote === null
        ? none
        : [{ locator, quote, prefix: null, suffix: null, start: null, end: null, textHash: null }],
  };
  return { claim, became: `${dimension.concept.name} of ${approach.concept.name}` };
}

const none: readonly never[] = Object.freeze([]);

/** What a line says of how its dimension is measured must be what is known of that; a group may have been changed. */
function agreesOnMeasure(
  part: DocumentPart,
  fields: ClaimLineFields,
  mentioned: MentionedConcept<'DIMENSION'>,
  problems: ProblemList,
): boolean {
  const { concept, firstLine } = mentioned;
  const misfit = measureKeys.find(
    (key) => !isSame(fields[key] ?? undefined, concept[key]) && !(key === 'group' && firstLine === null),
  );
  if (misfit === undefined) return true;
  const expected = concept[misfit] === null ? `no ${misfit}` : `${inWords(concept[misfit])}`;
  problems.add(part.at(misfit), `${expected}, ${originOf(mentioned)}`, inWords(fields[misfit]));
  return false;
}

/** Whether what is said, if anything, is what is known. */
function isSame(said: unknown, known: unknown): boolean {
  if (said === undefined || said === known) return true;
  if (!Array.isArray(said) || !Array.isArray(known) || said.length !== known.length) return false;
  return said.every((item, index) => item === known[index]);
}

function readStatement(
  part: DocumentPart,
  { value: written, absence }: ClaimLineFields,
  dimension: Dimension,
  problems: ProblemList,
): Pick<ClaimDraft, 'value' | 'absence'> | null {
  const isStated = written !== undefined && written !== null;
  if (isStated === (absence !== undefined && absence !== null)) {
    problems.add(
      isStated ? part.at('absence') : part,
      'either a value or an absence',
      isStated ? 'both' : 'neither',
    );
    return null;
  }
  if (!isStated) return { value: null, absence: absence ?? null };
  const value = readValue(part.at('value'), dimension, problems);
  return value && { value, absence: null };
}

function readValue(part: DocumentPart, dimension: Dimension, problems: ProblemList): ClaimValue | null {
  const exact = exactNumbersOf(dimension.valueType);
  if (exact && !keepsDigits(part, exact, problems)) return null;
  try {
    return ruleFor(dimension.valueType).parse(part.value, dimension);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    problems.add(part, error.expected, error.came);
    return null;
  }
}

/** Amounts are exact: a number in JSON that is read as another one has to be written as a text. */
function keepsDigits(part: DocumentPart, members: readonly string[], problems: ProblemList): boolean {
  for (const number of [part, ...members.map((key) => part.at(key))]) {
    const written = lossyNumber(number);
    if (written === null) continue;
    problems.add(number, 'so many digits in a text, as numbers of JSON lose some', written);
    return false;
  }
  return true;
}
