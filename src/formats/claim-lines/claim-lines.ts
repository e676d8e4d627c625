import { axisKinds, axisPredicates, type AxisKind } from '../../graph/claim.js';
import { sortQualifiers } from '../../graph/identity.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { ruleFor, type ClaimValue, type ValueType } from '../../graph/values/value-rules.js';
import { yes } from '../../graph/values/support.js';
import { noScale, ValueError, type Scale } from '../../graph/values/value-type.js';
import type { Concept, ConceptOf, Dimension } from '../../graph/concept.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { linesOf, type Line, type ReadableLine } from './byte-lines.js';
import { ChangeLines } from './change-lines.js';
import { ClaimLinesReport } from './claim-lines-report.js';
import {
  axisKeys,
  claimLineShape,
  dimensionKeys,
  type AxisKey,
  type ClaimLineFields,
  type DimensionFields,
  type Mention,
  unitsInLines,
} from './claim-line-shape.js';
import { isMapping, printJson, type DocumentPart } from '../input/document-part.js';
import { expectUnitOfScale } from '../../graph/values/quantity.js';
import { parseWrittenQuantity } from '../../graph/values/written-quantity.js';
import { parseWrittenUnit } from '../../graph/values/written-unit.js';
import { expectCoverage } from '../import/refuse-inputs.js';
import {
  defaultReadingOptions,
  type ImportInput,
  type ImportReading,
  type InputReport,
  type ReadingOptions,
} from '../import/import-format.js';
import { StatementIndex } from '../import/statement-index.js';
import { contradictionInWords, WarningList } from '../import/import-warnings.js';
import { lossyNumber, overriddenMembers, parseJsonLine } from './json-line.js';
import { MentionedConcepts, originOf, type MentionedConcept } from './mentioned-concepts.js';
import { ProblemList } from '../input/problem-list.js';
import { readShape } from '../forms/shapes.js';
import { exactNumbersOf } from '../forms/value-forms.js';

/**
 * Reads claims from lines of JSON. The concepts that a line creates, and the dimension whose scale it completes, precede
 * its claim. The last changes complete each mentioned source: they end its stored claims that no line states.
 * After the first problem, no more changes are yielded; the next lines are only checked for problems.
 */
export function readClaimLines(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options: ReadingOptions = defaultReadingOptions,
): ImportReading {
  const output: Output = { changeLines: new ChangeLines(), reports: [], warnings: new WarningList() };
  return {
    changes: changesOf(inputs, reader, options, output),
    locationOf: (change) => output.changeLines.locationOf(change),
    reports: () => output.reports.map((each) => ({ ...each, warnings: output.warnings.of(each.name) })),
  };
}

