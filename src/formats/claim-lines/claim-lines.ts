import { sortQualifiers } from '../../graph/identity.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import type { Dimension } from '../../graph/concept.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { linesOf, type Line, type ReadableLine } from './byte-lines.js';
import { ChangeLines } from './change-lines.js';
import { ClaimLinesReport } from './claim-lines-report.js';
import { claimLineShape, dimensionKeys, type ClaimLineFields } from './claim-line-shape.js';
import { printJson, type DocumentPart } from '../input/document-part.js';
import { expectCoverage } from '../import/expect-coverage.js';
import {
  defaultReadingOptions,
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
 * Reads claims from lines of JSON. The changes put each concept that the graph does not have before the
 * first claim that names it, then the claim. At the end they complete each source, so that claims which no
 * line states end. After the first problem there are no more changes; the other lines are only checked for
 * problems.
 */
export function readClaimLines(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options: ReadingOptions = defaultReadingOptions,
): ImportReading {
  const changeLines = new ChangeLines();
  const reports: InputReport[] = [];
  return {
    changes: changesOf(inputs, reader, options, changeLines, reports),
    locationOf: (change) => changeLines.locationOf(change),
    reports: () => reports,
  };
}

/** A parsed line, before its mentions are resolved. */
interface ClaimLine {
  readonly part: DocumentPart;
  readonly fields: ClaimLineFields;
  readonly line: ReadableLine;
}

async function* changesOf(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  { keepsLines, leastCoverage }: ReadingOptions,
  changeLines: ChangeLines,
  reports: InputReport[],
): AsyncGenerator<Change> {
  const view = await reader.openView();
  if (!view) throw new TypeError('The published view is always there.');
  const problems = new ProblemList();
  const context: ReadingContext = {
    problems,
    approaches: new MentionedConcepts('APPROACH', view, problems),
    dimensions: new MentionedConcepts('DIMENSION', view, problems),
    sources: new MentionedConcepts('CITED_SOURCE', view, problems),
  };
  for (const { name, bytes } of inputs) {
    const lineReport = new ClaimLinesReport(keepsLines);
    for await (const lines of linesOf(bytes)) {
      const read = lines.map((line) => readLine(name, line));
      await loadMentions(
        read.flatMap(({ line }) => line ?? []),
        context,
      );
      for (const { line: claimLine, blank, misfits } of read) {
        problems.addAll(misfits);
        const understood = claimLine && readClaim(claimLine, context);
        if (problems.isFull) problems.throwIfAny();
        if (blank) lineReport.add(blank, null, []);
        if (!claimLine || !understood || !problems.isEmpty) continue;
        const { claim, became } = understood;
        const { part, line } = claimLine;
        lineReport.add(line, became, overriddenMembers(part));
        for (const concept of takeNew(context)) {
          changeLines.add(name, line.number);
          yield { type: 'putConcept', concept };
        }
        changeLines.add(name, line.number);
        yield { type: 'putClaim', claim };
      }
      if (problems.isFull) problems.throwIfAny();
    }
    reports.push({ name, report: lineReport.report() });
  }
  problems.throwIfAny();
  expectCoverage(reports, leastCoverage);
  for (const source of context.sources.ids) yield { type: 'completeSource', source };
}

interface ReadingContext {
  readonly problems: ProblemList;
  readonly approaches: MentionedConcepts<'APPROACH'>;
  readonly dimensions: MentionedConcepts<'DIMENSION'>;
  readonly sources: MentionedConcepts<'CITED_SOURCE'>;
}

/** Parses a line without its mentions. `misfits` has its problems. */
function readLine(
  file: string,
  line: Line,
): { line: ClaimLine | null; blank: ReadableLine | null; misfits: ProblemList } {
  // One list for each line, so that problems are ordered by line, regardless of how many lines a chunk has.
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

async function loadMentions(
  lines: readonly ClaimLine[],
  { approaches, dimensions, sources }: ReadingContext,
): Promise<void> {
  await approaches.load(lines.map(({ fields }) => fields.approach));
  await dimensions.load(lines.map(({ fields }) => fields.dimension));
  await sources.load(lines.map(({ fields }) => fields.source));
}

function takeNew({ sources, approaches, dimensions }: ReadingContext) {
  return [...sources.takeNew(), ...approaches.takeNew(), ...dimensions.takeNew()];
}

/** The claim of a line, and its description for the report. */
function readClaim(
  { part, fields }: ClaimLine,
  context: ReadingContext,
): { readonly claim: ClaimDraft; readonly became: string } | null {
  const source = context.sources.find(part, 'source', fields.source);
  const approach = context.approaches.find(part, 'approach', fields.approach);
  const dimension = context.dimensions.find(part, 'dimension', fields.dimension, fields);
  if (!source || !approach || !dimension || !agreesOnDimension(part, fields, dimension, context.problems))
    return null;
  const statement = readStatement(part, fields, dimension.concept, context.problems);
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
    // Not the line number: a line inserted between others would change all positions after it. Rows without
    // a position are ordered by name.
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

/**
 * Checks that the dimension members of a line agree with the dimension. The group may differ if the graph
 * has the dimension already, since editors may change it.
 */
function agreesOnDimension(
  part: DocumentPart,
  fields: ClaimLineFields,
  mentioned: MentionedConcept<'DIMENSION'>,
  problems: ProblemList,
): boolean {
  const { concept, firstLine } = mentioned;
  const differing = dimensionKeys.find(
    (key) => !isSame(fields[key] ?? undefined, concept[key]) && !(key === 'group' && firstLine === null),
  );
  if (differing === undefined) return true;
  const expected = concept[differing] === null ? `no ${differing}` : `${printJson(concept[differing])}`;
  problems.add(part.at(differing), `${expected}, ${originOf(mentioned)}`, printJson(fields[differing]));
  return false;
}

/** Whether a stated member is missing or equal to the known one. */
function isSame(stated: unknown, known: unknown): boolean {
  if (stated === undefined || stated === known) return true;
  if (!Array.isArray(stated) || !Array.isArray(known) || stated.length !== known.length) return false;
  return stated.every((item, index) => item === known[index]);
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

/**
 * Whether the numbers of a value are exact. Amounts are exact, so a JSON number that loses digits as a
 * JavaScript number has to be written as a text.
 */
function keepsDigits(part: DocumentPart, members: readonly string[], problems: ProblemList): boolean {
  for (const number of [part, ...members.map((key) => part.at(key))]) {
    const written = lossyNumber(number);
    if (written === null) continue;
    problems.add(number, 'so many digits in a text, as numbers of JSON lose some', written);
    return false;
  }
  return true;
}
