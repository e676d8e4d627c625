import { z } from 'zod';
import { conceptId, type Concept, type ConceptKind } from '../../graph/concept.js';
import { claimId } from '../../graph/identity.js';
import { hashOfText } from '../../graph/source-text.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { predicateKeysOf } from '../forms/claim-keys.js';
import { conceptForms, type ConceptFields } from '../forms/concept-forms.js';
import { DeclaredConcepts, printLocation, type DeclaredConcept } from './declared-concepts.js';
import { reportOnDocument } from './document-report.js';
import { compareNames, type DocumentFile } from '../input/document-files.js';
import { isMapping, type DocumentPart } from '../input/document-part.js';
import type { InputReport } from '../import/import-format.js';
import type { ImportReport } from '../import/import-report.js';
import { contradictionInWords, WarningList } from '../import/import-warnings.js';
import { StatementIndex } from '../import/statement-index.js';
import { ProblemList } from '../input/problem-list.js';
import { readClaim } from './read-claim.js';
import type { PlacedDimension } from './replaced-scales.js';
import { readShape, record, slug, text } from '../forms/shapes.js';
import { parseYaml } from '../yaml/yaml-document.js';

const kinds = Object.keys(conceptForms) as ConceptKind[];

const furtherClaimsShape = record('a concept that another entry declares', {
  slug,
  claims: z.array(z.unknown(), { error: 'a list of claims' }),
});

const documentShape = record('a document', {
  source: text.optional(),
  ...Object.fromEntries(
    kinds.map((kind) => {
      const { list } = conceptForms[kind];
      return [list, z.array(z.unknown(), { error: `a list of ${list}` }).optional()];
    }),
  ),
});

/**
 * An entry in a list of concepts: the declaration of a concept, or further claims about a declared concept.
 */
interface Entry {
  readonly kind: ConceptKind;
  readonly part: DocumentPart;
  /** The declared concept; null if another entry declares the concept. */
  readonly declared: DeclaredConcept | null;
}

/**
 * Reads a set of graph documents. A document may refer to concepts that another document declares.
 * @returns changes that put every concept, text and claim, and complete each declared source, so that claims
 *   that were removed from the documents end
 * @throws {DocumentError} if the documents have problems
 */
export function readGraphDocuments(files: readonly DocumentFile[]): readonly Change[] {
  return parseGraphDocuments(files).changes;
}

/** The results of parsing a set of graph documents. */
export interface ParsedDocuments {
  readonly changes: readonly Change[];
  /** Creates the report on one of the parsed files. */
  readonly reportOf: (file: DocumentFile, includesLines: boolean) => ImportReport;
  readonly warnings: WarningList;
  readonly dimensions: readonly PlacedDimension[];
}

/**
 * Parses a set of graph documents (see `readGraphDocuments`) to changes, warnings and reports.
 * @throws {DocumentError} if the documents have problems
 */
export function parseGraphDocuments(files: readonly DocumentFile[]): ParsedDocuments {
  const problems = new ProblemList();
  const sortedFiles = [...files].sort((a, b) => compareNames(a.name, b.name));
  const parsed = sortedFiles.map((file) => ({ file, document: parseYaml(file, problems) }));
  const documents = parsed.flatMap(({ document }) => document ?? []);
  const reading: Reading = { declared: new DeclaredConcepts(), problems, positions: new Map() };
  const entries = documents.map((document) => readEntries(document, reading));
  // A document that cannot be parsed may declare concepts that other documents refer to, so references
  // are not checked.
  if (documents.length < sortedFiles.length) problems.throwIfAny();
  const claims = documents.flatMap((document, index) => readClaims(document, entries[index] ?? [], reading));
  const warnings = new WarningList();
  reportDuplicates(claims, reading, warnings);
  problems.throwIfAny();
  const declared = [...reading.declared.all];
  return {
    warnings,
    dimensions: declared.flatMap(({ concept, part }) =>
      concept?.kind === 'DIMENSION'
        ? [{ dimension: concept, file: part.document.name, line: part.location.line }]
        : [],
    ),
    changes: toChanges(declared, claims),
    reportOf: (requested, includesLines) => {
      const document = parsed.find(({ file }) => file === requested)?.document;
      if (!document) throw new TypeError('A report was requested on a document that was not parsed.');
      return reportOnDocument(requested.text, document, includesLines);
    },
  };
}

/** The changes of a set of graph documents, and a report on each document. */
export interface DocumentsWithReports {
  readonly changes: readonly Change[];
  readonly reports: readonly InputReport[];
  /** The declared dimensions, in the order of the documents. */
  readonly dimensions: readonly PlacedDimension[];
}

/**
 * Reads a set of graph documents, with a report on each document.
 * @throws {DocumentError} if a document has problems
 */
export function parseWithReports(
  files: readonly DocumentFile[],
  includesLines: boolean,
): DocumentsWithReports {
  const { changes, dimensions, reportOf, warnings } = parseGraphDocuments(files);
  return {
    changes,
    dimensions,
    reports: files.map((file) => ({
      name: file.name,
      report: reportOf(file, includesLines),
      warnings: warnings.of(file.name),
    })),
  };
}

interface Reading {
  readonly declared: DeclaredConcepts;
  readonly problems: ProblemList;
  /** The position of the next claim about each subject, by subject id. */
  readonly positions: Map<string, number>;
}