/** The results of reading, apart from the changes. */
interface Output {
  readonly changeLines: ChangeLines;
  readonly reports: Omit<InputReport, 'warnings'>[];
  readonly warnings: WarningList;
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
  { includesLines, minCoverage }: ReadingOptions,
  { changeLines, reports, warnings }: Output,
): AsyncGenerator<Change> {
  const view = await reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  const problems = new ProblemList();
  const common = { view, problems, warnings };
  const context: ReadingContext = {
    problems,
    warnings,
    statements: new StatementIndex(),
    files: inputs.map(({ name }) => name),
    approaches: new MentionedConcepts('APPROACH', common),
    axes: Object.fromEntries(
      axisKinds.map((kind) => [kind, new MentionedConcepts(kind, common)]),
    ) as unknown as ReadingContext['axes'],
    sources: new MentionedConcepts('CITED_SOURCE', common),
  };
  for (const [fileIndex, { name, bytes }] of inputs.entries()) {
    const lineReport = new ClaimLinesReport(includesLines);
    for await (const lines of linesOf(bytes)) {
      const read = lines.map((line) => readLine(name, line));
      await loadMentions(
        read.flatMap(({ line }) => line ?? []),
        context,
      );
      for (const { line: claimLine, blank, lineProblems } of read) {
        problems.addAll(lineProblems);
        const understood = claimLine && readClaim(claimLine, context, fileIndex);
        if (problems.isFull) problems.throwIfAny();
        if (blank) lineReport.add(blank, null, []);
        if (!claimLine || !understood || !problems.isEmpty) continue;
        const { claim, description, axisKind } = understood;
        const { part, line } = claimLine;
        lineReport.add(line, description, overriddenMembers(part));
        for (const concept of takeNew(context, axisKind)) {
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
  expectCoverage(reports.map((each) => ({ ...each, warnings: warnings.of(each.name), minCoverage })));
  for (const source of context.sources.ids) yield { type: 'completeSource', source };
}

/** A dimension, feature, benefit, drawback or use case that lines mention. */
interface MentionedAxis {
  readonly concept: ConceptOf<AxisKind>;
  readonly firstLine: string | null;
}

/** The mentions of axes of one kind. */
interface AxisMentions {
  load(mentions: readonly Mention[]): Promise<void>;
  find(
    line: DocumentPart,
    member: string,
    mention: Mention,
    dimensionFields: DimensionFields,
  ): MentionedAxis | null;
  takeNew(): readonly Concept[];
}

interface ReadingContext {
  readonly problems: ProblemList;
  readonly warnings: WarningList;
  readonly statements: StatementIndex;
  readonly files: readonly string[];
  readonly approaches: MentionedConcepts<'APPROACH'>;
  readonly axes: Readonly<Record<AxisKind, AxisMentions>>;
  readonly sources: MentionedConcepts<'CITED_SOURCE'>;
}

/** Parses a line without resolving its mentions. `lineProblems` lists the problems of the line. */
function readLine(
  file: string,
  line: Line,
): { line: ClaimLine | null; blank: ReadableLine | null; lineProblems: ProblemList } {
  // Each line has its own list, so that problems are ordered by line, regardless of the number of lines in a chunk.
  const lineProblems = new ProblemList();
  const { number } = line;
  if (line.problem) {
    lineProblems.addProblem({ file, line: number, column: 1, ...line.problem });
    return { line: null, blank: null, lineProblems };
  }
  if (line.text.trim() === '') return { line: null, blank: line, lineProblems };
  const part = parseJsonLine({ file, number, text: line.text }, lineProblems);
  const fields = part && readShape(claimLineShape, part, lineProblems);
  return { line: fields ? { part, fields, line } : null, blank: null, lineProblems };
}

async function loadMentions(
  lines: readonly ClaimLine[],
  { approaches, axes, sources }: ReadingContext,
): Promise<void> {
  await approaches.load(lines.map(({ fields }) => fields.approach));
  for (const kind of axisKinds) {
    await axes[kind].load(
      lines.map(({ fields }) => mentionIn(fields, kind)).filter((mention) => mention !== null),
    );
  }
  await sources.load(lines.map(({ fields }) => fields.source));
}

/** Removes and returns the concepts that a line created or completed. @param axisKind the kind of axis that the line names */
function takeNew({ sources, approaches, axes }: ReadingContext, axisKind: AxisKind): readonly Concept[] {
  return [...sources.takeNew(), ...approaches.takeNew(), ...axes[axisKind].takeNew()];
}

function mentionIn(fields: ClaimLineFields, kind: AxisKind): Mention | null {
  return (fields as Partial<Record<AxisKey, Mention | null>>)[axisKeys[kind]] ?? null;
}

const axisKeysInWords = Object.values(axisKeys).join(', ');

/**
 * Finds the kind of axis that a line names. If the line names no axis or several, or has a key of dimensions with
 * another kind of axis, adds a problem and returns null.
 */
function axisKindOf(part: DocumentPart, fields: ClaimLineFields, problems: ProblemList): AxisKind | null {
  let kind: AxisKind | undefined;
  let another: AxisKind | undefined;
  for (const each of axisKinds) {
    if (fields[axisKeys[each]] == null) continue;
    if (kind === undefined) kind = each;
    else another ??= each;
  }
  if (kind === undefined) {
    problems.add(part, `one of the keys ${axisKeysInWords}, with a name or a mapping`, 'none');
    return null;
  }
  if (another !== undefined) {
    problems.add(
      part.at(axisKeys[another]),
      `only one of the keys ${axisKeysInWords}`,
      `${axisKeys[kind]} and ${axisKeys[another]}`,
    );
    return null;
  }
  const stray = kind === 'DIMENSION' ? undefined : dimensionKeys.find((key) => fields[key] != null);
  if (stray === undefined) return kind;
  problems.add(part.at(stray), `no ${stray}, which only dimensions have`, printJson(fields[stray]));
  return null;
}

/** The claim of a line, its description for the report, and the kind of its axis. */
interface UnderstoodLine {
  readonly claim: ClaimDraft;
  readonly description: string;
  readonly axisKind: AxisKind;
}

/** Reads the claim of a line. If the claim has problems, adds the problems and returns null. */
function readClaim(
  { part, fields, line }: ClaimLine,
  context: ReadingContext,
  fileIndex: number,
): UnderstoodLine | null {
  const { problems } = context;
  const source = context.sources.find(part, 'source', fields.source);
  const approach = context.approaches.find(part, 'approach', fields.approach);
  const kind = axisKindOf(part, fields, problems);
  const axis = kind && findAxis(kind, part, fields, context);
  if (!source || !approach || !axis) return null;
  const { concept } = axis;
  const dimension = concept.kind === 'DIMENSION' ? concept : null;
  if (concept.kind === 'DIMENSION' && !agreesOnDimension(part, fields, { ...axis, concept }, problems))
    return null;
  const statement = readStatement(part, fields, dimension, problems);
  if (!statement) return null;
  const { locator = null, quote = null } = fields;
  const claim: ClaimDraft = {
    subject: approach.concept.id,
    predicate: axisPredicates[concept.kind],
    target: concept.id,
    ...statement,
    text: fields.text ?? null,
    qualifiers: fields.qualifiers
      ? sortQualifiers(Object.entries(fields.qualifiers).map(([key, value]) => ({ key, value })))
      : none,
    rank: fields.rank ?? 'NORMAL',
    source: source.concept.id,
    // The default is not the line number, because an inserted line would change all later positions. Rows
    // without a position are ordered by name.
    position: fields.position ?? 0,
    supersedes: null,
    citations:
      locator === null && quote === null
        ? none
        : [{ locator, quote, prefix: null, suffix: null, start: null, end: null, textHash: null }],
  };
  const description = `${concept.name} of ${approach.concept.name}`;
  const earlier = context.statements.add(claim, fileIndex * linesPerFile + line.number, dimension);
  if (!earlier) return { claim, description, axisKind: concept.kind };
  const earlierLine = `${context.files[Math.floor(earlier.number / linesPerFile)]}:${earlier.number % linesPerFile}`;
  if (earlier.relation === 'REPEATED') {
    const member = ['value', 'absence'].find((key) => part.at(key).value != null) ?? axisKeys[concept.kind];
    problems.add(part.at(member), 'each claim once', `the same claim as in ${earlierLine}`);
    return null;
  }
  context.warnings.add('CONTRADICTION', part.document.name, () => ({
    line: line.number,
    message: contradictionInWords(description, earlierLine, source.concept.name),
  }));
  return { claim, description, axisKind: concept.kind };
}

/** More than the maximum number of lines of a file. A line is identified by file index × `linesPerFile` + line number. */
const linesPerFile = 2 ** 40;

function findAxis(
  kind: AxisKind,
  part: DocumentPart,
  fields: ClaimLineFields,
  { axes }: ReadingContext,
): MentionedAxis | null {
  const key = axisKeys[kind];
  return axes[kind].find(part, key, mentionIn(fields, kind) ?? '', kind === 'DIMENSION' ? fields : {});
}

const none: readonly never[] = Object.freeze([]);

/**
 * Checks that the dimension members of a line agree with the dimension. The group may differ if the graph
 * already has the dimension, because editors may change the group.
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

/** Whether a member is not stated, or equal to the member of the dimension. */
function isSame(stated: unknown, member: unknown): boolean {
  if (stated === undefined || stated === member) return true;
  if (!Array.isArray(stated) || !Array.isArray(member) || stated.length !== member.length) return false;
  return stated.every((item, index) => item === member[index]);
}

/**
 * Reads the value or absence of a claim. A link with neither a value nor an absence states YES. If a claim has both, if a
 * claim about a dimension has neither, or if the value is invalid, adds a problem and returns null.
 * @param dimension null for links
 */
function readStatement(
  part: DocumentPart,
  { value: written, absence }: ClaimLineFields,
  dimension: Dimension | null,
  problems: ProblemList,
): Pick<ClaimDraft, 'value' | 'absence'> | null {
  const isStated = written !== undefined && written !== null;
  if (dimension === null && !isStated && absence == null) return { value: yes, absence: null };
  if (isStated === (absence !== undefined && absence !== null)) {
    problems.add(
      isStated ? part.at('absence') : part,
      'either a value or an absence',
      isStated ? 'both' : 'neither',
    );
    return null;
  }
  if (!isStated) return { value: null, absence: absence ?? null };
  const value = readValue(
    part.at('value'),
    dimension?.valueType ?? 'SUPPORT',
    dimension ?? noScale,
    problems,
  );
  return value && { value, absence: null };
}

function readValue(
  part: DocumentPart,
  valueType: ValueType,
  scale: Scale,
  problems: ProblemList,
): ClaimValue | null {
  const exact = exactNumbersOf(valueType);
  if (exact && !areNumbersExact(part, exact, problems)) return null;
  try {
    const value =
      valueType === 'QUANTITY' ? parseAmount(part.value, scale) : ruleFor(valueType).parse(part.value, scale);
    if (value.type === 'QUANTITY') expectUnitOfScale(value, scale);
    return value;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    problems.add(part, error.expected, error.actual);
    return null;
  }
}

/** Parses an amount: a text such as "5 km/h", a number, or a mapping. Units are in common notation. */
function parseAmount(value: unknown, scale: Scale): ClaimValue {
  if (typeof value === 'string') return parseWrittenQuantity(value, { unit: scale.unit });
  const hasUnit = isMapping(value) && typeof value['unit'] === 'string';
  const notation = hasUnit
    ? { ...value, unit: parseWrittenUnit(String(value['unit']), unitsInLines) }
    : value;
  return ruleFor('QUANTITY').parse(notation, scale);
}

/**
 * Whether the numbers of a value are exact; adds a problem otherwise. Amounts are exact, so a JSON number that
 * loses digits as a JavaScript number must be written as a text.
 */
function areNumbersExact(part: DocumentPart, members: readonly string[], problems: ProblemList): boolean {
  for (const number of [part, ...members.map((key) => part.at(key))]) {
    const written = lossyNumber(number);
    if (written === null) continue;
    problems.add(
      number,
      'a text for a number with so many digits, because JSON numbers lose digits',
      written,
    );
    return false;
  }
  return true;
}
