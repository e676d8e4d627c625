import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubjectsOption } from '../parse-file.js';

/** A value that a case expects, or several permitted readings of it. */
export interface ExpectedCell {
  readonly subject: string;
  /** The value of the qualifier that the claim must have; null if it must have none. */
  readonly condition: string | null;
  /** The permitted values as comparisons display them; an empty text permits that the draft has no claim. */
  readonly values: readonly string[];
}

/** A row of expected values along one dimension. */
export interface ExpectedDimension {
  readonly name: string;
  /** The permitted types, each with its unit if there is one: `QUANTITY kg`; empty if any type is permitted. */
  readonly types: readonly string[];
  readonly cells: readonly ExpectedCell[];
}

/** An expected claim that has no dimension, such as a definition or a feature. */
export interface ExpectedItem {
  readonly predicate: string;
  readonly subject: string;
  /** The name of the linked concept, or the text of the claim. */
  readonly text: string;
}

/** A small document with its expected reading. */
export interface ImportCase {
  /** The name of the file without `.case`. */
  readonly name: string;
  /** Describes the fault that the case excludes. */
  readonly kind: string;
  /** The name of the document; its extension selects the format. */
  readonly file: string;
  readonly subjects: SubjectsOption;
  readonly input: string;
  /** Whether the document must be refused. */
  readonly refused: boolean;
  /** All expected approaches; null if the approaches are not tested. */
  readonly approaches: readonly string[] | null;
  /** Further approaches that the draft may have. */
  readonly permittedApproaches: readonly string[];
  /** All values along dimensions. */
  readonly dimensions: readonly ExpectedDimension[];
  /** For each predicate in the list, all claims with this predicate. */
  readonly items: readonly ExpectedItem[];
  /** Predicates that no claim may have. */
  readonly without: readonly string[];
  /** Texts that no quote of a claim may contain. */
  readonly unstated: readonly string[];
  /** Texts, each of which must be in a warning or in the outcome of a part of the report. */
  readonly reported: readonly string[];
}

/**
 * Reads the cases in a folder. A case is a text file `NAME.case` of three parts, separated by lines of `=====`: the kind of fault, the name of the
 * document and, if needed, the option `subjects rows` or `subjects columns`, one per line; the document; and the expected reading:
 *
 *     approaches Ash, Oak
 *     permitted Elm
 *     Size (QUANTITY MBy) | Ash: 1 MBy | Oak: 40 MBy // 40
 *     Time | Ash [Summer]: 90 s | Ash [Winter]: 120 s
 *     HAS_DRAWBACK Ash: Root daemon
 *     without BRINGS_BENEFIT
 *     unstated Vendor lock-in
 *     reported decimal
 *     refused
 *
 * Permitted values are separated by `//`. The value `nothing` permits that the draft has no claim; `\|` is a bar in a value. Rows of dimensions are
 * complete: further values are errors.
 * @returns the cases, sorted by name
 */
export function readImportCases(folder: string): readonly ImportCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.case'))
    .sort()
    .map((name) => parseImportCase(name.slice(0, -'.case'.length), readFileSync(join(folder, name), 'utf8')));
}

/** Parses a case. @throws {Error} if the case is malformed */
export function parseImportCase(name: string, text: string): ImportCase {
  const parts = text.split(/^=====\n/mu);
  const [head = '', input = '', expected = ''] = parts;
  if (parts.length !== 3) throw new Error(`${name}: expected three parts, got ${parts.length}.`);
  const [kind = '', file = '', ...options] = head.trim().split('\n');
  const subjects = options.find((line) => line.startsWith('subjects '))?.slice('subjects '.length) ?? null;
  if (subjects !== null && subjects !== 'rows' && subjects !== 'columns')
    throw new Error(`${name}: ${subjects}`);
  const lines = expected.trim().split('\n');
  const after = (word: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const [named] = after('approaches');
  const other = lines.filter(
    (line) => !/^(?:approaches|permitted|without|unstated|reported) |^refused$/u.test(line),
  );
  return {
    name,
    kind,
    file,
    subjects,
    input,
    refused: lines.includes('refused'),
    approaches: named === undefined ? null : namesIn(named),
    permittedApproaches: after('permitted').flatMap(namesIn),
    dimensions: other.filter((line) => !itemPattern.test(line)).map((line) => parseDimension(name, line)),
    items: other.flatMap((line) => {
      const [, predicate, subject, content] = itemPattern.exec(line) ?? [];
      return predicate && subject && content ? [{ predicate, subject, text: content }] : [];
    }),
    without: after('without'),
    unstated: after('unstated'),
    reported: after('reported'),
  };
}

const itemPattern = /^([A-Z]+_[A-Z_]+|SUITS) ([^:|]+): (.+)$/u;

const namesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

function parseDimension(name: string, line: string): ExpectedDimension {
  const [head = '', ...cells] = line
    .split(/(?<!\\) \| /u)
    .map((part) => part.replaceAll(String.raw` \|`, ' |'));
  const [, title = '', types] =
    /^(.*?)(?: \(([A-Z]+(?: \S+)?(?: or [A-Z]+(?: \S+)?)*)\))?$/u.exec(head) ?? [];
  if (cells.length === 0) throw new Error(`${name}: expected values, got ${JSON.stringify(line)}.`);
  return {
    name: title,
    types: types?.split(' or ') ?? [],
    cells: cells.map((cell) => {
      const [, subject = '', condition, value = ''] = /^(.+?)(?: \[([^\]]*)\])?: (.*)$/u.exec(cell) ?? [];
      if (subject === '')
        throw new Error(`${name}: expected a subject and a value, got ${JSON.stringify(cell)}.`);
      return {
        subject,
        condition: condition ?? null,
        values: value.split(' // ').map((each) => (each === 'nothing' ? '' : each)),
      };
    }),
  };
}