function readEntries(document: DocumentPart, { declared, problems }: Reading): readonly Entry[] {
  // A document that has only comments is an empty document.
  if (document.value === null) return [];
  if (readShape(documentShape, document, problems) === undefined && !isMapping(document.value)) return [];
  return kinds.flatMap((kind) =>
    document
      .at(conceptForms[kind].list)
      .items()
      .flatMap((part): Entry[] => {
        if (addsClaims(part)) {
          const isValid = readShape(furtherClaimsShape, part, problems) !== undefined;
          return isValid ? [{ kind, part, declared: null }] : [];
        }
        const declaration = readConcept(kind, part, problems);
        if (!declaration) return [];
        declared.add(declaration, problems);
        return [{ kind, part, declared: declaration }];
      }),
  );
}

/** Whether an entry adds claims to a concept that another entry declares: it has only a slug and claims. */
function addsClaims({ value }: DocumentPart): boolean {
  return isMapping(value) && Object.keys(value).sort().join() === 'claims,slug';
}

function readConcept(
  kind: ConceptKind,
  part: DocumentPart,
  problems: ProblemList,
): DeclaredConcept | undefined {
  const fields = readShape(
    conceptForms[kind].schema as z.ZodType<ConceptFields<ConceptKind>>,
    part,
    problems,
  );
  if (!fields) {
    const slug = part.at('slug').value;
    return typeof slug === 'string'
      ? { kind, id: conceptId(kind, slug), slug, concept: null, part, formerSlugs: [], texts: [] }
      : undefined;
  }
  const { id = conceptId(kind, fields.slug), formerSlugs, claims: _, texts = [], ...properties } = fields;
  const concept = { kind, id, ...properties } as Concept;
  return { kind, id, slug: fields.slug, concept, part, formerSlugs, texts };
}

/** A claim, and the part of the document that states it. */
interface PlacedClaim {
  readonly part: DocumentPart;
  readonly claim: ClaimDraft;
}

function readClaims(
  document: DocumentPart,
  entries: readonly Entry[],
  { declared, problems, positions }: Reading,
): readonly PlacedClaim[] {
  const documentSource = readDocumentSource(document, declared, problems);
  return entries.flatMap(({ kind, part, declared: declaredHere }) => {
    if (problems.isFull || predicateKeysOf(kind).length === 0) return [];
    const subject = declaredHere ?? declared.find(part.at('slug'), [kind], problems);
    if (!subject) return [];
    return part
      .at('claims')
      .items()
      .flatMap((claimPart) => {
        if (problems.isFull) return [];
        const position = positions.get(subject.id) ?? 0;
        const claim = readClaim(claimPart, { subject, position, documentSource, declared, problems });
        positions.set(subject.id, (claim?.position ?? position) + 1);
        return claim ? [{ part: claimPart, claim }] : [];
      });
  });
}

/**
 * Reads the id of the default source of a document; null if the document has none, undefined if the source has a
 * problem.
 */
function readDocumentSource(
  document: DocumentPart,
  declared: DeclaredConcepts,
  problems: ProblemList,
): string | null | undefined {
  const source = document.at('source');
  if (source.value === undefined) return null;
  return typeof source.value === 'string' ? declared.find(source, ['CITED_SOURCE'], problems)?.id : undefined;
}

/**
 * Reports repeated claims, and warns of claims of one source that contradict each other. Equal statements have the same
 * id: the second claim would only add citations to the first.
 */
function reportDuplicates(
  claims: readonly PlacedClaim[],
  { declared, problems }: Reading,
  warnings: WarningList,
): void {
  const firsts = new Map<string, DocumentPart>();
  const statements = new StatementIndex();
  for (const [index, { part, claim }] of claims.entries()) {
    const id = claimId(claim);
    const first = firsts.get(id);
    if (first) problems.add(part, 'each claim once', `a repetition of the claim at ${printLocation(first)}`);
    else firsts.set(id, part);
    if (first || claim.target === null) continue;
    const target = declared.withId(claim.target);
    const earlier = statements.add(claim, index, target?.kind === 'DIMENSION' ? target : null);
    const contradicted = earlier?.relation === 'CONTRADICTED' ? claims[earlier.number]?.part : undefined;
    if (!contradicted) continue;
    const nameOf = (conceptId: string): string => declared.withId(conceptId)?.name ?? conceptId;
    warnings.add('CONTRADICTION', part.document.name, () => ({
      line: part.location.line,
      message: contradictionInWords(
        `${nameOf(claim.target ?? '')} of ${nameOf(claim.subject)}`,
        printLocation(contradicted),
        nameOf(claim.source),
      ),
    }));
  }
}

/** Creates the changes: sources, then other concepts, texts, claims, and the completion of sources. */
function toChanges(declared: readonly DeclaredConcept[], claims: readonly PlacedClaim[]): readonly Change[] {
  const sources = declared.filter(({ kind }) => kind === 'CITED_SOURCE');
  const others = declared.filter(({ kind }) => kind !== 'CITED_SOURCE');
  return [
    ...[...sources, ...others].flatMap(({ concept, formerSlugs }): readonly Change[] =>
      concept ? [{ type: 'putConcept', concept, ...(formerSlugs.length > 0 ? { formerSlugs } : {}) }] : [],
    ),
    ...sources.flatMap(({ id, texts }) =>
      texts.map(({ mediaType, text }): Change => ({
        type: 'putText',
        text: { hash: hashOfText(text), source: id, mediaType, text },
      })),
    ),
    ...claims.map(({ claim }): Change => ({ type: 'putClaim', claim })),
    ...sources.map(({ id }): Change => ({ type: 'completeSource', source: id })),
  ];
}
